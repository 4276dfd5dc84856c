package dev.souk.core.protection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The keys, and what the JDK's cipher and hash make with them. */
class FieldKeysTest {

    private static final FieldPlace EMAIL_OF_7 = new FieldPlace("users", "email", 7);
    private static final byte[] SECRET = "ada@example.org".getBytes(UTF_8);

    private final FieldCipher cipher = Keys.keys("k1", "i1").cipher();

    @Test
    void givesBackWhatItWasGiven() {
        assertThat(cipher.decrypt(cipher.encrypt(SECRET, EMAIL_OF_7), EMAIL_OF_7))
                .isEqualTo(SECRET);
        assertThat(cipher.decrypt(cipher.encrypt(new byte[0], EMAIL_OF_7), EMAIL_OF_7))
                .isEmpty();
        assertThat(cipher.encrypt(SECRET, EMAIL_OF_7)).isNotEqualTo(cipher.encrypt(SECRET, EMAIL_OF_7));
    }

    @Test
    void refusesACiphertextThatWasMovedToAnotherRowColumnOrTable() {
        byte[] sealed = cipher.encrypt(SECRET, EMAIL_OF_7);

        for (FieldPlace elsewhere : new FieldPlace[] {
            new FieldPlace("users", "email", 8),
            new FieldPlace("users", "first_name", 7),
            new FieldPlace("user_auth", "email", 7)
        }) {
            assertThatThrownBy(() -> cipher.decrypt(sealed, elsewhere))
                    .isInstanceOfSatisfying(UnreadableFieldException.class, e -> {
                        assertThat(e.table()).isEqualTo(elsewhere.table());
                        assertThat(e.column()).isEqualTo(elsewhere.column());
                        assertThat(e.rowId()).isEqualTo(elsewhere.rowId());
                        assertThat(e.keyId()).isEqualTo("k1");
                        assertThat(e).hasMessageNotContaining("ada");
                    });
        }
    }

    @Test
    void refusesACiphertextWithAnyBitTurnedOrAnyEndCutOff() {
        byte[] sealed = cipher.encrypt(SECRET, EMAIL_OF_7);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> cipher.decrypt(altered, EMAIL_OF_7)).isInstanceOf(ProtectedFieldException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> cipher.decrypt(cut, EMAIL_OF_7)).isInstanceOf(ProtectedFieldException.class);
        }
    }

    @Test
    void readsByOldKeysAndWritesByTheNewOne() {
        byte[] old = cipher.encrypt(SECRET, EMAIL_OF_7);
        FieldCipher both = Keys.keys("k2,k1", "i1").cipher();
        byte[] written = both.encrypt(SECRET, EMAIL_OF_7);

        assertThat(both.decrypt(old, EMAIL_OF_7)).isEqualTo(SECRET);
        assertThat(both.decrypt(written, EMAIL_OF_7)).isEqualTo(SECRET);
        assertThatThrownBy(() -> cipher.decrypt(written, EMAIL_OF_7))
                .isInstanceOfSatisfying(
                        UnknownKeyException.class, e -> assertThat(e.keyId()).isEqualTo("k2"))
                .hasMessage("users.email of row 7 is encrypted by key k2, which this host does not have");
    }

    @Test
    void refusesAnotherKeyOfTheSameId() {
        FieldCipher other = FieldKeys.of(KeyRing.of("k1", Keys.key("another")), Keys.ring("i1"))
                .cipher();

        assertThatThrownBy(() -> other.decrypt(cipher.encrypt(SECRET, EMAIL_OF_7), EMAIL_OF_7))
                .isInstanceOf(UnreadableFieldException.class)
                .hasNoCause();
    }

    @Test
    void indexesByEveryKeyThatOfWritingFirst() {
        BlindIndex old = Keys.keys("k1", "i1").index();
        BlindIndex both = Keys.keys("k1", "i2,i1").index();

        assertThat(both.writingKey()).isEqualTo("i2");
        assertThat(both.hashes("ada")).hasSize(2).allMatch(hash -> hash.length == 32);
        assertThat(both.hashes("ada").get(1)).isEqualTo(old.hashes("ada").get(0));
        assertThat(both.hashes("ada").get(0)).isNotEqualTo(old.hashes("ada").get(0));
        assertThat(old.hashes("ada").get(0)).isNotEqualTo(old.hashes("bob").get(0));
    }

    /** RFC 4231, test case 1, whose key is shorter: HMAC pads it with zeros, so the padded key gives the same. */
    @Test
    void hashesAsTheRfcSays() {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, 0, 20, (byte) 0x0b);

        byte[] hash = FieldKeys.of(Keys.ring("k1"), KeyRing.of("rfc", key))
                .index()
                .hashes("Hi There")
                .get(0);

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    @Test
    void refusesKeysThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("k1", new byte[16]))
                .withMessage("key k1 must have 32 bytes, has 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of("k1", new byte[32]))
                .withMessageContaining("no random key");
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of("k 1", Keys.key("k1")));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of("", Keys.key("k1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Keys.ring("k1,k1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.ring("k1").alsoReading("k2", Keys.key("k1")))
                .withMessageContaining("same key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldKeys.of(Keys.ring("k1,k2"), Keys.ring("i1,k2")))
                .withMessageContaining("its own");
    }

    @Test
    void showsIdsOfKeysAndNothingOfTheKeys() {
        FieldKeys keys = Keys.keys("k2,k1", "i1");
        String shown = FieldProtection.encryptedWith(keys) + " " + keys + " " + Keys.ring("k2,k1");

        assertThat(shown).contains("k1", "k2", "i1");
        for (String id : new String[] {"k1", "k2", "i1"}) {
            byte[] key = Keys.key(id);
            assertThat(shown)
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(key, 0, 4))
                    .doesNotContain(Base64.getEncoder().encodeToString(key).substring(0, 8))
                    .doesNotContain("[B@");
        }
    }
}
