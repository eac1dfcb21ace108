package io.syncscript.api.web;

import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What a call about a vault answers, with the revision that the vault had: on a read, of the same snapshot as the body; on a
 * mutation, the one that it took.
 */
public record Versioned<T>(long revision, T body) {
    /** The header on every answer about a vault. */
    public static final String HEADER = "X-Vault-Revision";

    public <R> Versioned<R> map(Function<T, R> change) {
        return new Versioned<>(revision, change.apply(body));
    }

    public ResponseEntity<T> ok() {
        return answer(HttpStatus.OK);
    }

    public ResponseEntity<T> created() {
        return answer(HttpStatus.CREATED);
    }

    private ResponseEntity<T> answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .header(HEADER, Long.toString(revision))
                .body(body);
    }

    /** The answer of a mutation that leaves nothing to show. */
    public static ResponseEntity<Void> noContent(long revision) {
        return ResponseEntity.noContent()
                .header(HEADER, Long.toString(revision))
                .build();
    }
}
