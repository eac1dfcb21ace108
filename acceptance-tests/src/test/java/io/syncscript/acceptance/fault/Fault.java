package io.syncscript.acceptance.fault;

/** Something that breaks for a while during a trial. When it returns all is put right again. */
@FunctionalInterface
interface Fault {
    void strike(Trial trial);
}
