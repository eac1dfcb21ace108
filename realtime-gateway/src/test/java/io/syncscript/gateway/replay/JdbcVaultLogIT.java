package io.syncscript.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.syncscript.gateway.GatewayDatabase;
import io.syncscript.gateway.TestUser;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Origin;
import io.syncscript.model.event.VaultMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcVaultLogIT {
    private final GatewayDatabase database = GatewayDatabase.create();
    private final HikariDataSource pool = new HikariDataSource();
    private final VaultLog log;
    private final TestUser owner = database.user("Olivia Owner");
    private final String vault = database.vault();

    JdbcVaultLogIT() {
        pool.setJdbcUrl(database.url());
        pool.setUsername(PostgresServer.GATEWAY_ROLE);
        pool.setPassword(PostgresServer.PASSWORD);
        pool.setMaximumPoolSize(1);
        log = new JdbcVaultLog(JdbcClient.create(pool));
        database.member(vault, owner, VaultRole.OWNER);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void readsTheHeadsOfVaultsThatAreThereDeletedAndUnknownInOneQuery() {
        String deleted = database.vault();
        database.addSource(vault, owner, "a");
        database.addSource(deleted, owner, "a");
        database.deleteVault(deleted, owner);

        assertThat(log.heads(List.of(vault, deleted, GatewayDatabase.newId())))
                .isEqualTo(Map.of(vault, 1L, deleted, 2L));
        assertThat(log.heads(List.of())).isEmpty();
    }

    @Test
    void readsPagesOfTheLogByteForByte() {
        VaultMessage first = database.addSource(vault, owner, "ä \"quoted\" \u2028");
        VaultMessage second = database.addSource(vault, owner, "b");
        VaultMessage third = database.addSource(vault, owner, "c");

        assertThat(log.after(vault, 0, 2))
                .extracting(JdbcVaultLogIT::withoutOrigin)
                .containsExactly(first, second);
        assertThat(log.after(vault, 2, 2))
                .extracting(JdbcVaultLogIT::withoutOrigin)
                .containsExactly(third);
        assertThat(log.after(vault, 3, 2)).isEmpty();
    }

    @Test
    void readsAMembershipWithTheExtentOfTheLog() {
        assertThat(membership(vault, owner.id())).contains(new Membership(VaultRole.OWNER, 0, 1));
        database.addSource(vault, owner, "a");
        database.addSource(vault, owner, "b");
        database.prune(vault, 2);

        assertThat(membership(vault, owner.id())).contains(new Membership(VaultRole.OWNER, 2, 2));
        assertThat(membership(vault, database.user("Otto").id())).isEmpty();
        assertThat(membership(GatewayDatabase.newId(), owner.id())).isEmpty();
    }

    @Test
    void tellsANewMemberTheWholeLog() {
        TestUser member = database.user("Mia");
        database.addSource(vault, owner, "before");
        database.addMember(vault, owner, member, VaultRole.VIEWER);

        assertThat(membership(vault, member.id())).contains(new Membership(VaultRole.VIEWER, 2, 1));
    }

    @Test
    void tellsAMemberNothingFromBeforeItReturned() {
        TestUser member = database.user("Mia");
        database.addMember(vault, owner, member, VaultRole.VIEWER);
        database.addSource(vault, owner, "a");
        database.removeMember(vault, owner, member);
        database.addSource(vault, owner, "secret");
        database.addMember(vault, owner, member, VaultRole.CONTRIBUTOR);
        database.addSource(vault, owner, "b");

        Membership membership = membership(vault, member.id()).orElseThrow();

        assertThat(membership).isEqualTo(new Membership(VaultRole.CONTRIBUTOR, 6, 5));
        assertThat(membership.canResumeFrom(3)).isFalse();
        assertThat(membership.canResumeFrom(4)).isTrue();
        database.prune(vault, 6);
        assertThat(membership(vault, member.id())).contains(new Membership(VaultRole.CONTRIBUTOR, 6, 6));
    }

    @Test
    void readsASourceOfTheVaultAndOfNoOther() {
        VaultMessage added = database.addSource(vault, owner, "a");
        String sourceId = added.payload().replaceAll(".*\"source\":\\{\"id\":\"([a-z0-9]+)\".*", "$1");
        String otherVault = database.vault();
        database.member(otherVault, owner, VaultRole.VIEWER);

        SourceStanding here = log.source(vault, owner.id(), sourceId).orElseThrow();
        SourceStanding elsewhere = log.source(otherVault, owner.id(), sourceId).orElseThrow();

        assertThat(here.source().orElseThrow().title()).isEqualTo("a");
        assertThat(here.head()).isEqualTo(1);
        assertThat(here.deleted()).isFalse();
        assertThat(elsewhere.source()).isEmpty();
        assertThat(elsewhere.role()).isEqualTo(VaultRole.VIEWER);
    }

    @Test
    void knowsThatASourceWasDeleted() {
        VaultMessage added = database.addSource(vault, owner, "a");
        String sourceId = added.payload().replaceAll(".*\"source\":\\{\"id\":\"([a-z0-9]+)\".*", "$1");
        database.deleteSource(vault, owner, sourceId);

        SourceStanding standing = log.source(vault, owner.id(), sourceId).orElseThrow();

        assertThat(standing.deleted()).isTrue();
        assertThat(standing.source()).isEmpty();
    }

    private Optional<Membership> membership(String vaultId, String userId) {
        MembershipKey key = new MembershipKey(vaultId, userId);
        return Optional.ofNullable(log.memberships(List.of(key)).get(key));
    }

    private static VaultMessage withoutOrigin(VaultMessage message) {
        return message.from(Origin.UNKNOWN);
    }
}
