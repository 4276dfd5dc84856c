package dev.souk.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.Constants;
import org.junit.jupiter.api.Test;

/** Tests run on the jOOQ that they are compiled with, or on the one that {@code souk.jooq} names: then all of them do. */
class JooqVersionTest {

    @Test
    void runsOnTheVersionThatWasAskedFor() throws ReflectiveOperationException {
        // By reflection: the compiler copies the constant of the version that it sees.
        Object version = Constants.class.getField("FULL_VERSION").get(null);

        assertThat(version).asString().startsWith(System.getProperty("souk.jooq", "3.19."));
    }
}
