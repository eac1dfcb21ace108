package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The one stack of all fault tests of a run, and the report that is printed when the last of them is over. */
final class FaultSuite implements AutoCloseable {
    /** Two sweeps, and what a machine that runs everything at once may take longer. */
    static final Duration DELIVERY_LIMIT = Duration.ofMillis(2_500);

    private final FaultStack stack = FaultStack.start(Path.of("target", "fault-stack"));
    private final FaultReport report = new FaultReport(Path.of("target", "fault-report.md"));

    FaultStack stack() {
        return stack;
    }

    /** Runs a trial and asserts that everyone received every revision once and in order. */
    TrialResult run(Trial.Plan plan, Fault fault) {
        TrialResult result = Trial.run(stack, plan, fault);
        report.add(result);
        System.out.print(report.latest());
        assertThat(result.accounts()).as(plan.scenario()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(result.mutations()).as(plan.scenario()).isPositive();
        assertThat(result.isBalanced()).as(result.complaints()).isTrue();
        return result;
    }

    static void assertPrompt(Collection<Account> accounts) {
        assertThat(accounts)
                .isNotEmpty()
                .allSatisfy(account -> assertThat(account.longestSilence())
                        .as("silence of %s", account)
                        .isLessThan(DELIVERY_LIMIT));
    }

    @Override
    public void close() throws IOException {
        System.out.print("\n" + report.table() + "\n");
        stack.close();
    }

    /** Gives tests the suite; kept in the root store, which closes it at the end of the run. */
    static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FaultSuite.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == FaultSuite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(FaultSuite.class, key -> new FaultSuite(), FaultSuite.class);
        }
    }
}
