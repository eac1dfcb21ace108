package io.syncscript.api.account;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, String> {
    @Query("select a from Account a where lower(a.email) = lower(:email)")
    Optional<Account> withEmail(String email);

    @Query("select a from Account a where a.id = :id")
    Optional<Account> withId(String id);

    /** Keeps the password from being changed before the transaction is over; empty where it is another one by now. */
    @Query(value = "select 1 from users where id = :id and password_hash = :passwordHash for share", nativeQuery = true)
    Optional<Integer> holdPassword(String id, String passwordHash);

    /** Changes the password and says 1; says 0 where it is another one by now. */
    @Modifying
    @Query(
            value = "update users set password_hash = :changed where id = :id and password_hash = :passwordHash",
            nativeQuery = true)
    int changePassword(String id, String passwordHash, String changed);

    /** Adds an account and says 1; says 0 where the email is taken. */
    @Modifying
    @Query(value = """
                    insert into users (id, email, name, password_hash, created_at)
                    values (:id, :email, :name, :passwordHash, :createdAt)
                    on conflict (lower(email)) do nothing
                    """, nativeQuery = true)
    int add(String id, String email, String name, String passwordHash, Instant createdAt);
}
