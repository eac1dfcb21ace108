package io.syncscript.gateway;

import com.zaxxer.hikari.HikariDataSource;
import io.github.thibaultmeyer.cuid.CUID;
import io.syncscript.local.data.PostgresServer;
import io.syncscript.local.data.RealServers;
import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Actor;
import io.syncscript.model.event.Member;
import io.syncscript.model.event.Source;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultMessage;
import io.syncscript.model.session.SessionDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the API service's schema, and the mutations that the API service would make in it. */
public final class GatewayDatabase {
    private static final Path MIGRATIONS = Path.of("..", "api-service", "src", "main", "resources", "db", "migration");

    private final String url;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private GatewayDatabase(String url) {
        this.url = url;
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(PostgresServer.API_ROLE);
        pool.setPassword(PostgresServer.PASSWORD);
        pool.setMaximumPoolSize(2);
        this.jdbc = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    public static GatewayDatabase create() {
        return on(RealServers.newDatabase());
    }

    public static GatewayDatabase on(String emptyDatabaseUrl) {
        GatewayDatabase database = new GatewayDatabase(emptyDatabaseUrl);
        try (Stream<Path> migrations = Files.list(MIGRATIONS)) {
            for (Path migration : migrations.sorted().toList()) {
                String sql = Files.readString(migration).replace("${gateway_role}", PostgresServer.GATEWAY_ROLE);
                database.jdbc.sql(sql).update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    public String url() {
        return url;
    }

    /** A new user of that name. */
    public TestUser user(String name) {
        String id = newId();
        String email = id + "@demo.com";
        jdbc.sql("insert into users values (?, ?, ?, 'x', ?)")
                .params(id, email, name, now())
                .update();
        return new TestUser(id, email, name);
    }

    /** A session of the user that Redis does not have, over in so long; returns its id. */
    public String session(TestUser user, Duration lasts) {
        String sessionId = UUID.randomUUID().toString();
        storeSession(sessionId, user, lasts);
        return sessionId;
    }

    /** Stores a session that Redis has. */
    public void storeSession(String sessionId, TestUser user, Duration lasts) {
        jdbc.sql("insert into login_session values (?, ?, ?, ?, ?, null)")
                .params(SessionDigest.of(sessionId), user.id(), now(), now(), now().plus(lasts))
                .update();
    }

    public void endSession(String sessionId) {
        jdbc.sql("update login_session set ended_at = clock_timestamp() where id_digest = ?")
                .param(SessionDigest.of(sessionId))
                .update();
    }

    public void expireSession(String sessionId) {
        jdbc.sql("update login_session set expires_at = now() where id_digest = ?")
                .param(SessionDigest.of(sessionId))
                .update();
    }

    /** The row of a session as text. */
    public String sessionRow(String sessionId) {
        return jdbc.sql("select s::text from login_session s where id_digest = ?")
                .param(SessionDigest.of(sessionId))
                .query(String.class)
                .single();
    }

    /** Does something while every look-up of a session hangs. The action runs on another thread. */
    public void whileSessionsHang(Runnable action) {
        whileLocked("login_session", action);
    }

    /** A new vault at revision 0, without members. */
    public String vault() {
        String id = newId();
        jdbc.sql("insert into vaults values (?, 'Vault', null, 0, ?, ?)")
                .params(id, now(), now())
                .update();
        return id;
    }

    /** Makes the user a member without an event, as if that was long ago. */
    public void member(String vaultId, TestUser user, VaultRole role) {
        jdbc.sql("""
                        insert into memberships (vault_id, user_id, role, joined_at) values (?, ?, ?, ?)
                        on conflict (vault_id, user_id) do update set role = ?
                        """)
                .params(vaultId, user.id(), role.wireName(), now(), role.wireName())
                .update();
    }

    public VaultMessage addSource(String vaultId, TestUser actor, String title) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Source source = new Source(
                newId(), title, "https://files.demo/" + title, null, 2048L, "application/pdf", vaultId, at, at);
        jdbc.sql("insert into sources values (?, ?, ?, ?, null, ?, ?, ?, ?)")
                .params(
                        source.id(),
                        vaultId,
                        title,
                        source.fileUrl(),
                        2048L,
                        source.mimeType(),
                        at.atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC))
                .update();
        return append(
                vaultId,
                source.id(),
                revision -> new VaultEvent.SourceCreated(vaultId, revision, newId(), source, owner(actor), at));
    }

    /** How many look-ups of a membership wait for {@link #whileMembershipsHang} to end. */
    public int hangingLookUps() {
        return jdbc.sql("select count(*) from pg_locks l join pg_stat_activity a using (pid) "
                        + "where not l.granted and a.datname = current_database() and a.usename = ?")
                .param(PostgresServer.GATEWAY_ROLE)
                .query(Integer.class)
                .single();
    }

    /** Many sources in one transaction. */
    public void addSources(String vaultId, TestUser actor, String title, int count) {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < count; i++) {
                addSource(vaultId, actor, title);
            }
        });
    }

    /** Does something while every look-up of a membership hangs. The action runs on another thread. */
    public void whileMembershipsHang(Runnable action) {
        whileLocked("memberships", action);
    }

    private void whileLocked(String table, Runnable action) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table " + table + " in access exclusive mode").update();
            CompletableFuture.runAsync(action, Thread::startVirtualThread).join();
        });
    }

    public VaultMessage deleteSource(String vaultId, TestUser actor, String sourceId) {
        jdbc.sql("delete from sources where id = ?").param(sourceId).update();
        return append(
                vaultId,
                sourceId,
                revision -> new VaultEvent.SourceDeleted(
                        vaultId, revision, newId(), sourceId, owner(actor), Instant.now()));
    }

    public VaultMessage removeMember(String vaultId, TestUser actor, TestUser removed) {
        jdbc.sql("delete from memberships where vault_id = ? and user_id = ?")
                .params(vaultId, removed.id())
                .update();
        return append(
                vaultId,
                removed.id(),
                revision -> new VaultEvent.MemberRemoved(
                        vaultId, revision, newId(), removed.id(), owner(actor), Instant.now()));
    }

    /** As the API service does: who was removed before is told nothing of the time between. */
    public VaultMessage addMember(String vaultId, TestUser actor, TestUser added, VaultRole role) {
        member(vaultId, added, role);
        jdbc.sql("""
                        update memberships m set told_after = v.revision from vaults v
                        where v.id = m.vault_id and m.vault_id = :vault and m.user_id = :user and exists (
                          select 1 from vault_event e
                          where e.vault_id = v.id and e.subject_id = m.user_id and e.type = 'member:removed')
                        """).param("vault", vaultId).param("user", added.id()).update();
        Member member = new Member(added.id(), added.email(), added.name(), role, Instant.now());
        return append(
                vaultId,
                added.id(),
                revision ->
                        new VaultEvent.MemberAdded(vaultId, revision, newId(), member, owner(actor), Instant.now()));
    }

    public VaultMessage deleteVault(String vaultId, TestUser actor) {
        VaultMessage message = append(
                vaultId,
                vaultId,
                revision -> new VaultEvent.VaultDeleted(vaultId, revision, newId(), owner(actor), Instant.now()));
        jdbc.sql("delete from vaults where id = ?").param(vaultId).update();
        return message;
    }

    /** Forgets the events before that revision, as retention does. */
    public void prune(String vaultId, long before) {
        jdbc.sql("delete from vault_event where vault_id = ? and revision < ?")
                .params(vaultId, before)
                .update();
    }

    /** A message with the next revision that no log has: only Redis can bring it to a client. */
    public static VaultMessage following(VaultMessage message) {
        long revision = message.revision() + 1;
        String payload = message.payload().replace("\"revision\":" + message.revision(), "\"revision\":" + revision);
        return new VaultMessage(message.vaultId(), revision, newId(), message.type(), payload, false);
    }

    public static String newId() {
        return CUID.randomCUID1().toString();
    }

    private VaultMessage append(String vaultId, String subjectId, LongFunction<VaultEvent> event) {
        return transaction.execute(status -> appendNow(vaultId, subjectId, event));
    }

    private VaultMessage appendNow(String vaultId, String subjectId, LongFunction<VaultEvent> event) {
        long revision = jdbc.sql("update vaults set revision = revision + 1 where id = ? returning revision")
                .param(vaultId)
                .query(Long.class)
                .single();
        VaultMessage message = VaultMessage.of(event.apply(revision));
        jdbc.sql("insert into vault_event values (?, ?, ?, ?, ?, ?, ?)")
                .params(vaultId, revision, message.eventId(), message.type(), subjectId, message.payload(), now())
                .update();
        return message;
    }

    private static Actor owner(TestUser user) {
        return new Actor(user.id(), user.name(), VaultRole.OWNER);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
