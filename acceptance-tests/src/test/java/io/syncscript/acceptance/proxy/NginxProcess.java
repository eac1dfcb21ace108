package io.syncscript.acceptance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.manifests.ProjectFiles;
import io.syncscript.local.data.FileTree;
import io.syncscript.local.process.ChildProcess;
import io.syncscript.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real nginx with the configuration of the checkout. */
public final class NginxProcess implements AutoCloseable {
    private static final String LISTEN = "listen 3000";

    private final ChildProcess process;
    private final int port;
    private final Path directory;

    private NginxProcess(ChildProcess process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    /** Starts it on a free port with the configuration of the checkout, its addresses replaced. */
    public static NginxProcess start(LocalAddresses addresses) {
        return start(Ports.free(), addresses.in(ProjectFiles.ofCheckout().read("deploy/nginx/nginx.conf")));
    }

    /** Starts it with this configuration, whose addresses are local already, and waits until it accepts connections. */
    public static NginxProcess start(int port, String configuration) {
        assertThat(configuration).contains(LISTEN);
        try {
            Path directory = Files.createTempDirectory("syncscript-nginx-");
            Path file = Files.writeString(
                    directory.resolve("nginx.conf"), configuration.replace(LISTEN, "listen 127.0.0.1:" + port));
            List<String> command = new ArrayList<>(
                    List.of("nginx", "-e", "stderr", "-p", directory.toString(), "-c", file.toString()));
            if ("root".equals(System.getProperty("user.name"))) {
                // In the container nobody is root; here its workers have to reach the directory.
                command.addAll(List.of("-g", "user root;"));
            }
            ChildProcess process = ChildProcess.start(
                    "nginx",
                    command,
                    Map.of("PATH", System.getenv("PATH") + ":/usr/sbin"),
                    directory,
                    directory.resolve("nginx.log"));
            NginxProcess nginx = new NginxProcess(process, port, directory);
            Awaitility.await("nginx accepts connections; its log: " + nginx.log())
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !process.isAlive() || nginx.accepts());
            assertThat(process.isAlive()).as("nginx runs: %s", nginx.log()).isTrue();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The origin that it serves. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** All that it wrote, requests and errors. */
    public String log() {
        Path log = directory.resolve("nginx.log");
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(15));
        try {
            FileTree.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
