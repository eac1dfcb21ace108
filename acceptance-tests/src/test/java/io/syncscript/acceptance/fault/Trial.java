package io.syncscript.acceptance.fault;

import io.syncscript.model.access.VaultRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A vault, its members with it open, somebody who changes it all the time, and a fault in the middle of that. In the end what each
 * member received is compared with what was committed.
 */
final class Trial {
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration CATCH_UP_PATIENCE = Duration.ofSeconds(30);

    /** Longer than a sweep takes to deliver something twice. */
    private static final Duration LATE_DUPLICATES = Duration.ofMillis(700);

    private final FaultStack stack;
    private final String vaultId;
    private final Fleet fleet;
    private final Mutator mutator;

    private Trial(FaultStack stack, String vaultId, Fleet fleet, Mutator mutator) {
        this.stack = stack;
        this.vaultId = vaultId;
        this.fleet = fleet;
        this.mutator = mutator;
    }

    /**
     * What a trial is made of.
     *
     * @param berths where its clients connect, asked for when all is well
     */
    record Plan(String scenario, Load load, Function<FaultStack, List<Berth>> berths) {
        static Plan of(String scenario) {
            return new Plan(scenario, Load.STEADY, Berth::everywhere);
        }

        Plan with(Load other) {
            return new Plan(scenario, other, berths);
        }

        Plan with(Function<FaultStack, List<Berth>> others) {
            return new Plan(scenario, load, others);
        }
    }

    /** Runs one from the beginning to the end; the stack is well before and after. */
    static TrialResult run(FaultStack stack, Plan plan, Fault fault) {
        stack.heal();
        String vaultId = stack.owner().createVault(plan.scenario());
        stack.members()
                .forEach(member -> stack.owner()
                        .addMember(vaultId, member, VaultRole.VIEWER)
                        .expecting(201));
        try (Fleet fleet = Fleet.join(vaultId, stack.members(), plan.berths().apply(stack));
                Mutator mutator = Mutator.start(stack.owner(), vaultId, plan.load())) {
            return new Trial(stack, vaultId, fleet, mutator).run(plan.scenario(), fault);
        } finally {
            stack.heal();
        }
    }

    private TrialResult run(String scenario, Fault fault) {
        Pause.of(BEFORE);
        Instant struck = Instant.now();
        fault.strike(this);
        Instant healed = Instant.now();
        Pause.of(AFTER);
        mutator.stop();
        fleet.awaitRevision(head(), CATCH_UP_PATIENCE);
        Pause.of(LATE_DUPLICATES);
        List<Committed> log = stack.log(vaultId);
        List<Account> accounts = fleet.records().stream()
                .map(client -> Account.of(client, log, healed))
                .toList();
        Set<Long> committed = log.stream().map(Committed::revision).collect(Collectors.toSet());
        List<Long> missing = mutator.answered().stream()
                .filter(revision -> !committed.contains(revision))
                .toList();
        int mutations = accounts.stream().mapToInt(Account::expected).max().orElse(0);
        return new TrialResult(scenario, struck, mutations, mutator.refusals(), missing, accounts);
    }

    FaultStack stack() {
        return stack;
    }

    Fleet fleet() {
        return fleet;
    }

    /** The revision that was committed last. */
    long head() {
        return stack.log(vaultId).getLast().revision();
    }
}
