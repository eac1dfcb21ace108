package io.syncscript.local.network;

import java.io.InterruptedIOException;

/** Holds up the threads that pass bytes while it is shut. */
final class Valve {
    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    synchronized void awaitOpen() throws InterruptedIOException {
        try {
            while (shut) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the link was frozen");
        }
    }
}
