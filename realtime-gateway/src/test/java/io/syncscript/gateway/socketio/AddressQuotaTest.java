package io.syncscript.gateway.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class AddressQuotaTest {
    private final AddressQuota quota = quota(2, 0, 1);

    @Test
    void countsEachAddressForItself() {
        Queue<Seats.Seat> seats = new ArrayDeque<>();
        seats.add(admitted("192.0.2.1"));
        seats.add(admitted("192.0.2.1"));
        assertThat(quota.admit(client("192.0.2.1"))).isInstanceOf(AddressQuota.Refused.class);
        seats.add(admitted("192.0.2.2"));
        seats.remove().release();
        seats.add(admitted("192.0.2.1"));
        seats.forEach(Seats.Seat::release);
        assertThat(quota.addresses()).isZero();
    }

    @Test
    void takesAnIpv6NetworkForOneAddress() {
        admitted("2001:db8:0:1::1");
        admitted("2001:db8:0:1:ffff::2");
        assertThat(quota.admit(client("2001:db8:0:1:2:3:4:5"))).isInstanceOf(AddressQuota.Refused.class);
        admitted("2001:db8:0:2::1");
    }

    @Test
    void doesNotCountTrustedAddresses() throws UnknownHostException {
        ClientAddress own = new ClientAddress(InetAddress.getByName("10.0.0.1"), true);
        for (int i = 0; i < 100; i++) {
            assertThat(quota.admit(own)).isInstanceOf(AddressQuota.Admitted.class);
        }
        assertThat(quota.addresses()).isZero();
    }

    @Test
    void refusesWhoOpensTooFastAndSaysForHowLong() {
        AddressQuota slow = quota(0, 1, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(slow.admit(client("192.0.2.1"))).isInstanceOf(AddressQuota.Admitted.class);
        }
        assertThat(slow.admit(client("192.0.2.1")))
                .isInstanceOfSatisfying(
                        AddressQuota.Refused.class,
                        refused -> assertThat(refused.retryAfter())
                                .isPositive()
                                .isLessThanOrEqualTo(java.time.Duration.ofSeconds(1)));
        assertThat(slow.admit(client("192.0.2.2"))).isInstanceOf(AddressQuota.Admitted.class);
    }

    private Seats.Seat admitted(String address) {
        AddressQuota.Verdict verdict = quota.admit(client(address));
        assertThat(verdict).isInstanceOf(AddressQuota.Admitted.class);
        return ((AddressQuota.Admitted) verdict).seat();
    }

    private static AddressQuota quota(int connections, int handshakes, int burst) {
        return new AddressQuota(new QuotaProperties(List.of(), 0, connections, handshakes, burst, 0, 1));
    }

    private static ClientAddress client(String address) {
        try {
            return new ClientAddress(InetAddress.getByName(address), false);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
