package io.syncscript.api.observation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Sets up nothing of tracing while it is off. Boot's own switch leaves out the export alone: every request and every command to
 * Redis would make its spans, for nobody.
 */
class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    static final String ENABLED = "management.opentelemetry.enabled";

    private static final List<String> TRACING = List.of(
            "org.springframework.boot.micrometer.tracing.",
            "org.springframework.boot.opentelemetry.",
            "org.springframework.boot.data.redis.autoconfigure.observation.");

    private boolean enabled;

    @Override
    public void setEnvironment(Environment environment) {
        enabled = environment.getProperty(ENABLED, Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[configurations.length];
        for (int i = 0; i < kept.length; i++) {
            String configuration = configurations[i];
            kept[i] = enabled || configuration == null || TRACING.stream().noneMatch(configuration::startsWith);
        }
        return kept;
    }
}
