package io.syncscript.doctor.access;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of a login.
 *
 * @param status of the answer
 * @param session empty where none was opened
 */
public record Login(int status, Optional<Session> session) {
    public static Login attempt(HttpAccess server, String email, String password)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = server.request("/api/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("email", email, "password", password))));
        HttpResponse<String> answer = server.send(request);
        return new Login(answer.statusCode(), Session.of(answer.headers().allValues("Set-Cookie")));
    }
}
