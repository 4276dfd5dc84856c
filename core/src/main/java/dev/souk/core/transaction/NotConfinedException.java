package dev.souk.core.transaction;

import dev.souk.model.SoukException;

/**
 * Work was to be confined to the rows of one user, but the database role sees the rows of all. Nothing was done. Connect
 * as the app role that {@code dev.souk.schema.AccessScript} makes, or leave out {@code asUser}.
 */
public final class NotConfinedException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final String role;

    NotConfinedException(long userId, String role) {
        super(("cannot confine role %s to user %s: row level security does not hold it, since it owns the tables, is a"
                        + " superuser, bypasses it or is let through as a worker, or the tables are not migrated."
                        + " Connect as the app role that AccessScript makes")
                .formatted(role, userId));
        this.role = role;
    }

    /** The database role that the connection has. */
    public String role() {
        return role;
    }
}
