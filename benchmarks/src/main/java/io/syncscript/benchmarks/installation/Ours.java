package io.syncscript.benchmarks.installation;

import io.syncscript.local.JvmFlags;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * SyncScript's packaged processes with the JVM flags of their images, and the memory that Kubernetes gives them; no proxy is
 * between them and the clients.
 */
public final class Ours implements Installation {
    public static final String NAME = "SyncScript";

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private final LocalStack stack;

    private Ours(LocalStack stack) {
        this.stack = stack;
    }

    /**
     * @param directory for data and logs
     * @param environment may hold {@code SYNCSCRIPT_BENCH_GATEWAY_JAVA_OPTIONS} and {@code SYNCSCRIPT_BENCH_API_JAVA_OPTIONS},
     *     further flags separated by blanks
     */
    public static Ours start(Path projectRoot, Path directory, Map<String, String> environment, Progress progress) {
        StackOptions options = StackOptions.defaults(projectRoot)
                .withPort(0)
                .withGateways(1)
                .withDemoData(false)
                .withDataDirectory(directory)
                .withJvmFlags(service -> Stream.concat(
                                JvmFlags.ofImages(projectRoot).of(service).stream(), further(service, environment))
                        .toList());
        return new Ours(LocalStack.start(options, progress));
    }

    private static Stream<String> further(String service, Map<String, String> environment) {
        String variable = "SYNCSCRIPT_BENCH_" + (service.equals("api") ? "API" : "GATEWAY") + "_JAVA_OPTIONS";
        return BLANKS.splitAsStream(environment.getOrDefault(variable, "").strip())
                .filter(flag -> !flag.isEmpty());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ServiceProcess api() {
        return stack.apiProcess();
    }

    @Override
    public ServiceProcess gateway() {
        return stack.gatewayProcesses().getFirst();
    }

    @Override
    public String databaseUrl() {
        return stack.databaseUrl();
    }

    /** The stack's PostgreSQL and Redis serve a peer too. */
    public LocalStack stack() {
        return stack;
    }

    @Override
    public void collectGarbage(ServiceProcess process) {
        try {
            Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(process.pid()), "GC.run")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start();
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException("jcmd could not have " + process.name() + " collect its garbage");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
