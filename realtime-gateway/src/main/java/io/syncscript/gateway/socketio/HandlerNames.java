package io.syncscript.gateway.socketio;

/** The names of the pipeline's handlers, in the order in which a connection meets them. */
final class HandlerNames {
    static final String REQUEST_DEADLINE = "requestDeadline";
    static final String HTTP_DECODER = "httpDecoder";
    static final String HTTP_ENCODER = "httpEncoder";
    static final String HTTP_AGGREGATOR = "httpAggregator";
    static final String HTTP_CONNECTION = "httpConnection";
    static final String WEBSOCKET_DECODER = "webSocketDecoder";
    static final String WEBSOCKET_AGGREGATOR = "webSocketAggregator";
    static final String WEBSOCKET_READER = "webSocketReader";

    private HandlerNames() {}
}
