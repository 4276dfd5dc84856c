package dev.souk.testdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class may take its database as a parameter of its constructor. */
@ExtendWith(PostgresExtensionTest.WithOneTable.class)
class ConstructorParametersTest {

    private final DataSource ofConstructor;

    ConstructorParametersTest(DataSource dataSource) {
        ofConstructor = dataSource;
    }

    @BeforeEach
    void insert(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO thing VALUES (1)");
        }
    }

    @Test
    void theConstructorHasTheDatabaseOfTheTest() throws SQLException {
        assertThat(insertAndCount()).isEqualTo(2);
    }

    @Test
    void whichIsThatOfNoOther() throws SQLException {
        assertThat(insertAndCount()).isEqualTo(2);
    }

    private int insertAndCount() throws SQLException {
        try (Connection connection = ofConstructor.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO thing VALUES (1)");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM thing")) {
                count.next();
                return count.getInt(1);
            }
        }
    }
}
