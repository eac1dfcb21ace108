package io.syncscript.gateway.replay;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayProperties.class)
class ReplayConfiguration {
    /** Half of the connections serve requests; the other half is there for live events at any time. */
    @Bean
    BoundedVaultLog boundedVaultLog(VaultLog log, HikariDataSource pool, ReplayProperties properties) {
        return new BoundedVaultLog(log, Math.max(1, pool.getMaximumPoolSize() / 2), properties.turnTimeout());
    }

    @Bean
    MembershipBatches membershipBatches(BoundedVaultLog log, ReplayProperties properties) {
        return new MembershipBatches(log, properties.turnTimeout());
    }
}
