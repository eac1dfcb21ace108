package io.syncscript.api;

import static io.syncscript.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncscript.api.ApiClient.Answer;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.access.VaultTurns;
import io.syncscript.model.access.Permission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A change waits for another of the same vault, and goes by what that one has left. */
class VaultLockIT {
    private static final int MORE_THAN_CONNECTIONS = 30;

    private final RunningApi api = RunningApi.shared();
    private final ApiClient owner = api.client().registered("Olga");
    private final ApiClient member = api.client().registered("Mia");
    private String vault = "";

    @BeforeEach
    void share() {
        vault = owner.newVault("V");
        owner.addMember(vault, member, "contributor");
    }

    @Test
    void refusesAMemberThatWasRemovedWhileItWaited() throws Exception {
        Answer answer = addsWhileItIsLockedAnd("delete from memberships where vault_id = ? and user_id = ?");

        assertProblem(answer, 404, "VAULT_NOT_FOUND");
        assertThat(sources()).isEmpty();
    }

    @Test
    void refusesAMemberThatLostItsRoleWhileItWaited() throws Exception {
        Answer answer =
                addsWhileItIsLockedAnd("update memberships set role = 'viewer' where vault_id = ? and user_id = ?");

        assertProblem(answer, 403, "INSUFFICIENT_PERMISSIONS");
        assertThat(sources()).isEmpty();
    }

    @Test
    void findsNoVaultThatWasDeletedWhileItWaited() throws Exception {
        Answer answer = addsWhileItIsLockedAnd("delete from vaults where id = ? and ? <> ''");

        assertProblem(answer, 404, "VAULT_NOT_FOUND");
    }

    @Test
    void namesTheActorByTheRoleThatItHasUnderTheLock() throws Exception {
        Answer answer =
                addsWhileItIsLockedAnd("update memberships set role = 'owner' where vault_id = ? and user_id = ?");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(api.rows("select payload from vault_event where vault_id = ? order by revision desc limit 1", vault)
                        .getFirst())
                .contains("\"role\":\"owner\"");
    }

    @Test
    void refusesAtOnceWhoMayNotChangeTheVault() {
        ApiClient stranger = api.client().registered("Otto");
        ApiClient viewer = api.client().registered("Vera");
        owner.addMember(vault, viewer, "viewer");

        api.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            api.bean(VaultAccess.class).lock(vault, owner.userId(), Permission.WRITE_SOURCES);
            assertProblem(stranger.addSource(vault, "S"), 404, "VAULT_NOT_FOUND");
            assertProblem(viewer.addSource(vault, "S"), 403, "INSUFFICIENT_PERMISSIONS");
        });
    }

    @Test
    void leavesConnectionsForOtherVaultsWhileManyWaitForOne() {
        String other = owner.newVault("W");
        List<CompletableFuture<Answer>> waiting = api.bean(TransactionTemplate.class)
                .execute(status -> {
                    api.bean(VaultAccess.class).lock(vault, owner.userId(), Permission.WRITE_SOURCES);
                    List<CompletableFuture<Answer>> adding = IntStream.range(0, MORE_THAN_CONNECTIONS)
                            .mapToObj(i -> CompletableFuture.supplyAsync(
                                    () -> member.addSource(vault, "S" + i), Thread::startVirtualThread))
                            .toList();
                    await().until(() -> api.bean(VaultTurns.class).waiting() == MORE_THAN_CONNECTIONS - 2);

                    assertThat(owner.addSource(other, "S").status()).isEqualTo(201);
                    return adding;
                });

        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(10))
                        .extracting(Answer::status)
                        .isEqualTo(201));
    }

    /** The answer to the member, who begins to add a source before and gets its turn after the change. */
    private Answer addsWhileItIsLockedAnd(String change) throws Exception {
        CompletableFuture<Answer> answer = api.bean(TransactionTemplate.class).execute(status -> {
            api.bean(VaultAccess.class).lock(vault, owner.userId(), Permission.WRITE_SOURCES);
            CompletableFuture<Answer> adding =
                    CompletableFuture.supplyAsync(() -> member.addSource(vault, "S"), Thread::startVirtualThread);
            await().until(this::somebodyWaits);
            api.bean(JdbcTemplate.class).update(change, vault, member.userId());
            return adding;
        });
        return answer.get(10, TimeUnit.SECONDS);
    }

    private boolean somebodyWaits() {
        return api.rows("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .equals(List.of("1"));
    }

    private List<String> sources() {
        return api.rows("select id from sources where vault_id = ?", vault);
    }
}
