package dev.souk.model.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person with alerts, as stored. The password hash is not part of it. {@link #toString} leaves out what is personal.
 *
 * @param id their number, positive
 * @param username unique
 * @param email where messages go, unique
 * @param role such as {@code user} or {@code admin}
 * @param firstName null if not given
 * @param lastName null if not given
 * @param active whether they may use the application; nobody else is told anything
 * @param createdAt by the database's clock
 */
public record User(
        long id,
        String username,
        String email,
        String role,
        @Nullable String firstName,
        @Nullable String lastName,
        boolean active,
        Instant createdAt) {

    @Override
    public String toString() {
        return "User[id=" + id + ", role=" + role + ", active=" + active + "]";
    }
}
