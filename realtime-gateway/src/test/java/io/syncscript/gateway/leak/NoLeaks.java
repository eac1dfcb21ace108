package io.syncscript.gateway.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which a buffer was leaked; registered for all classes of the module. */
public final class NoLeaks implements AfterAllCallback {
    private static final int COLLECTIONS = 3;

    @Override
    public void afterAll(ExtensionContext context) {
        assertNoLeaks();
    }

    /** Netty learns of a leak when the buffer was collected and another one is allocated. */
    static void assertNoLeaks() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            ByteBufAllocator.DEFAULT.directBuffer().release();
            ByteBufAllocator.DEFAULT.heapBuffer().release();
        }
        assertThat(RecordingLeakDetector.drain()).as("leaked buffers").isEmpty();
    }
}
