package io.syncscript.api.source;

import io.syncscript.api.database.WriteBatch;
import io.syncscript.model.event.Source;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code sources}; answers and events show it as a {@link Source}. */
@Entity
@DynamicUpdate
@Table(name = "sources")
class StoredSource {
    @Id
    @Column(length = 32)
    private String id;

    @Column(nullable = false, updatable = false, length = 32)
    private String vaultId;

    @Column(nullable = false, length = 500)
    private String title;

    @Column(nullable = false, length = 2048)
    private String fileUrl;

    @Column(length = 512)
    private @Nullable String fileKey;

    private @Nullable Long fileSize;

    @Column(nullable = false, length = 255)
    private String mimeType;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredSource() {}

    static WriteBatch insertion(Source source) {
        return new WriteBatch()
                .add(
                        "insert into sources (id, vault_id, title, file_url, file_key, file_size, mime_type,"
                                + " created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        source.id(),
                        source.vaultId(),
                        source.title(),
                        source.fileUrl(),
                        source.fileKey(),
                        source.fileSize(),
                        source.mimeType(),
                        source.createdAt(),
                        source.updatedAt());
    }

    void change(SourceFields to, Instant at) {
        title = to.title();
        fileUrl = to.fileUrl();
        fileKey = to.fileKey();
        fileSize = to.fileSize();
        mimeType = to.mimeType();
        updatedAt = at;
    }

    SourceFields fields() {
        return new SourceFields(title, fileUrl, fileKey, fileSize, mimeType);
    }

    Source view() {
        return new Source(id, title, fileUrl, fileKey, fileSize, mimeType, vaultId, createdAt, updatedAt);
    }
}
