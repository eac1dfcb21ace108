package io.syncscript.local.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One client's connection through a link: the socket to the client, and the one to the server that stands for it. */
final class LinkedConnection implements AutoCloseable {
    private final Socket client;
    private final Socket server = new Socket();
    private final Valve link;
    private final Valve own = new Valve();

    LinkedConnection(Socket client, Valve link) {
        this.client = client;
        this.link = link;
    }

    void connect(InetSocketAddress address) throws IOException {
        awaitFlow();
        server.connect(address);
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
    }

    /** Returns when neither this connection nor its link is frozen. To be asked before anything is passed on. */
    void awaitFlow() throws IOException {
        own.awaitOpen();
        link.awaitOpen();
    }

    /** From now on no byte passes on this connection, and its ends see nothing but silence. */
    void freeze() {
        own.shut();
    }

    void mend() {
        own.open();
    }

    InputStream fromClient() throws IOException {
        return client.getInputStream();
    }

    OutputStream toClient() throws IOException {
        return client.getOutputStream();
    }

    InputStream fromServer() throws IOException {
        return server.getInputStream();
    }

    OutputStream toServer() throws IOException {
        return server.getOutputStream();
    }

    boolean isClosed() {
        return client.isClosed();
    }

    /** Ends both sockets, and whatever waits to pass something on. */
    @Override
    public void close() throws IOException {
        own.open();
        try (client) {
            server.close();
        }
    }
}
