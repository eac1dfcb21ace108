package io.syncscript.local;

import io.syncscript.local.process.ServiceProcess;
import io.syncscript.local.process.StackFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Java half of {@code ./syncscript up}: starts the stack, says where it is and runs until it is told to stop. The system
 * property {@code syncscript.root} names the checkout and {@code syncscript.began} the second in which the user gave the command.
 */
public final class SyncScript {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration HEALTH_CHECK = Duration.ofSeconds(2);

    private final PrintStream out;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable LocalStack stack;

    private SyncScript(PrintStream out) {
        this.out = out;
    }

    /** Runs until the process is told to end. Exit status 1 says that the stack could not start, 2 that an argument is wrong. */
    public static void main(String[] arguments) {
        StackOptions options;
        try {
            Path root = Path.of(System.getProperty("syncscript.root", "")).toAbsolutePath();
            options = UpArguments.parse(root, Arrays.asList(arguments)).withJvmFlags(JvmFlags.ofImages(root));
        } catch (IllegalArgumentException e) {
            System.err.println("syncscript up: " + e.getMessage() + ". See ./syncscript help.");
            System.exit(WRONG_USAGE);
            return;
        }
        new SyncScript(System.out).run(options);
    }

    private void run(StackOptions options) {
        Thread farewell = new Thread(this::stop, "stop-syncscript");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            LocalStack running = LocalStack.start(options, new ConsoleProgress(out));
            stack = running;
            Welcome.print(out, running, sinceCommand());
            reportDeaths(running);
        } catch (RuntimeException e) {
            if (stopping.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(farewell);
                System.err.println(e instanceof StackFailure ? e.getMessage() : "SyncScript could not start: " + e);
                System.exit(FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        stopping.countDown();
        out.println("\nStopping SyncScript ...");
        LocalStack running = stack;
        if (running != null) {
            running.close();
            out.println("Stopped. The data stays for the next ./syncscript up.");
        }
    }

    /** Says once of each process when it has ended though nobody stopped it. Returns when the stack stops. */
    private void reportDeaths(LocalStack running) throws InterruptedException {
        List<ServiceProcess> processes = Stream.concat(
                        Stream.of(running.apiProcess()), running.gatewayProcesses().stream())
                .toList();
        Set<Long> reported = new HashSet<>();
        while (!stopping.await(HEALTH_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
            for (ServiceProcess process : processes) {
                if (!process.isAlive() && stopping.getCount() > 0 && reported.add(process.pid())) {
                    out.println("The " + process.name() + " has ended; its log is " + process.logFile());
                }
            }
        }
    }

    private static Duration sinceCommand() {
        Instant began = Instant.ofEpochSecond(Long.getLong(
                "syncscript.began",
                ProcessHandle.current()
                        .info()
                        .startInstant()
                        .orElseGet(Instant::now)
                        .getEpochSecond()));
        return Duration.between(began, Instant.now());
    }
}
