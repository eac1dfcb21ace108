package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.api.ApiClient.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberIT {
    private static RunningApi api;
    private static ApiClient owner;
    private static ApiClient friend;

    private String vault = "";

    @BeforeAll
    static void start() {
        api = RunningApi.shared();
        owner = api.client().registered("Olga");
        friend = api.client().registered("Fred");
    }

    @BeforeEach
    void newVault() {
        vault = owner.newVault("V");
    }

    @Test
    void addsAMemberByEmail() {
        Answer added = owner.post(
                "/api/vaults/" + vault + "/members",
                Map.of("email", friend.email().toUpperCase(Locale.ROOT), "role", "contributor"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.revision()).isEqualTo(1);
        assertThat(added.json().propertyNames()).containsExactly("userId", "email", "name", "role", "joinedAt");
        assertThat(added.text("userId")).isEqualTo(friend.userId());
        assertThat(added.text("email")).isEqualTo(friend.email());
        Answer list = friend.get("/api/vaults/" + vault + "/members");
        assertThat(list.json().path("items").findValuesAsString("role")).containsExactly("owner", "contributor");
        assertThat(list.json().path("items").path(1)).isEqualTo(added.json());
        assertThat(payloadOf(1).path("member")).isEqualTo(added.json());
        assertThat(friend.get("/api/vaults/" + vault).text("role")).isEqualTo("contributor");
    }

    @Test
    void listsMembersPageByPage() {
        owner.addMember(vault, friend, "viewer");

        Answer first = owner.get("/api/vaults/" + vault + "/members?limit=1");
        Answer second = owner.get("/api/vaults/" + vault + "/members?limit=1&cursor=" + first.text("nextCursor"));

        assertThat(first.json().path("items").findValuesAsString("userId")).containsExactly(owner.userId());
        assertThat(second.json().path("items").findValuesAsString("userId")).containsExactly(friend.userId());
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void refusesWhoIsUnknownOrAMemberAlready() {
        owner.addMember(vault, friend, "viewer");

        assertProblem(
                owner.post("/api/vaults/" + vault + "/members", Map.of("email", "no@example.org", "role", "viewer")),
                404,
                "USER_NOT_FOUND");
        assertProblem(owner.addMember(vault, friend, "contributor"), 409, "ALREADY_MEMBER");
        assertThat(owner.get("/api/vaults/" + vault).revision()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@b.org\"}",
                "{\"role\":\"viewer\"}",
                "{\"email\":\"a@b.org\",\"role\":\"admin\"}",
                "{\"email\":\"a@b.org\",\"role\":\"OWNER\"}",
                "{\"email\":\"a@b.org\",\"role\":1}",
                "{\"email\":\"a@b.org\",\"role\":null}",
                "{\"email\":\"\\u0000\",\"role\":\"viewer\"}"
            })
    void refusesABodyThatNamesNoMember(String body) {
        assertProblem(
                owner.send("POST", "/api/vaults/" + vault + "/members", body, Map.of()), 400, "VALIDATION_FAILED");
    }

    @Test
    void changesARole() {
        owner.addMember(vault, friend, "viewer");

        Answer changed = owner.patch(memberPath(friend), Map.of("role", "contributor"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.text("role")).isEqualTo("contributor");
        assertThat(payloadOf(2).path("member")).isEqualTo(changed.json());
        assertThat(friend.addSource(vault, "S").status()).isEqualTo(201);
        assertThat(owner.patch(memberPath(friend), Map.of("role", "contributor"))
                        .revision())
                .isEqualTo(3);
        assertThat(owner.get("/api/vaults/" + vault).revision()).isEqualTo(3);
    }

    @Test
    void keepsTheLastOwner() {
        owner.addMember(vault, friend, "contributor");

        assertProblem(owner.delete(memberPath(owner)), 409, "LAST_OWNER");
        assertProblem(owner.patch(memberPath(owner), Map.of("role", "viewer")), 409, "LAST_OWNER");

        owner.patch(memberPath(friend), Map.of("role", "owner"));
        assertThat(owner.delete(memberPath(owner)).status()).isEqualTo(204);
        assertProblem(friend.delete(memberPath(friend)), 409, "LAST_OWNER");
        assertProblem(owner.get("/api/vaults/" + vault), 404, "VAULT_NOT_FOUND");
    }

    @RepeatedTest(3)
    void keepsAnOwnerWhenBothLeaveAtOnce() throws InterruptedException {
        owner.addMember(vault, friend, "owner");
        List<Integer> statuses = new CopyOnWriteArrayList<>();

        Thread one = Thread.ofVirtual()
                .start(() -> statuses.add(owner.delete(memberPath(owner)).status()));
        Thread two = Thread.ofVirtual()
                .start(() -> statuses.add(friend.delete(memberPath(friend)).status()));
        one.join();
        two.join();

        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void letsAMemberLeave() {
        owner.addMember(vault, friend, "viewer");

        Answer left = friend.delete(memberPath(friend));

        assertThat(left.status()).isEqualTo(204);
        assertThat(left.revision()).isEqualTo(2);
        assertThat(payloadOf(2).path("userId").asString()).isEqualTo(friend.userId());
        assertThat(payloadOf(2).path("actor").path("role").asString()).isEqualTo("viewer");
        assertProblem(friend.get("/api/vaults/" + vault), 404, "VAULT_NOT_FOUND");
        assertProblem(owner.delete(memberPath(friend)), 404, "MEMBER_NOT_FOUND");
    }

    @RepeatedTest(3)
    void letsARemovedContributorWriteNothingMore() throws InterruptedException {
        owner.addMember(vault, friend, "contributor");
        List<Answer> writes = new CopyOnWriteArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> {
            do {
                writes.add(friend.addSource(vault, "S"));
            } while (writes.getLast().status() == 201);
        });

        long removal = owner.delete(memberPath(friend)).revision();
        writer.join();

        assertProblem(writes.getLast(), 404, "VAULT_NOT_FOUND");
        assertThat(writes.subList(0, writes.size() - 1))
                .allSatisfy(written -> assertThat(written.revision()).isLessThan(removal));
        assertThat(owner.get("/api/vaults/" + vault).revision()).isEqualTo(removal);
    }

    private String memberPath(ApiClient member) {
        return "/api/vaults/" + vault + "/members/" + member.userId();
    }

    private tools.jackson.databind.JsonNode payloadOf(long revision) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(
                        api.rows("select payload from vault_event where vault_id = ? and revision = " + revision, vault)
                                .getFirst());
    }
}
