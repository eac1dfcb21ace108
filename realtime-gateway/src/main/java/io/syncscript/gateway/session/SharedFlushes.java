package io.syncscript.gateway.session;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/** Lets commands that were given at about the same time leave in one write. */
final class SharedFlushes implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline()
                .addFirst(new FlushConsolidationHandler(
                        FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
}
