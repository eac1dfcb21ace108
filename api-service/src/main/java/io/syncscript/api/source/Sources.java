package io.syncscript.api.source;

import io.syncscript.api.access.LockedVault;
import io.syncscript.api.access.VaultAccess;
import io.syncscript.api.access.VaultReader;
import io.syncscript.api.eventlog.VaultLog;
import io.syncscript.api.web.ApiException;
import io.syncscript.api.web.Cursor;
import io.syncscript.api.web.ErrorCode;
import io.syncscript.api.web.Ids;
import io.syncscript.api.web.Page;
import io.syncscript.api.web.Rules;
import io.syncscript.api.web.Versioned;
import io.syncscript.model.access.Permission;
import io.syncscript.model.event.Source;
import io.syncscript.model.event.VaultEvent;
import java.util.Map;
import java.util.function.Function;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, reads, changes and deletes the sources of a vault, each change with its event. */
@Service
class Sources {
    private final SourceRepository sources;
    private final VaultAccess access;
    private final VaultLog log;
    private final Rules rules;

    Sources(SourceRepository sources, VaultAccess access, VaultLog log, Rules rules) {
        this.sources = sources;
        this.access = access;
        this.log = log;
        this.rules = rules;
    }

    @Transactional
    public Versioned<Source> create(String userId, String vaultId, SourceFields fields) {
        LockedVault vault = access.lock(vaultId, userId, Permission.WRITE_SOURCES);
        Source source = fields.asSource(Ids.next(), vaultId, vault.now());
        long revision = log.appendAndCommit(
                StoredSource.insertion(source),
                vault,
                source.id(),
                Map.of("after", fields),
                header -> new VaultEvent.SourceCreated(
                        header.vaultId(),
                        header.revision(),
                        header.eventId(),
                        source,
                        header.actor(),
                        header.timestamp()));
        return new Versioned<>(revision, source);
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Versioned<Page<Source>> list(String userId, String vaultId, Cursor after, int limit) {
        VaultReader reader = access.read(vaultId, userId, Permission.READ);
        return new Versioned<>(
                reader.revision(),
                Page.of(
                        sources.page(vaultId, after.at(), after.id(), Limit.of(limit + 1)),
                        limit,
                        StoredSource::view,
                        stored -> Cursor.after(
                                stored.view().createdAt(), stored.view().id())));
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Versioned<Source> get(String userId, String id) {
        VaultReader reader = inVaultOf(id, vaultId -> access.read(vaultId, userId, Permission.READ));
        return new Versioned<>(reader.revision(), existing(id).view());
    }

    /** Applies a patch; one that changes nothing takes no revision and makes no event. */
    @Transactional
    public Versioned<Source> change(String userId, String id, SourcePatch patch) {
        LockedVault vault = lockVaultOf(userId, id);
        StoredSource stored = existing(id);
        SourceFields before = stored.fields();
        SourceFields after = rules.checked(patch.appliedTo(before));
        if (after.equals(before)) {
            return new Versioned<>(vault.revision(), stored.view());
        }
        stored.change(after, vault.now());
        Source source = stored.view();
        long revision = log.append(
                vault,
                id,
                Map.of("before", before, "after", after),
                header -> new VaultEvent.SourceUpdated(
                        header.vaultId(),
                        header.revision(),
                        header.eventId(),
                        source,
                        header.actor(),
                        header.timestamp()));
        return new Versioned<>(revision, source);
    }

    @Transactional
    public long delete(String userId, String id) {
        LockedVault vault = lockVaultOf(userId, id);
        StoredSource stored = existing(id);
        SourceFields before = stored.fields();
        sources.delete(stored);
        return log.append(
                vault,
                id,
                Map.of("before", before),
                header -> new VaultEvent.SourceDeleted(
                        header.vaultId(), header.revision(), header.eventId(), id, header.actor(), header.timestamp()));
    }

    private LockedVault lockVaultOf(String userId, String id) {
        return inVaultOf(id, vaultId -> access.lock(vaultId, userId, Permission.WRITE_SOURCES));
    }

    /** A source of a foreign vault is answered as one that does not exist. */
    private <T> T inVaultOf(String id, Function<String, T> check) {
        String vaultId =
                sources.vaultOf(Ids.existing(id, ErrorCode.SOURCE_NOT_FOUND)).orElseThrow(Sources::notFound);
        try {
            return check.apply(vaultId);
        } catch (ApiException e) {
            throw e.code() == ErrorCode.VAULT_NOT_FOUND ? notFound() : e;
        }
    }

    private StoredSource existing(String id) {
        return sources.findById(id).orElseThrow(Sources::notFound);
    }

    private static ApiException notFound() {
        return new ApiException(ErrorCode.SOURCE_NOT_FOUND, "No source in a vault of the caller has this id");
    }
}
