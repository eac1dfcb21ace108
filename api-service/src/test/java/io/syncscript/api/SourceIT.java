package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.api.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIT {
    private static RunningApi api;
    private static ApiClient owner;

    private String vault = "";

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        owner = api.client().registered("Olga");
    }

    @BeforeEach
    void newVault() {
        vault = owner.newVault("V");
    }

    @Test
    void keepsEveryFieldOfASource() {
        Answer created = owner.post(
                sourcesPath(),
                Map.of(
                        "title", " Attention \uD83D\uDCC4 ",
                        "fileUrl", "https://files.example.org/a%20b.pdf?x=1#p2",
                        "fileKey", " key ",
                        "fileSize", 9_007_199_254_740_991L,
                        "mimeType", "application/epub+zip"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.revision()).isEqualTo(1);
        assertThat(created.text("title")).isEqualTo("Attention \uD83D\uDCC4");
        assertThat(created.text("fileKey")).isEqualTo(" key ");
        assertThat(created.json().path("fileSize").asLong()).isEqualTo(9_007_199_254_740_991L);
        assertThat(created.text("mimeType")).isEqualTo("application/epub+zip");
        assertThat(created.text("vaultId")).isEqualTo(vault);
        assertThat(created.text("createdAt")).isEqualTo(created.text("updatedAt"));
        assertThat(owner.get("/api/sources/" + created.text("id")).json()).isEqualTo(created.json());
    }

    @Test
    void leavesOutWhatWasNotSaidAndTakesItForAPdf() {
        Answer created = owner.addSource(vault, "S");

        assertThat(created.json().propertyNames())
                .containsExactlyInAnyOrder("id", "title", "fileUrl", "mimeType", "vaultId", "createdAt", "updatedAt");
        assertThat(created.text("mimeType")).isEqualTo("application/pdf");
    }

    @Test
    void changesWhatAPatchNamesAndKeepsTheRest() {
        String id = owner.post(
                        sourcesPath(),
                        Map.of("title", "A", "fileUrl", "http://a.example/", "fileKey", "k", "fileSize", 7))
                .text("id");

        Answer renamed = owner.patch("/api/sources/" + id, Map.of("title", "B"));
        Answer cleared = owner.send(
                "PATCH", "/api/sources/" + id, "{\"fileKey\":null,\"fileSize\":null,\"mimeType\":null}", Map.of());

        assertThat(renamed.text("title")).isEqualTo("B");
        assertThat(renamed.text("fileKey")).isEqualTo("k");
        assertThat(renamed.json().path("fileSize").asInt()).isEqualTo(7);
        assertThat(renamed.revision()).isEqualTo(2);
        assertThat(cleared.json().has("fileKey")).isFalse();
        assertThat(cleared.json().has("fileSize")).isFalse();
        assertThat(cleared.text("mimeType")).isEqualTo("application/pdf");
        assertThat(cleared.revision()).isEqualTo(3);
        assertThat(owner.get("/api/sources/" + id).json()).isEqualTo(cleared.json());
    }

    @Test
    void takesNoRevisionForAPatchThatChangesNothing() {
        Answer created = owner.addSource(vault, "A");

        for (String body : List.of("{}", "{\"title\":\"A \"}", "{\"fileSize\":null}", "{\"id\":\"x\"}")) {
            Answer answer = owner.send("PATCH", "/api/sources/" + created.text("id"), body, Map.of());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.revision()).isEqualTo(1);
            assertThat(answer.json()).isEqualTo(created.json());
        }
    }

    @Test
    void removesASource() {
        String id = owner.addSource(vault, "A").text("id");

        Answer removed = owner.delete("/api/sources/" + id);

        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.revision()).isEqualTo(2);
        assertThat(removed.response().body()).isEmpty();
        assertProblem(owner.get("/api/sources/" + id), 404, "SOURCE_NOT_FOUND");
        assertProblem(owner.delete("/api/sources/" + id), 404, "SOURCE_NOT_FOUND");
        assertProblem(owner.patch("/api/sources/" + id, Map.of("title", "B")), 404, "SOURCE_NOT_FOUND");
        assertThat(owner.get("/api/vaults/" + vault).revision()).isEqualTo(2);
    }

    @Test
    void listsSourcesPageByPageWithTheRevisionToJoinWith() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(owner.addSource(vault, "S" + i).text("id"));
        }

        Answer first = owner.get(sourcesPath() + "?limit=3");
        owner.delete("/api/sources/" + ids.get(0));
        ids.add(owner.addSource(vault, "Added meanwhile").text("id"));
        Answer second = owner.get(sourcesPath() + "?limit=3&cursor=" + first.text("nextCursor"));

        assertThat(first.json().path("items").findValuesAsString("id")).isEqualTo(ids.subList(0, 3));
        assertThat(second.json().path("items").findValuesAsString("id")).isEqualTo(ids.subList(3, 6));
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
        assertThat(first.json().path("revision").asLong()).isEqualTo(5);
        assertThat(first.revision()).isEqualTo(5);
        assertThat(second.json().path("revision").asLong()).isEqualTo(7);
    }

    /** A list that is read while sources are added shows exactly the additions up to the revision that it names. */
    @Test
    void listsExactlyWhatTheRevisionSays() throws InterruptedException {
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 40; i++) {
                owner.addSource(vault, "S" + i);
            }
        });
        List<Answer> lists = new ArrayList<>();
        do {
            lists.add(owner.get(sourcesPath() + "?limit=200"));
        } while (writer.isAlive());
        writer.join();

        assertThat(lists)
                .allSatisfy(list -> assertThat(list.json().path("items").size())
                        .isEqualTo(list.json().path("revision").asInt()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | fileUrl
            {"title":"T"}                                                     | fileUrl
            {"fileUrl":"https://e.org/"}                                      | title
            {"title":" ","fileUrl":"https://e.org/"}                          | title
            {"title":null,"fileUrl":"https://e.org/"}                         | title
            {"title":true,"fileUrl":"https://e.org/"}                         | title
            {"title":"a\\u0000b","fileUrl":"https://e.org/"}                  | title
            {"title":"\\ud83d","fileUrl":"https://e.org/"}                    | title
            {"title":"T","fileUrl":""}                                        | fileUrl
            {"title":"T","fileUrl":"/relative.pdf"}                           | fileUrl
            {"title":"T","fileUrl":"ftp://e.org/a"}                           | fileUrl
            {"title":"T","fileUrl":"javascript:alert(1)"}                     | fileUrl
            {"title":"T","fileUrl":"https://"}                                | fileUrl
            {"title":"T","fileUrl":"https:///a"}                              | fileUrl
            {"title":"T","fileUrl":"https://e.org/a b"}                       | fileUrl
            {"title":"T","fileUrl":["https://e.org/"]}                        | fileUrl
            {"title":"T","fileUrl":"https://e.org/","fileSize":-1}            | fileSize
            {"title":"T","fileUrl":"https://e.org/","fileSize":1.5}           | fileSize
            {"title":"T","fileUrl":"https://e.org/","fileSize":"12"}          | fileSize
            {"title":"T","fileUrl":"https://e.org/","fileSize":9007199254740992} | fileSize
            {"title":"T","fileUrl":"https://e.org/","fileSize":99999999999999999999} | fileSize
            {"title":"T","fileUrl":"https://e.org/","mimeType":"pdf"}         | mimeType
            {"title":"T","fileUrl":"https://e.org/","mimeType":""}            | mimeType
            {"title":"T","fileUrl":"https://e.org/","mimeType":"a/b c"}       | mimeType
            {"title":"T","fileUrl":"https://e.org/","fileKey":{"a":1}}        | fileKey
            """)
    void namesTheFieldThatBreaksARule(String body, String field) {
        String id = owner.addSource(vault, "A").text("id");

        Answer created = owner.send("POST", sourcesPath(), body, Map.of());
        assertProblem(created, 400, "VALIDATION_FAILED");
        assertThat(created.json().path("errors").findValuesAsString("field")).contains(field);
        if (body.contains("\"" + field + "\"")) {
            Answer patched = owner.send("PATCH", "/api/sources/" + id, body, Map.of());
            assertProblem(patched, 400, "VALIDATION_FAILED");
            assertThat(patched.json().path("errors").findValuesAsString("field"))
                    .contains(field);
        }
        assertThat(owner.get("/api/vaults/" + vault).revision()).isEqualTo(1);
    }

    @Test
    void takesTextUpToItsLimit() {
        String url = "https://e.org/" + "u".repeat(2048 - "https://e.org/".length());
        assertThat(owner.post(
                                sourcesPath(),
                                Map.of("title", "t".repeat(500), "fileUrl", url, "fileKey", "k".repeat(512)))
                        .status())
                .isEqualTo(201);
        assertProblem(
                owner.post(sourcesPath(), Map.of("title", "t".repeat(501), "fileUrl", url)), 400, "VALIDATION_FAILED");
        assertProblem(owner.post(sourcesPath(), Map.of("title", "t", "fileUrl", url + "u")), 400, "VALIDATION_FAILED");
        assertProblem(
                owner.post(sourcesPath(), Map.of("title", "t", "fileUrl", url, "fileKey", "k".repeat(513))),
                400,
                "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{\"title\":}",
                "{} {}",
                "{\"title\":\"T\",}",
                "\uFEFF",
                "<a/>"
            })
    void saysOfABodyThatIsNoJsonObjectThatItCannotBeRead(String body) {
        String id = owner.addSource(vault, "A").text("id");

        assertProblem(owner.send("POST", sourcesPath(), body, Map.of()), 400, "MALFORMED_REQUEST");
        assertProblem(owner.send("PATCH", "/api/sources/" + id, body, Map.of()), 400, "MALFORMED_REQUEST");
    }

    private String sourcesPath() {
        return "/api/vaults/" + vault + "/sources";
    }
}
