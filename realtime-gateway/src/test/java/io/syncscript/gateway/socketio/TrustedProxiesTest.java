package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = new TrustedProxies(List.of("127.0.0.0/8", "10.0.0.0/8", "fc00::/7"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 |                                  | 203.0.113.7  | false",
                "203.0.113.7 | 198.51.100.1                     | 203.0.113.7  | false",
                "127.0.0.1   |                                  | 127.0.0.1    | true",
                "127.0.0.1   | 198.51.100.1                     | 198.51.100.1 | false",
                "127.0.0.1   | 198.51.100.1:4711                | 198.51.100.1 | false",
                "127.0.0.1   | 192.0.2.9, 198.51.100.1,10.1.2.3 | 198.51.100.1 | false",
                "127.0.0.1   | 10.1.1.1, 10.2.2.2               | 10.1.1.1     | true",
                "127.0.0.1   | 198.51.100.1, unknown            | 127.0.0.1    | true",
                "127.0.0.1   | localhost                        | 127.0.0.1    | true",
                "127.0.0.1   | ','                              | 127.0.0.1    | true",
                "10.0.0.1    | '[2001:db8::1]:443'              | 2001:db8::1  | false",
                "fd00::1     | 2001:db8::1                      | 2001:db8::1  | false",
                "fd00::1     | ::ffff:198.51.100.1              | 198.51.100.1 | false"
            })
    void believesWhatTrustedProxiesWrote(String peer, String forwarded, String client, boolean trusted) {
        ClientAddress found = proxies.clientOf(from(peer), headers(forwarded));
        assertThat(found.address()).isEqualTo(new InetSocketAddress(client, 0).getAddress());
        assertThat(found.trusted()).isEqualTo(trusted);
    }

    @Test
    void readsSeveralHeadersAsOne() {
        HttpHeaders headers = headers("192.0.2.9").add("x-forwarded-for", "198.51.100.1");
        assertThat(proxies.clientOf(from("127.0.0.1"), headers).address().getHostAddress())
                .isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/x", "10.0.0.0/33", "localhost/8"})
    void acceptsNetworksOnly(String network) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpHeaders headers(String forwarded) {
        HttpHeaders headers = new DefaultHttpHeaders();
        return forwarded == null ? headers : headers.add("X-Forwarded-For", forwarded);
    }

    private static EmbeddedChannel from(String peer) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 4711);
            }
        };
    }
}
