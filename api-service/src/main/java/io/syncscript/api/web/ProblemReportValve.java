package io.syncscript.api.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat itself refuses, such as a request line that is no HTTP, with a problem in place of its HTML page. */
class ProblemReportValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400
                || response.isCommitted()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        ErrorCode code = ErrorCode.ofStatus(response.getStatus());
        response.setStatus(code.status().value());
        response.setHeader("X-Content-Type-Options", "nosniff");
        Problem problem = Problem.of(code, code.title(), List.of());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            response.getOutputStream()
                    .write(JsonMapper.shared().writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("The client of a refused request is gone", e);
        }
    }
}
