package dev.souk.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whether the database knows upper and lower case of more letters than those of ASCII, as its locale has it. */
final class LetterCase {

    private static final String WARNING =
            "lower() of this database changes the letters of ASCII alone (its LC_CTYPE is %s):"
                    + " a search for a category, subcategory or attribute takes Ö and ö for two letters, where an alert"
                    + " takes them for one; make the database with another locale, such as C.UTF-8";

    private LetterCase() {}

    static Optional<String> warning(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT lower('Ö') = 'ö', datctype FROM pg_database" + " WHERE datname = current_database()")) {
            row.next();
            return row.getBoolean(1) ? Optional.empty() : Optional.of(WARNING.formatted(row.getString(2)));
        }
    }
}
