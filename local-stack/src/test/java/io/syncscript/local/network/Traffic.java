package io.syncscript.local.network;

import java.io.IOException;

/** How the bytes of one connection are passed on: each direction on a thread of its own, until its source ends. */
interface Traffic {
    /** From the client to the server. */
    void up() throws IOException;

    /** From the server to the client. */
    void down() throws IOException;
}
