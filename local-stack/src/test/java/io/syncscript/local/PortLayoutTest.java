package io.syncscript.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncscript.local.PortLayout.Pair;
import io.syncscript.local.process.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortLayoutTest {
    @Test
    void putsGatewaysSideBySideWithTheirHealthProbes() {
        assertThat(PortLayout.of(3000, 3))
                .isEqualTo(new PortLayout(
                        3000,
                        new Pair(8080, 8081),
                        List.of(new Pair(9092, 9093), new Pair(9094, 9095), new Pair(9096, 9097))));
    }

    @Test
    void givesEveryPartAFreePortOfItsOwnWhenAskedForPort0() {
        PortLayout layout = PortLayout.of(0, 2);

        List<Integer> all = Stream.concat(Stream.of(layout.api()), layout.gateways().stream())
                .flatMap(pair -> Stream.of(pair.service(), pair.management()))
                .toList();
        assertThat(all).hasSize(6).doesNotHaveDuplicates().doesNotContain(layout.frontDoor(), 0);
        layout.requireFree();
    }

    @Test
    void namesATakenPortAndWhatWantedIt() throws IOException {
        PortLayout free = PortLayout.of(0, 2);
        int taken = free.gateways().get(1).service();
        try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatExceptionOfType(StackFailure.class)
                    .isThrownBy(free::requireFree)
                    .withMessage("Port " + taken + ", wanted by gateway 2, is taken by another program.");
        }
        free.requireFree();
    }

    @Test
    void refusesAFrontDoorOnThePortOfAnotherPart() {
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> PortLayout.of(9092, 1).requireFree())
                .withMessage("Port 9092 is wanted by gateway 1 and by the front door.");
    }
}
