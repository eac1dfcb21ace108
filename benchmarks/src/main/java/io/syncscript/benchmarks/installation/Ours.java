package io.syncscript.benchmarks.installation;

import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SyncScript's packaged processes with the JVM flags of their images, and the memory that Kubernetes gives them; no proxy is
 * between them and the clients.
 */
public final class Ours implements Installation {
    public static final String NAME = "SyncScript";

    private static final String API_MEMORY = "768m";
    private static final String GATEWAY_MEMORY = "1g";
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
                .withJvmFlags(service -> service.equals("api")
                        ? flags(
                                projectRoot,
                                "api-service",
                                API_MEMORY,
                                environment.get("SYNCSCRIPT_BENCH_API_JAVA_OPTIONS"))
                        : flags(
                                projectRoot,
                                "realtime-gateway",
                                GATEWAY_MEMORY,
                                environment.get("SYNCSCRIPT_BENCH_GATEWAY_JAVA_OPTIONS")));
        return new Ours(LocalStack.start(options, progress));
    }

    private static List<String> flags(Path projectRoot, String module, String memory, @Nullable String further) {
        List<String> flags = new ArrayList<>();
        flags.add("@" + projectRoot.resolve(module).resolve("jvm.options"));
        flags.add("-XX:MaxRAM=" + memory);
        if (further != null && !further.isBlank()) {
            flags.addAll(List.of(further.strip().split("\\s+")));
        }
        return flags;
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
