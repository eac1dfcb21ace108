package io.syncscript.api.eventlog;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventlogConfiguration {
    @Bean
    EventPublisher eventPublisher(
            DataRedisProperties redis,
            PublisherProperties properties,
            ClientResources resources,
            MeterRegistry meters) {
        return new EventPublisher(RedisURI.create(redis.getUrl()), properties, resources, meters);
    }

    @Bean
    CommitOrder commitOrder(EventPublisher publisher, MeterRegistry meters) {
        CommitOrder order = new CommitOrder(publisher::publish);
        Gauge.builder("syncscript.publish.waiting", order, CommitOrder::waiting)
                .description("Events of open transactions and those behind them")
                .register(meters);
        return order;
    }
}
