package dev.souk.core.user;

import dev.souk.model.SoukException;

/** There is a user of that name or address already. Names the field and never its value, which is personal. */
public final class DuplicateUserException extends SoukException {

    private static final long serialVersionUID = 1L;

    private final String field;

    DuplicateUserException(String field) {
        super("there is a user with this " + field + " already");
        this.field = field;
    }

    /** {@code username} or {@code email}. */
    public String field() {
        return field;
    }
}
