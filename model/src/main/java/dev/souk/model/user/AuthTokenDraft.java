package dev.souk.model.user;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token that is to be issued. {@link #toString} leaves out what is personal.
 *
 * @param userId whose it is
 * @param type what it is good for
 * @param validFor from now on, one second to {@link #LONGEST}
 * @param deviceId by which all tokens of a device are revoked together: chosen by the application, stored in the clear,
 *     so best random; at most 100 characters; null if there is none
 * @param device what a person would know the device by, such as {@code os} and {@code model}; at most 20 entries, names
 *     of 1 to 50 and values of at most 500 characters
 * @param address the network address that it was asked for from, at most 45 characters; null if not known
 */
public record AuthTokenDraft(
        long userId,
        TokenType type,
        Duration validFor,
        @Nullable String deviceId,
        Map<String, String> device,
        @Nullable String address) {

    /** The longest validity. */
    public static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MAX_ENTRIES = 20;

    /** Checks every field and copies the map. */
    public AuthTokenDraft {
        requireValidity(validFor);
        StorableText.requirePersonal("deviceId", deviceId, 100);
        StorableText.requirePersonal("address", address, 45);
        device = Map.copyOf(device);
        if (device.size() > MAX_ENTRIES) {
            throw new InvalidValueException(
                    "device", null, "device has more than %s entries: %s".formatted(MAX_ENTRIES, device.size()));
        }
        device.forEach((name, value) -> {
            StorableText.requirePersonal("device", name, 50);
            if (name.isBlank()) {
                throw new InvalidValueException("device", null, "name of a device's entry is blank");
            }
            StorableText.requirePersonal("device", value, 500);
        });
    }

    /** A token without a device. */
    public static AuthTokenDraft of(long userId, TokenType type, Duration validFor) {
        return new AuthTokenDraft(userId, type, validFor, null, Map.of(), null);
    }

    /** The same for a device. */
    public AuthTokenDraft withDevice(String deviceId, Map<String, String> device) {
        return new AuthTokenDraft(userId, type, validFor, deviceId, device, address);
    }

    /** The same, asked for from an address. */
    public AuthTokenDraft withAddress(String address) {
        return new AuthTokenDraft(userId, type, validFor, deviceId, device, address);
    }

    /** The validity itself if it is possible. */
    public static Duration requireValidity(Duration validFor) {
        if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
            throw new InvalidValueException(
                    "validFor", validFor, "validity must be %s to %s: %s".formatted(SHORTEST, LONGEST, validFor));
        }
        return validFor;
    }

    @Override
    public String toString() {
        return "AuthTokenDraft[userId=%s, type=%s, validFor=%s]".formatted(userId, type, validFor);
    }
}
