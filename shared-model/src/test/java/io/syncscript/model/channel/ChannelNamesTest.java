package io.syncscript.model.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelNamesTest {
    @Test
    void makesTheVaultIdTheHashTagOfItsChannel() {
        assertThat(ChannelNames.vaultChannel("cvault0001")).isEqualTo("vault:{cvault0001}");
        assertThat(ChannelNames.vaultOfChannel("vault:{cvault0001}")).contains("cvault0001");
    }

    @Test
    void findsNoVaultInAnotherChannel() {
        assertThat(ChannelNames.vaultOfChannel("session:ended")).isEmpty();
        assertThat(ChannelNames.vaultOfChannel("vault:cvault0001")).isEmpty();
    }

    @Test
    void givesEachGatewayACanaryChannelThatIsNoVaultChannel() {
        assertThat(ChannelNames.canaryChannel("g1")).isEqualTo("canary:{g1}");
        assertThat(ChannelNames.vaultOfChannel(ChannelNames.canaryChannel("g1")))
                .isEmpty();
    }

    @Test
    void namesTheRoomAfterTheVault() {
        assertThat(ChannelNames.vaultRoom("cvault0001")).isEqualTo("vault:cvault0001");
    }
}
