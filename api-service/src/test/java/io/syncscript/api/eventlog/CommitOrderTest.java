package io.syncscript.api.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_UNKNOWN;

import io.syncscript.model.event.VaultMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class CommitOrderTest {
    private final List<String> handedOn = new ArrayList<>();
    private final CommitOrder order = new CommitOrder(message -> handedOn.add(message.vaultId() + message.revision()));

    @Test
    void handsOnInRevisionOrderThoughTheSecondThreadComesFirst() {
        TransactionSynchronization first = append("a", 1);
        TransactionSynchronization second = append("a", 2);

        commit(second);
        assertThat(handedOn).isEmpty();
        commit(first);

        assertThat(handedOn).containsExactly("a1", "a2");
        assertThat(order.waiting()).isZero();
    }

    @Test
    void letsNoVaultWaitForAnother() {
        append("a", 1);

        commit(append("b", 1));

        assertThat(handedOn).containsExactly("b1");
    }

    @Test
    void dropsWhatRolledBackAndLetsTheNextPass() {
        TransactionSynchronization first = append("a", 1);
        TransactionSynchronization second = append("a", 1);

        commit(second);
        first.afterCompletion(STATUS_ROLLED_BACK);

        assertThat(handedOn).containsExactly("a1");
        assertThat(order.waiting()).isZero();
    }

    @Test
    void leavesAnUnknownOutcomeToTheSweep() {
        append("a", 1).afterCompletion(STATUS_UNKNOWN);

        assertThat(handedOn).isEmpty();
        assertThat(order.waiting()).isZero();
    }

    private static void commit(TransactionSynchronization transaction) {
        transaction.afterCommit();
        transaction.afterCompletion(STATUS_COMMITTED);
    }

    private TransactionSynchronization append(String vault, long revision) {
        TransactionSynchronizationManager.initSynchronization();
        try {
            order.publishAfterCommit(new VaultMessage(vault, revision, "e", "source:created", "{}", false));
            return TransactionSynchronizationManager.getSynchronizations().getFirst();
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }
}
