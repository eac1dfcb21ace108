package io.syncscript.api.fuzz;

import io.syncscript.api.ApiClient;
import io.syncscript.api.RawHttp;
import io.syncscript.api.RunningApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A user who sends broken requests, with ids that exist: own ones and those of somebody whom it must not reach. */
final class Attacker {
    private static final int MAX_IDS = 40;

    private final RunningApi api;
    private final List<Call> calls;
    private final Random random;
    private final List<String> vaults = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private ApiClient account;

    Attacker(RunningApi api, List<Call> calls, long seed) {
        this.api = api;
        this.calls = calls;
        this.random = new Random(seed);
        this.account = api.client().registered("Mallory");
    }

    /** Makes somebody else's ids known to it. */
    void knows(String vault, String source, String user) {
        vaults.add(vault);
        sources.add(source);
        users.add(user);
    }

    FuzzedRequest next() {
        FuzzedRequest request = valid(Mutations.pick(calls, random));
        for (int i = random.nextInt(4); i > 0; i--) {
            Mutations.apply(request, random);
        }
        return request;
    }

    RawHttp.Answer send(FuzzedRequest request) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(api.url(), request.bytes());
        if (answer.status() == 201) {
            remember(answer);
        }
        return answer;
    }

    /** Makes it able to act again after a request of its own has ended its session. */
    void recover() {
        if (account.get("/api/auth/session").status() != 200) {
            account = api.client().registered("Mallory");
        }
    }

    private void remember(RawHttp.Answer answer) {
        String id = answer.json().path("id").asString("");
        String vault = answer.json().path("vaultId").asString("");
        List<String> ids = vault.isEmpty() ? vaults : sources;
        if (!id.isEmpty()) {
            if (ids.size() >= MAX_IDS) {
                ids.remove(1 + random.nextInt(ids.size() - 1));
            }
            ids.add(id);
        }
    }

    private FuzzedRequest valid(Call call) {
        boolean ofSource = call.path().startsWith("/api/sources");
        String target = call.path()
                .replace("{id}", Mutations.pick(ofSource ? sources : vaults, random))
                .replaceAll("\\{[a-zA-Z]+}", Mutations.pick(users, random));
        String query = call.query().stream()
                .filter(name -> random.nextInt(3) == 0)
                .map(name -> name + "=" + (name.equals("cursor") ? "MDpjYWJjYWJjYWI" : random.nextInt(1, 50)))
                .collect(Collectors.joining("&"));
        String body = call.fields().entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + example(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        FuzzedRequest request = new FuzzedRequest(
                call.method(),
                query.isEmpty() ? target : target + "?" + query,
                Mutations.json(call.fields().isEmpty() ? "" : body));
        if (!call.fields().isEmpty()) {
            request.headers.add("Content-Type: application/json");
        }
        // Without a session there is nothing to find behind the session check, so none is ended.
        boolean endsSession = call.path().contains("/logout");
        if (!endsSession && random.nextInt(30) != 0) {
            request.headers.add("Cookie: SESSION=" + account.cookie());
        }
        return request;
    }

    private String example(String name, String type) {
        return switch (name) {
            case "fileUrl" -> "\"https://files.example.org/" + random.nextInt(1000) + ".pdf\"";
            case "mimeType" -> "\"application/pdf\"";
            case "role" -> Mutations.pick(List.of("\"owner\"", "\"contributor\"", "\"viewer\""), random);
            case "email" -> "\"" + Mutations.pick(List.of("nobody@example.org", account.email()), random) + "\"";
            // Most are too short: hashing those that are not would take all of the time.
            case "password", "newPassword" -> random.nextInt(20) == 0 ? "\"correct horse\"" : "\"short\"";
            // A change of the password would end the session.
            case "currentPassword" -> "\"wrong\"";
            default ->
                type.equals("integer")
                        ? Integer.toString(random.nextInt(1_000_000))
                        : "\"Text " + random.nextInt(100) + "\"";
        };
    }
}
