package dev.souk.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldPlace;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.UnknownKeyException;
import dev.souk.core.protection.UnreadableFieldException;
import dev.souk.core.user.DuplicateUserException;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.security.GeneralSecurityException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class TinkKeysTest {

    private static final FieldPlace EMAIL_OF_7 = new FieldPlace("users", "email", 7);
    private static final byte[] SECRET = "ada@example.org".getBytes(UTF_8);

    @BeforeAll
    static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    private static KeysetHandle generate(Parameters parameters) throws GeneralSecurityException {
        return KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    }

    private static KeysetHandle aead() throws GeneralSecurityException {
        return generate(PredefinedAeadParameters.AES256_GCM);
    }

    private static KeysetHandle prf() throws GeneralSecurityException {
        return generate(PredefinedPrfParameters.HMAC_SHA256_PRF);
    }

    /** The same keyset with a fresh key that writes. */
    private static KeysetHandle rotated(KeysetHandle keys, Parameters parameters) throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        builder.addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                .withRandomId()
                .makePrimary());
        return builder.build();
    }

    @Test
    void aCiphertextIsBoundToItsPlaceAndNamesItsKey() throws GeneralSecurityException {
        FieldKeys keys = TinkKeys.of(aead(), prf());
        byte[] sealed = keys.cipher().encrypt(SECRET, EMAIL_OF_7);

        assertThat(keys.cipher().decrypt(sealed, EMAIL_OF_7)).isEqualTo(SECRET);
        assertThatThrownBy(() -> keys.cipher().decrypt(sealed, new FieldPlace("users", "email", 8)))
                .isInstanceOfSatisfying(
                        UnreadableFieldException.class,
                        e -> assertThat(e.keyId()).isEqualTo(keys.cipher().writingKey()));
        FieldKeys others = TinkKeys.of(aead(), prf());
        assertThatThrownBy(() -> others.cipher().decrypt(sealed, EMAIL_OF_7))
                .isInstanceOfSatisfying(
                        UnknownKeyException.class,
                        e -> assertThat(e.keyId()).isEqualTo(keys.cipher().writingKey()));
        assertThatThrownBy(() -> keys.cipher().decrypt(new byte[3], EMAIL_OF_7))
                .isInstanceOf(UnreadableFieldException.class);
    }

    @Test
    void keysetsThatAreForSomethingElseAreRefused() throws GeneralSecurityException {
        KeysetHandle aead = aead();
        KeysetHandle prf = prf();

        assertThatIllegalArgumentException().isThrownBy(() -> TinkKeys.of(prf, prf));
        assertThatIllegalArgumentException().isThrownBy(() -> TinkKeys.of(aead, aead));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TinkKeys.of(aesGcm(AesGcmParameters.Variant.NO_PREFIX), prf))
                .withMessageContaining("has no prefix");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TinkKeys.of(aesGcm(AesGcmParameters.Variant.CRUNCHY), prf))
                .withMessageContaining("has no prefix of type TINK");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TinkKeys.of(aead, generate(PredefinedPrfParameters.AES_CMAC_PRF)))
                .withMessageContaining("32 bytes");
    }

    private static KeysetHandle aesGcm(AesGcmParameters.Variant variant) throws GeneralSecurityException {
        return generate(AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(variant)
                .build());
    }

    @Test
    void aFieldOfADisabledKeyIsOfAKeyThatThisHostDoesNotHave() throws GeneralSecurityException {
        KeysetHandle aead = aead();
        byte[] sealed = TinkKeys.of(aead, prf()).cipher().encrypt(SECRET, EMAIL_OF_7);
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(rotated(aead, PredefinedAeadParameters.AES256_GCM));
        builder.getAt(0).setStatus(KeyStatus.DISABLED);

        FieldKeys keys = TinkKeys.of(builder.build(), prf());

        assertThatThrownBy(() -> keys.cipher().decrypt(sealed, EMAIL_OF_7))
                .isInstanceOfSatisfying(
                        UnknownKeyException.class,
                        e -> assertThat(e.keyId())
                                .isEqualTo(Integer.toUnsignedString(
                                        aead.getPrimary().getId())));
    }

    @Test
    void usersAreStoredFoundAndBroughtToNewKeys(DataSource dataSource) throws GeneralSecurityException {
        KeysetHandle aead = aead();
        KeysetHandle prf = prf();
        User ada = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(TinkKeys.of(aead, prf)))
                .users()
                .create(new UserDraft("ada", "Ada@example.org", "!", "Ada", null));

        FieldKeys fresh = TinkKeys.of(
                rotated(aead, PredefinedAeadParameters.AES256_GCM),
                rotated(prf, PredefinedPrfParameters.HMAC_SHA256_PRF));
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(fresh));

        assertThat(database.users().byEmail("ada@example.org")).contains(ada);
        assertThatThrownBy(() -> database.users().create(UserDraft.of("eve", "ADA@example.org")))
                .isInstanceOf(DuplicateUserException.class);
        assertThat(database.reencryption().remaining()).isEqualTo(1);
        assertThat(database.reencryption().run(() -> true).isComplete()).isTrue();
        assertThat(database.users().byEmail("ada@example.org")).contains(ada);
        assertThat(fresh.toString())
                .contains(fresh.cipher().writingKey())
                .contains(fresh.index().writingKey());
    }
}
