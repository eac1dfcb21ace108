package io.syncscript.api.observation;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {
    @Bean
    @ConditionalOnProperty(name = TracingSwitch.ENABLED, havingValue = "false")
    ClientResourcesBuilderCustomizer timedRedisCommands(MeterRegistry meters) {
        return resources -> resources.commandLatencyRecorder(new RedisCommandTimer(meters));
    }
}
