package io.syncscript.gateway.leak;

import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what Netty would only log. The build names it to Netty by {@code io.netty.customResourceLeakDetector}. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
    private static final LinkedBlockingQueue<String> LEAKS = new LinkedBlockingQueue<>();

    /** Called by Netty. */
    public RecordingLeakDetector(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    /** Looked for by Netty, and not called any more. */
    public RecordingLeakDetector(Class<?> type, int samplingInterval, long maxActive) {
        this(type, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType);
    }

    /** The leaks found since this was asked last. */
    static List<String> drain() {
        List<String> found = new ArrayList<>();
        LEAKS.drainTo(found);
        return found;
    }
}
