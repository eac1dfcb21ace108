package io.syncscript.local.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Every byte as it comes. */
record PlainTraffic(LinkedConnection connection) implements Traffic {
    private static final int BUFFER_BYTES = 16 * 1024;

    @Override
    public void up() throws IOException {
        copy(connection.fromClient(), connection.toServer());
    }

    @Override
    public void down() throws IOException {
        copy(connection.fromServer(), connection.toClient());
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            connection.awaitFlow();
            to.write(buffer, 0, read);
        }
    }
}
