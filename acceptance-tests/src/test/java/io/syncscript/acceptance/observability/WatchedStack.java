package io.syncscript.acceptance.observability;

import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.local.metrics.Scrape;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One API process and one gateway that are traced and write their logs as JSON, with all that they have to say. */
final class WatchedStack implements AutoCloseable {
    private final OtlpReceiver spans = new OtlpReceiver();
    private final LocalStack stack;

    WatchedStack() {
        Path directory = Path.of("target", "watched").toAbsolutePath();
        stack = LocalStack.start(
                StackOptions.onFreePorts()
                        .withGateways(1)
                        .withFresh(true)
                        .withDataDirectory(directory)
                        .withEnvironment((service, servers) -> Map.of(
                                "SYNCSCRIPT_TRACING_ENABLED", "true",
                                "SYNCSCRIPT_TRACING_ENDPOINT", spans.endpoint(),
                                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "200ms",
                                "SYNCSCRIPT_LOG_FORMAT", "ecs",
                                "SYNCSCRIPT_LOG_LEVEL", "debug")),
                Progress.silent());
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + stack.frontDoor().getPort());
    }

    OtlpReceiver spans() {
        return spans;
    }

    Scrape api() {
        return Scrape.of(stack.apiProcess().management());
    }

    Scrape gateway() {
        return Scrape.of(stack.gatewayProcesses().getFirst().management());
    }

    /** The lines that the processes have written. */
    List<String> logLines() {
        return Stream.concat(Stream.of(stack.apiProcess()), stack.gatewayProcesses().stream())
                .map(ServiceProcess::logFile)
                .flatMap(WatchedStack::lines)
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
        spans.close();
    }
}
