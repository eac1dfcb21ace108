package io.syncscript.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.local.LocalStack;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the API process and the gateways wrote to their logs. */
public final class ProcessLogs {
    /** A line of Spring Boot's log of level ERROR, or a stack trace that bypassed it. */
    private static final Pattern ERROR = Pattern.compile("^\\S+ +ERROR .*|^Exception in thread .*");

    private static final Pattern INFO = Pattern.compile("^\\S+ +INFO .*");

    private final List<Path> files;
    private final Map<Path, Integer> marks = new HashMap<>();

    ProcessLogs(LocalStack stack) {
        this.files = Stream.concat(Stream.of(stack.apiProcess()), stack.gatewayProcesses().stream())
                .map(ServiceProcess::logFile)
                .toList();
        files.forEach(file -> assertThat(lines(file))
                .as("%s has lines that are understood", file)
                .anyMatch(INFO.asMatchPredicate()));
    }

    void mark() {
        files.forEach(file -> marks.put(file, lines(file).size()));
    }

    void assertNoErrorsSinceMark() {
        files.forEach(file -> assertThat(lines(file).stream().skip(marks.getOrDefault(file, 0)))
                .as("errors in %s", file.getFileName())
                .noneMatch(ERROR.asMatchPredicate()));
    }

    /** Checks that a text, a secret for instance, is in no log. */
    public void assertNever(String text) {
        files.forEach(file -> assertThat(String.join("\n", lines(file)))
                .as("%s", file.getFileName())
                .doesNotContain(text));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
