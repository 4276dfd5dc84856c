package dev.souk.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ContainerServerTest {

    @Test
    void isAServerWhereThereIsDockerAndSaysWhatIsMissingWhereThereIsNone() throws SQLException {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("Docker is not running: -Dsouk.postgres=testcontainers starts no container here");
            assertThatIllegalStateException().isThrownBy(ContainerServer::new).withMessageContaining("Docker");
            return;
        }
        try (ContainerServer server = new ContainerServer();
                Connection connection = server.dataSource("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            assertThat(row.getString(1)).startsWith("17");
        }
    }
}
