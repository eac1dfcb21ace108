package io.syncscript.gateway.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoLeaksTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWhereABufferWasLeaked(boolean direct) {
        leak(direct);
        await().untilAsserted(() -> assertThatCode(NoLeaks::assertNoLeaks)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("leaked buffers")
                .hasMessageContaining("ByteBuf"));
    }

    @Test
    void passesWhereEveryBufferWasReleased() {
        assertThat(ByteBufAllocator.DEFAULT.directBuffer().writeLong(1).release())
                .isTrue();
        NoLeaks.assertNoLeaks();
    }

    private static void leak(boolean direct) {
        ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
        assertThat((direct ? allocator.directBuffer() : allocator.heapBuffer())
                        .writeLong(1)
                        .refCnt())
                .isOne();
    }
}
