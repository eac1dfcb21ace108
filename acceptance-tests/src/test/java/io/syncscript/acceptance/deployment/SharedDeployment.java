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

    /** Kept in the root store, which closes it at the end of the run. One that did not start is not tried again. */
    private static Deployment deployment(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        RuntimeException failure = store.get(RuntimeException.class, RuntimeException.class);
        if (failure != null) {
            throw new IllegalStateException("The deployment did not start; the first test says why", failure);
        }
        try {
            return store.computeIfAbsent(Deployment.class, key -> Deployment.start(), Deployment.class);
        } catch (RuntimeException e) {
            store.put(RuntimeException.class, e);
            throw e;
        }
    }
}
