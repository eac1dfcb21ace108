package io.syncscript.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 413 to bodies over the limit, at once where the length is declared, else when the limit is passed, and 408 to those
 * that take too long: the container's own timeout begins anew with every byte that comes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;
    private final long limit;
    private final Duration timeout;

    BodyLimitFilter(ProblemWriter problems, WebProperties properties) {
        this.problems = problems;
        this.limit = properties.maxBodySize().toBytes();
        this.timeout = properties.bodyTimeout();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            problems.write(response, ErrorCode.PAYLOAD_TOO_LARGE, new BodyTooLargeException(limit).detail());
            return;
        }
        chain.doFilter(new LimitedRequest(request, limit, timeout), response);
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {
        private final long limit;
        private final long deadline;

        LimitedRequest(HttpServletRequest request, long limit, Duration timeout) {
            super(request);
            this.limit = limit;
            this.deadline = System.nanoTime() + timeout.toNanos();
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limit, deadline);
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final long limit;
        private final long deadline;
        private long read;

        LimitedStream(ServletInputStream body, long limit, long deadline) {
            this.body = body;
            this.limit = limit;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = body.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) throws IOException {
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("the body did not arrive in time");
            }
            read += bytes;
            if (read > limit) {
                throw new BodyTooLargeException(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
