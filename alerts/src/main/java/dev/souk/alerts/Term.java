package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Something that an alert can demand by name and a listing can show: a word, a category, a seller. Its number is never
 * given to another term.
 */
final class Term {

    /** What no term has as its number. */
    static final int NONE = -1;

    private static final VarHandle FILED = handle();

    final Kind kind;
    final long key;

    /** Null where the key says all of it. */
    @Nullable
    final String text;

    final int number;

    /** How often alerts speak of it; the writer's. */
    int uses;

    /** The alerts filed under it, as {@link FiledAlerts} keeps them; read and written by its handle. */
    @Nullable
    @SuppressWarnings("UnusedVariable")
    private Object filed;

    Term(Kind kind, long key, @Nullable String text, int number) {
        this.kind = kind;
        this.key = key;
        this.text = text;
        this.number = number;
    }

    /** Characters of its text. */
    int length() {
        return text == null ? TermKey.length(key) : text.length();
    }

    /** The first character of its text. */
    char first() {
        return text == null ? TermKey.first(key) : text.charAt(0);
    }

    @Nullable
    Object filed() {
        return FILED.getAcquire(this);
    }

    void file(@Nullable Object alerts) {
        FILED.setRelease(this, alerts);
    }

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(Term.class, "filed", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What a term is; the same word is another term as part of a place. */
    enum Kind {
        /** Of title or description. */
        WORD(1),
        /** Of a place in words. */
        PLACE(2),
        SOURCE(3),
        CATEGORY(4),
        SUBCATEGORY(5),
        SELLER(6),
        CURRENCY(7),
        /** Name and text of an attribute. */
        ATTRIBUTE(8),
        ATTRIBUTE_NAME(9);

        /** One more than the highest number. */
        static final int COUNT = 10;

        /** Part of a {@link TermKey}, and so of a snapshot. */
        final int number;

        Kind(int number) {
            this.number = number;
        }
    }
}
