package io.syncscript.acceptance.deployment;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Deployment} of the test run, disconnects what each of them connected, and fails a test during which a
 * process logged an error: whatever a client does, that is none of the server's.
 */
public final class SharedDeployment implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedDeployment.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Deployment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return deployment(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        deployment(context).logs().mark();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Deployment deployment = deployment(context);
        deployment.closeWhatTestOpened();
        deployment.logs().assertNoErrorsSinceMark();
    }

    /** Kept in the root store, which closes it at the end of the run. */
    private static Deployment deployment(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Deployment.class, key -> Deployment.start(), Deployment.class);
    }
}
