package io.syncscript.gateway.socketio;

import com.corundumstudio.socketio.namespace.Namespace;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One CONNECT that waits for the authenticator's word. Confined to the connection's home loop. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final SocketIoSession session;
    private final SocketIoContext context;
    private final Namespace registry;
    private final String namespace;
    private @Nullable Future<?> timeout;
    private boolean decided;

    Admission(SocketIoSession session, SocketIoContext context, Namespace registry, String namespace) {
        this.session = session;
        this.context = context;
        this.registry = registry;
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    void begin(Handshake handshake) {
        HomeLoop home = session.connection().home();
        context.admissions().incrementAndGet();
        timeout = home.schedule(
                () -> decide(context.authenticator().unavailable()),
                context.properties().timeouts().connect());
        ask(handshake).whenComplete((decision, failure) -> {
            if (failure != null) {
                LOG.debug("Cannot authenticate a connection", failure);
            }
            home.execute(() ->
                    decide(failure == null ? decision : context.authenticator().unavailable()));
        });
    }

    void cancel() {
        if (decided) {
            return;
        }
        decided = true;
        context.admissions().decrementAndGet();
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    private CompletionStage<ConnectionAuthenticator.Decision> ask(Handshake handshake) {
        try {
            return context.authenticator().authenticate(handshake);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void decide(ConnectionAuthenticator.Decision decision) {
        if (decided) {
            return;
        }
        cancel();
        switch (decision) {
            case ConnectionAuthenticator.Accepted(Object principal, String user) ->
                seat(user)
                        .ifPresentOrElse(
                                seat -> accept(decision, principal, seat),
                                () -> refuse(context.authenticator().overLimit()));
            case ConnectionAuthenticator.Refused refused -> refuse(refused);
        }
    }

    private Optional<Seats.Seat> seat(String user) {
        return session.connection().opening().client().trusted()
                ? Optional.of(Seats.Seat.UNCOUNTED)
                : context.users().take(user);
    }

    private void refuse(ConnectionAuthenticator.Refused refused) {
        context.authenticator().decided(refused);
        session.refused(this, refused);
    }

    private void accept(ConnectionAuthenticator.Decision decision, Object principal, Seats.Seat seat) {
        context.authenticator().decided(decision);
        session.accepted(this, new NamespaceSocket(session, context.listener(), registry, namespace, principal, seat));
    }
}
