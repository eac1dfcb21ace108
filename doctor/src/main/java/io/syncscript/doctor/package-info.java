/** The program that an operator runs against a live installation: its command line, the run of its checks, and its report. */
@NullMarked
package io.syncscript.doctor;

import org.jspecify.annotations.NullMarked;
