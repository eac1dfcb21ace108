package io.syncscript.acceptance.proxy;

import java.io.File;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test, and says so, where there is no nginx. In CI there is one, and its absence fails there. */
public final class NeedsNginx implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean installed = Stream.concat(
                        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                .split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin"))
                .anyMatch(directory -> new File(directory, "nginx").canExecute());
        return installed || "true".equals(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled("nginx is installed, or has to be")
                : ConditionEvaluationResult.disabled("SKIPPED: nginx is not installed; .ci/run installs it");
    }
}
