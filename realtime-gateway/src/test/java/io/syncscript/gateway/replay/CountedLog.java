package io.syncscript.gateway.replay;

import io.syncscript.gateway.CountingLog;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has a gateway's reads of the log counted. */
final class CountedLog implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof JdbcVaultLog log ? new CountingLog(log) : bean;
    }
}
