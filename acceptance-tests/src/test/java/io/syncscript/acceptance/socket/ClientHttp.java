package io.syncscript.acceptance.socket;

import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** What all Java clients of this process send their requests with. */
public final class ClientHttp {
    /** Long polling needs more requests at a time than OkHttp allows by default. */
    public static final OkHttpClient SHARED = create();

    private ClientHttp() {}

    private static OkHttpClient create() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(1000);
        dispatcher.setMaxRequestsPerHost(1000);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(1, TimeUnit.MINUTES)
                .build();
    }
}
