package io.syncscript.model.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelNamesTest {
    @Test
    void makesTheVaultIdTheHashTagOfItsChannel() {
        assertThat(ChannelNames.vaultChannel("cvault0001")).isEqualTo("vault:{cvault0001}");
    }

    @Test
    void givesEachGatewayACanaryChannelThatIsNoVaultChannel() {
        assertThat(ChannelNames.canaryChannel("g1")).isEqualTo("canary:{g1}");
        assertThat(ChannelNames.canaryChannel("g1")).isNotEqualTo(ChannelNames.vaultChannel("g1"));
    }

    @Test
    void namesTheRoomAfterTheVault() {
        assertThat(ChannelNames.vaultRoom("cvault0001")).isEqualTo("vault:cvault0001");
    }
}
