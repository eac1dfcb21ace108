package io.syncscript.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void handsOutEachPortOnce() {
        assertThat(new int[] {Ports.free(), Ports.free(), Ports.free(), Ports.free()})
                .doesNotHaveDuplicates();
    }

    @Test
    void seesAServerOnAllAddresses() throws IOException {
        int port = Ports.free();
        try (ServerSocket other = new ServerSocket(port)) {
            assertThat(other.isBound()).isTrue();
            assertThat(Ports.isFree(port)).isFalse();
        }
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void seesAServerThatTakesLocalhostOverIpv6Only() throws IOException {
        InetAddress ipv6 = InetAddress.getByAddress(Ports.IPV6_LOOPBACK);
        assumeThatCode(() -> new ServerSocket(0, 1, ipv6).close()).doesNotThrowAnyException();
        int port = Ports.free();
        try (ServerSocket other = new ServerSocket(port, 1, ipv6)) {
            assertThat(other.isBound()).isTrue();
            assertThat(Ports.isFree(port)).isFalse();
        }
    }
}
