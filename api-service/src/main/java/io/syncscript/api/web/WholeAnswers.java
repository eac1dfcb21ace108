package io.syncscript.api.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a JSON answer at once and says its length. Spring's own flushes what Jackson has written so far, which makes an answer of
 * chunks that leaves in two packets. Every answer is bounded, as pages are.
 */
class WholeAnswers extends JacksonJsonHttpMessageConverter {
    /** Enough for a source or an event; pages grow. */
    private static final int USUAL_BYTES = 1024;

    WholeAnswers(JsonMapper json) {
        super(json);
    }

    @Override
    protected void writeInternal(
            Object answer, ResolvableType type, HttpOutputMessage output, @Nullable Map<String, Object> hints)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
        super.writeInternal(answer, type, new Buffered(output.getHeaders(), body), hints);
        output.getHeaders().setContentLength(body.size());
        body.writeTo(output.getBody());
    }

    private record Buffered(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public OutputStream getBody() {
            return body;
        }
    }
}
