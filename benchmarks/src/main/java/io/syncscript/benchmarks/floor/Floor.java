package io.syncscript.benchmarks.floor;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import io.syncscript.benchmarks.load.EventLoops;
import io.syncscript.benchmarks.load.Latencies;
import io.syncscript.benchmarks.load.SourceAddresses;
import io.syncscript.benchmarks.process.ProcessFigures;
import io.syncscript.benchmarks.report.Metric;
import io.syncscript.benchmarks.report.Readings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs {@link FloorProbe} in a process of its own, with its readers in this one, where the clients of the others are too. */
public final class Floor {
    private static final int WARM_UP_SENDS = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final EventLoops loops;
    private final SourceAddresses addresses;

    public Floor(EventLoops loops, SourceAddresses addresses) {
        this.loops = loops;
        this.addresses = addresses;
    }

    /** Sends events of so many bytes to so many sockets at a rate per second. */
    public Readings run(int sockets, double rate, double seconds, int bytes) {
        Latencies arrivals = new Latencies();
        try {
            Process process = start();
            try (PrintWriter commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII);
                    BufferedReader answers = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                int port = Integer.parseInt(answers.readLine());
                Bootstrap readers = readers(port, bytes, arrivals);
                // Told before, since more sockets may come than fit into the kernel's queue.
                commands.println("accept " + sockets);
                for (int i = 0; i < sockets; i++) {
                    readers.localAddress(addresses.next()).connect().syncUninterruptibly();
                }
                requireDone(answers, "accept");
                int warmUpEvents = Math.max(1, WARM_UP_SENDS / sockets);
                tell(commands, answers, "send " + warmUpEvents + " 0 " + bytes);
                arrivals.await((long) warmUpEvents * sockets, PATIENCE);
                arrivals.reset();
                int events = (int) Math.round(rate * seconds);
                Duration before = ProcessFigures.of(process.pid()).cpuTime();
                tell(commands, answers, "send " + events + " " + Math.round(1e9 / rate) + " " + bytes);
                Duration used = ProcessFigures.of(process.pid()).cpuTime().minus(before);
                long sends = (long) events * sockets;
                arrivals.await(sends, PATIENCE);
                return new Readings()
                        .putCount(Metric.DELIVERIES_EXPECTED, sends)
                        .putCount(Metric.DELIVERIES_MISSING, sends - arrivals.count())
                        .putCount(Metric.EVENT_BYTES, bytes)
                        .putDeliveries(arrivals.histogram())
                        .putCpuPer(Metric.GATEWAY_CPU_PER_DELIVERY, used, sends);
            } finally {
                process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The floor probe failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        JAVA.toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.net.preferIPv4Stack=true",
                        // Its output is read by this process, so it logs to its error output.
                        "-Dlogback.configurationFile=syncscript-up-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloorProbe.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private Bootstrap readers(int port, int bytes, Latencies arrivals) {
        return new Bootstrap()
                .group(loops.sockets())
                .channel(loops.channelType())
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new FixedLengthFrameDecoder(bytes), new SimpleChannelInboundHandler<ByteBuf>() {
                                            @Override
                                            protected void channelRead0(ChannelHandlerContext context, ByteBuf event) {
                                                arrivals.recordSince(event.getLong(event.readerIndex()));
                                            }
                                        });
                    }
                });
    }

    private static void tell(PrintWriter commands, BufferedReader answers, String command) throws IOException {
        commands.println(command);
        requireDone(answers, command);
    }

    private static void requireDone(BufferedReader answers, String command) throws IOException {
        String answer = answers.readLine();
        if (!"done".equals(answer)) {
            throw new IOException("the probe ended at: " + command);
        }
    }
}
