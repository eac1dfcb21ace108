package io.syncscript.api.eventlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.sql.DatabaseProduct;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class EventlogConfiguration {
    @Bean
    EventPublisher eventPublisher(
            LettuceConnectionFactory redis, PublisherProperties properties, MeterRegistry meters) {
        return new EventPublisher(redis, properties, meters);
    }

    @Bean
    CommitOrder commitOrder(EventPublisher publisher, MeterRegistry meters) {
        CommitOrder order = new CommitOrder(publisher::publish);
        Gauge.builder("syncscript.publish.waiting", order, CommitOrder::waiting)
                .description("Events of open transactions and those behind them")
                .register(meters);
        return order;
    }

    /**
     * Reckons with the database's time, so that processes whose clocks differ agree. The product is named because a database
     * that is away at the first use would be taken for an unknown one as long as the process lives.
     */
    @Bean
    LockProvider lockProvider(JdbcTemplate jdbc) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .withDatabaseProduct(DatabaseProduct.POSTGRES_SQL)
                .usingDbTime()
                .build());
    }
}
