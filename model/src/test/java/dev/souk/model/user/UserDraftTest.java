package dev.souk.model.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.InvalidValueException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDraftTest {

    /** As they come along when an address is copied from a page: no-break, em, narrow and ideographic space, next line. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\u00a0", "\u2003", "\u202f", "\u3000", "\u0085", "\u2028"})
    void whiteSpaceOfAnyKindIsRefused(String space) {
        for (String form : List.of("ada@example.org%s", "%sada@example.org", "a%sb@example.org")) {
            String email = form.formatted(space);
            assertThatThrownBy(() -> UserDraft.of("ada", email))
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            refused -> assertThat(refused.field()).isEqualTo("email"));
        }
        assertThatThrownBy(() -> UserDraft.of("ada" + space, "ada@example.org"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jos\u00e9", "\u0430\u0434\u0430", "\u827e\u8fbe", "ada.lovelace", "\ud83d\udeb2"})
    void lettersAndSignsOfAnyKindAreNot(String name) {
        assertThat(UserDraft.of(name, name + "@example.org").username()).isEqualTo(name);
    }
}
