package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import io.syncscript.acceptance.socket.Transports;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever transport a client uses, and wherever it connects, it hears the same. */
@ExtendWith(SharedDeployment.class)
class TransportsIT {
    private final Deployment deployment;

    TransportsIT(Deployment deployment) {
        this.deployment = deployment;
    }

    static Stream<Arguments> everyClientOverEveryTransport() {
        return Stream.of(ClientKind.values())
                .flatMap(kind -> Stream.of(Transports.values()).map(transports -> Arguments.of(kind, transports)));
    }

    @ParameterizedTest
    @MethodSource("everyClientOverEveryTransport")
    void deliversThroughTheFrontDoorAndAtBothGateways(ClientKind kind, Transports transports) {
        String vaultId = deployment.newVault();
        List<RealtimeClient> members = Stream.of(deployment.frontDoor(), deployment.gateway(0), deployment.gateway(1))
                .map(server -> joined(kind, server, transports, vaultId))
                .toList();

        List<String> titles = IntStream.range(0, 60).mapToObj(i -> "Paper " + i).toList();
        RestUser owner = deployment.owner();
        long last = 0;
        for (String title : titles) {
            last = owner.addSource(vaultId, title).expecting(201).vaultRevision();
        }

        for (RealtimeClient member : members) {
            member.awaitRevision(vaultId, last);
            assertThat(member.vaultEvents()).extracting(TransportsIT::title).isEqualTo(titles);
            assertThat(member.transport()).isEqualTo(transports.settled());
        }
    }

    private RealtimeClient joined(ClientKind kind, URI server, Transports transports, String vaultId) {
        ConnectionOptions options =
                ConnectionOptions.of(server, deployment.viewer()).over(transports);
        RealtimeClient member = deployment.connect(kind, options);
        member.awaitTransport(transports.settled());
        member.join(vaultId);
        return member;
    }

    private static String title(ReceivedEvent event) {
        return event.payload().path("source").path("title").asString();
    }
}
