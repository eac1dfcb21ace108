package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.api.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultIT {
    private static RunningApi api;
    private static ApiClient owner;
    private static ApiClient contributor;
    private static ApiClient viewer;
    private static ApiClient outsider;

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        owner = api.client().registered("Olga");
        contributor = api.client().registered("Carl");
        viewer = api.client().registered("Vera");
        outsider = api.client().registered("Otto");
    }

    @Test
    void makesItsCreatorTheOwner() {
        Answer created = owner.post("/api/vaults", Map.of("name", "  Papers ", "description", " as sent "));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.revision()).isZero();
        assertThat(created.json().propertyNames())
                .containsExactlyInAnyOrder("id", "name", "description", "role", "revision", "createdAt", "updatedAt");
        assertThat(created.text("name")).isEqualTo("Papers");
        assertThat(created.text("description")).isEqualTo(" as sent ");
        assertThat(created.text("role")).isEqualTo("owner");
        assertThat(created.text("createdAt")).isEqualTo(created.text("updatedAt"));
        Answer read = owner.get("/api/vaults/" + created.text("id"));
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.revision()).isZero();
    }

    @Test
    void listsTheCallersVaultsPageByPage() {
        ApiClient user = api.client().registered("Paul");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(user.newVault("V" + i));
        }
        owner.newVault("Not Paul's");

        Answer first = user.get("/api/vaults?limit=2");
        ids.add(user.newVault("Made meanwhile"));
        Answer second = user.get("/api/vaults?limit=2&cursor=" + first.text("nextCursor"));
        Answer third = user.get("/api/vaults?limit=2&cursor=" + second.text("nextCursor"));

        List<String> listed = new ArrayList<>();
        for (Answer page : List.of(first, second, third)) {
            page.json().path("items").forEach(item -> listed.add(item.path("id").asString()));
        }
        assertThat(listed).containsExactlyElementsOf(ids);
        assertThat(third.json().path("nextCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=201", "limit=x", "limit=", "cursor=x", "cursor=MTIz", "cursor=LTU6Y2FiY2FiY2Fi"
            })
    void refusesAPageThatCannotBe(String query) {
        for (String path : List.of("/api/vaults", "/api/vaults/" + owner.newVault("P") + "/sources")) {
            Answer answer = owner.get(path + "?" + query);

            if (query.equals("limit=")) {
                assertThat(answer.status()).isEqualTo(200);
            } else {
                assertProblem(answer, 400, "VALIDATION_FAILED");
                assertThat(answer.json().path("errors").path(0).path("field").asString())
                        .isEqualTo(query.substring(0, query.indexOf('=')));
            }
        }
    }

    @Test
    void changesWhatAPatchNamesAndKeepsTheRest() {
        String id = owner.post("/api/vaults", Map.of("name", "A", "description", "D"))
                .text("id");

        Answer renamed = owner.patch("/api/vaults/" + id, Map.of("name", "B"));
        Answer cleared = owner.send("PATCH", "/api/vaults/" + id, "{\"description\":null}", Map.of());

        assertThat(renamed.text("name")).isEqualTo("B");
        assertThat(renamed.text("description")).isEqualTo("D");
        assertThat(renamed.revision()).isEqualTo(1);
        assertThat(cleared.json().has("description")).isFalse();
        assertThat(cleared.revision()).isEqualTo(2);
        assertThat(owner.get("/api/vaults/" + id).json()).isEqualTo(cleared.json());
    }

    @Test
    void takesNoRevisionForAPatchThatChangesNothing() {
        String id = owner.newVault("A");

        for (String body : List.of("{}", "{\"name\":\" A \"}", "{\"description\":null}", "{\"unknown\":1}")) {
            Answer answer = owner.send("PATCH", "/api/vaults/" + id, body, Map.of());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.revision()).isZero();
        }
        assertThat(owner.get("/api/vaults/" + id + "/events")
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":\" \\t\"}",
                "{\"name\":7}",
                "{\"name\":\"\\u0000\"}",
                "{\"name\":\"\\udc00\"}",
                "{\"name\":\"ok\",\"description\":[]}"
            })
    void refusesNamesThatCannotBe(String body) {
        String id = owner.newVault("A");

        assertProblem(owner.send("POST", "/api/vaults", body, Map.of()), 400, "VALIDATION_FAILED");
        Answer patched = owner.send("PATCH", "/api/vaults/" + id, body, Map.of());
        assertProblem(patched, 400, "VALIDATION_FAILED");
        assertThat(owner.get("/api/vaults/" + id).revision()).isZero();
    }

    @Test
    void refusesTextThatIsTooLong() {
        assertThat(owner.post("/api/vaults", Map.of("name", "n".repeat(200), "description", "d".repeat(2000)))
                        .status())
                .isEqualTo(201);
        assertProblem(owner.post("/api/vaults", Map.of("name", "n".repeat(201))), 400, "VALIDATION_FAILED");
        assertProblem(
                owner.post("/api/vaults", Map.of("name", "n", "description", "d".repeat(2001))),
                400,
                "VALIDATION_FAILED");
    }

    @Test
    void deletesAVaultWithItsSourcesAndKeepsItsLog() {
        String id = owner.newVault("A");
        String source = owner.addSource(id, "S").text("id");

        Answer deleted = owner.delete("/api/vaults/" + id);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.revision()).isEqualTo(2);
        assertProblem(owner.get("/api/vaults/" + id), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.get("/api/vaults/" + id + "/events"), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.get("/api/sources/" + source), 404, "SOURCE_NOT_FOUND");
        assertProblem(owner.delete("/api/vaults/" + id), 404, "VAULT_NOT_FOUND");
        assertThat(api.rows("select type || ':' || revision from vault_event where vault_id = ? order by revision", id))
                .containsExactly("source:created:1", "vault:deleted:2");
        assertThat(api.rows("select action from audit_log where vault_id = ? order by revision", id))
                .containsExactly("vault:created", "source:created", "vault:deleted");
    }

    /** One row per call; the columns say what owner, contributor, viewer and outsider are answered. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/vaults/{v}                 |                                                | 200 | 200 | 200 | 404
            PATCH  | /api/vaults/{v}                 | {"name":"N"}                                   | 200 | 403 | 403 | 404
            DELETE | /api/vaults/{v}                 |                                                | 204 | 403 | 403 | 404
            GET    | /api/vaults/{v}/members         |                                                | 200 | 200 | 200 | 404
            POST   | /api/vaults/{v}/members         | {"email":"{other}","role":"viewer"}            | 201 | 403 | 403 | 404
            PATCH  | /api/vaults/{v}/members/{extra} | {"role":"contributor"}                         | 200 | 403 | 403 | 404
            DELETE | /api/vaults/{v}/members/{extra} |                                                | 204 | 403 | 403 | 404
            DELETE | /api/vaults/{v}/members/{self}  |                                                | 409 | 204 | 204 | 404
            GET    | /api/vaults/{v}/sources         |                                                | 200 | 200 | 200 | 404
            POST   | /api/vaults/{v}/sources         | {"title":"T","fileUrl":"https://example.org/"} | 201 | 201 | 403 | 404
            GET    | /api/sources/{s}                |                                                | 200 | 200 | 200 | 404
            PATCH  | /api/sources/{s}                | {"title":"U"}                                  | 200 | 200 | 403 | 404
            DELETE | /api/sources/{s}                |                                                | 204 | 204 | 403 | 404
            GET    | /api/vaults/{v}/events          |                                                | 200 | 200 | 200 | 404
            GET    | /api/vaults/{v}/audit           |                                                | 200 | 403 | 403 | 404
            """)
    void answersByRole(
            String method, String path, String body, int asOwner, int asContributor, int asViewer, int asOutsider) {
        ApiClient other = api.client().registered("Ole");
        ApiClient extra = api.client().registered("Eli");
        Map<ApiClient, Integer> expected =
                Map.of(owner, asOwner, contributor, asContributor, viewer, asViewer, outsider, asOutsider);
        expected.forEach((client, status) -> {
            String vault = sharedVault();
            owner.addMember(vault, extra, "viewer");
            String source = owner.addSource(vault, "S").text("id");
            String asked = path.replace("{v}", vault)
                    .replace("{s}", source)
                    .replace("{self}", client.userId())
                    .replace("{extra}", extra.userId());

            Answer answer =
                    client.send(method, asked, body == null ? null : body.replace("{other}", other.email()), Map.of());

            assertThat(answer.status()).as(client.email() + " " + answer).isEqualTo(status);
            if (status < 300) {
                assertThat(answer.revision()).isEqualTo(method.equals("GET") ? 4 : 5);
            } else {
                assertThat(answer.text("code"))
                        .isIn("INSUFFICIENT_PERMISSIONS", "VAULT_NOT_FOUND", "SOURCE_NOT_FOUND", "LAST_OWNER");
                assertThat(owner.get("/api/vaults/" + vault).revision()).isEqualTo(4);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/vaults",
        "POST, /api/vaults",
        "GET, /api/vaults/cabcabcabc",
        "PATCH, /api/vaults/cabcabcabc",
        "DELETE, /api/vaults/cabcabcabc",
        "GET, /api/vaults/cabcabcabc/members",
        "POST, /api/vaults/cabcabcabc/members",
        "PATCH, /api/vaults/cabcabcabc/members/cabcabcabc",
        "DELETE, /api/vaults/cabcabcabc/members/cabcabcabc",
        "GET, /api/vaults/cabcabcabc/sources",
        "POST, /api/vaults/cabcabcabc/sources",
        "GET, /api/sources/cabcabcabc",
        "PATCH, /api/sources/cabcabcabc",
        "DELETE, /api/sources/cabcabcabc",
        "GET, /api/vaults/cabcabcabc/events",
        "GET, /api/vaults/cabcabcabc/audit",
        "GET, /api/auth/session",
        "POST, /api/auth/logout",
        "POST, /api/auth/logout-everywhere",
        "PUT, /api/auth/password",
        "GET, /api/nothing-here"
    })
    void asksForASession(String method, String path) {
        String body = method.startsWith("P") ? "{}" : null;

        assertProblem(api.client().send(method, path, body, Map.of()), 401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "c",
                "cabcabcabc",
                "CABCABCABC",
                "123",
                "c'--",
                "%20",
                "%C3%A4",
                "cabcabcabcabcabcabcabcabcabcabcabcabc"
            })
    void answersAnIdThatNothingHasWith404(String id) {
        String source = "{\"title\":\"T\",\"fileUrl\":\"https://example.org/\"}";
        assertProblem(owner.get("/api/vaults/" + id), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.send("PATCH", "/api/vaults/" + id, "{}", Map.of()), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.delete("/api/vaults/" + id), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.get("/api/vaults/" + id + "/members"), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.get("/api/vaults/" + id + "/audit"), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.get("/api/vaults/" + id + "/events"), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.send("POST", "/api/vaults/" + id + "/sources", source, Map.of()), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.get("/api/sources/" + id), 404, "SOURCE_NOT_FOUND");
        assertProblem(owner.send("PATCH", "/api/sources/" + id, "{}", Map.of()), 404, "SOURCE_NOT_FOUND");
        assertProblem(owner.delete("/api/sources/" + id), 404, "SOURCE_NOT_FOUND");
        assertProblem(owner.delete("/api/vaults/" + owner.newVault("V") + "/members/" + id), 404, "MEMBER_NOT_FOUND");
    }

    @Test
    void recordsWhoChangedWhatForTheOwner() {
        String vault = sharedVault();
        contributor.addSource(vault, "S");

        Answer first = owner.get("/api/vaults/" + vault + "/audit?limit=2");
        Answer second = owner.get("/api/vaults/" + vault + "/audit?limit=2&cursor=" + first.text("nextCursor"));

        assertThat(first.json().path("items").findValuesAsString("action"))
                .containsExactly("source:created", "member:added");
        assertThat(second.json().path("items").findValuesAsString("action"))
                .containsExactly("member:added", "vault:created");
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
        var newest = first.json().path("items").path(0);
        assertThat(newest.path("actorId").asString()).isEqualTo(contributor.userId());
        assertThat(newest.path("revision").asLong()).isEqualTo(3);
        assertThat(newest.path("details").path("after").path("title").asString())
                .isEqualTo("S");
    }

    /** A vault of the owner with a contributor and a viewer, at revision 2. */
    private static String sharedVault() {
        String vault = owner.newVault("Shared");
        owner.addMember(vault, contributor, "contributor");
        owner.addMember(vault, viewer, "viewer");
        return vault;
    }
}
