package io.syncscript.api.account;

import io.syncscript.model.session.SessionPrincipal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** Someone who can log in. */
@Entity
@Immutable
@Table(name = "users")
class Account {
    @Id
    @Column(length = 32)
    private String id;

    @Column(nullable = false, length = 254)
    private String email;

    @Column(nullable = false, length = 100)
    private String name;

    @Column(nullable = false, length = 200)
    private String passwordHash;

    @Column(nullable = false)
    @SuppressWarnings("UnusedVariable") // written at the registration
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Account() {}

    String passwordHash() {
        return passwordHash;
    }

    SessionPrincipal principal() {
        return new SessionPrincipal(id, email, name);
    }
}
