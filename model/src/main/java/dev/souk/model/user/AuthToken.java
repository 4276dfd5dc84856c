package dev.souk.model.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is stored: all but the token itself, which only its holder has. {@link #toString} leaves out what is
 * personal.
 *
 * @param id its number, positive
 * @param userId whose it is
 * @param type what it is good for; of a token of the original system, whatever that system wrote
 * @param createdAt by the database's clock, as all times
 * @param expiresAt when it ends by itself
 * @param revokedAt when it was ended; null if it was not
 * @param rotatedFrom the token that it took the place of; null if of none, or of one that is deleted
 * @param deviceId by which all tokens of a device are revoked together; null if there is none
 * @param device what a person would know the device by, a JSON document; null if not known
 * @param address the network address that it was asked for from; null if not known
 */
public record AuthToken(
        long id,
        long userId,
        String type,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Long rotatedFrom,
        @Nullable String deviceId,
        @Nullable String device,
        @Nullable String address) {

    @Override
    public String toString() {
        return "AuthToken[id=%s, userId=%s, type=%s]".formatted(id, userId, type);
    }
}
