package io.syncscript.benchmarks.installation;

import io.syncscript.benchmarks.load.Seat;
import io.syncscript.local.data.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The users and vaults of an installation. Users and memberships are written into its tables, since thousands of registrations
 * would take minutes for hashing passwords; everybody then logs in over REST.
 */
public final class Population {
    private static final String PASSWORD = "benchmark";

    /** Spring Security's prefix for a password that is stored as it is. */
    private static final String STORED_PASSWORD = "{noop}" + PASSWORD;

    private static final int OWNER = 0;

    private final Installation installation;
    private final int users;
    private final RestLogins logins;
    private final List<String> cookies = new ArrayList<>();
    private int vaults;

    /** @param users how many there are at most; more seats than that are taken by the same users again */
    public Population(Installation installation, int users) {
        this.installation = installation;
        this.users = users;
        this.logins = new RestLogins(installation.apiUri());
        grow(1);
    }

    /** Adds and logs in users until there are as many, the owner of all vaults included. */
    private void grow(int wanted) {
        int first = cookies.size();
        if (first >= wanted) {
            return;
        }
        insertUsers(first, wanted);
        List<String> emails = new ArrayList<>();
        for (int i = first; i < wanted; i++) {
            emails.add(email(i));
        }
        cookies.addAll(logins.logIn(emails, PASSWORD));
    }

    /** The session of the one who owns the vaults, as a cookie header's value. */
    public String ownerCookie() {
        return cookies.get(OWNER);
    }

    /** A new vault with the owner alone in it, made without an event. */
    public String newVault() {
        vaults++;
        String id = String.format(Locale.ROOT, "cvault%07d", vaults);
        update("insert into vaults (id, name, created_at, updated_at) values (?, 'Benchmark', now(), now())", id);
        update(
                "insert into memberships (vault_id, user_id, role, joined_at) values (?, ?, 'owner', now())",
                id,
                userId(OWNER));
        return id;
    }

    /** Seats in a vault for as many users, who become its viewers; the owner has none. */
    public List<Seat> seats(String vaultId, int count) {
        int viewers = Math.min(count, users);
        grow(viewers + 1);
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into memberships (vault_id, user_id, role, joined_at)
                        select ?, 'cuser' || lpad(n::text, 8, '0'), 'viewer', now() from generate_series(1, ?) n
                        on conflict do nothing
                        """)) {
            insert.setString(1, vaultId);
            insert.setInt(2, viewers);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Members could not be added", e);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new Seat(cookies.get(1 + i % viewers), vaultId))
                .toList();
    }

    private void insertUsers(int from, int to) {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into users (id, email, name, password_hash, created_at)
                        select 'cuser' || lpad(n::text, 8, '0'), 'user' || n || '@bench.example', 'User ' || n, ?, now()
                        from generate_series(?, ?) n
                        """)) {
            insert.setString(1, STORED_PASSWORD);
            insert.setInt(2, from);
            insert.setInt(3, to - 1);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Users could not be added", e);
        }
    }

    private void update(String sql, String... values) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                installation.databaseUrl(), PostgresServer.API_ROLE, PostgresServer.PASSWORD);
    }

    private static String userId(int number) {
        return String.format(Locale.ROOT, "cuser%08d", number);
    }

    private static String email(int number) {
        return "user" + number + "@bench.example";
    }
}
