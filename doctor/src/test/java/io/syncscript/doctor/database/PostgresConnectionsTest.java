package io.syncscript.doctor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import org.junit.jupiter.api.Test;

class PostgresConnectionsTest {
    @Test
    void acceptsRoomForARollingUpdate() throws Exception {
        assertThat(PostgresConnections.judge(97, 69)).isEqualTo(new Finding.Healthy("69 of 97 in use"));
    }

    @Test
    void findsTooLittleRoom() {
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> PostgresConnections.judge(97, 70))
                .withMessage("70 of 97 connections are in use");
    }
}
