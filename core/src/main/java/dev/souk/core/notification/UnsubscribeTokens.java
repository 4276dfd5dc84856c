package dev.souk.core.notification;

import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.AlertRepository;
import dev.souk.core.alert.AlertsOfUser;
import dev.souk.core.alert.UnreadableAlertException;
import dev.souk.model.Slice;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by which a message can be stopped with one click (RFC 8058), without signing in. A token says which channel of
 * which alert it stops, or of all alerts of its user where a digest gathers several, and is signed by HMAC-SHA256; so
 * nothing is stored, and nobody can make one up. It does not run out, since old mails are stopped too. Thread-safe.
 *
 * <pre>{@code
 * UnsubscribeTokens tokens = new UnsubscribeTokens(database.alerts(), List.of(secret));
 * EmailNotifier.builder(...).unsubscribe(delivery -> Optional.of(URI.create(
 *         "https://souk.example/stop?token=" + tokens.tokenFor(delivery))));
 * tokens.unsubscribe(token);           // on a POST to that address; on a GET show a button, since scanners follow links
 * }</pre>
 */
public final class UnsubscribeTokens {

    /** The shortest secret, in bytes. */
    public static final int MIN_SECRET_LENGTH = 32;

    private static final Pattern TOKEN =
            Pattern.compile("((\\d{1,18})\\.(\\d{1,18})\\.([a-z][a-z0-9_]{0,31}))\\.([\\w-]{43})");

    private static final int AT_ONCE = 100;

    private static final String PURPOSE = "souk-unsubscribe:";

    private final AlertRepository alerts;
    private final List<SecretKeySpec> secrets;

    /**
     * Signs with the first secret, and accepts what any of them has signed. Keep it, and give all instances the same. To
     * change it, put the new one first and keep the old one after it, for the links of mails that are sent already.
     *
     * @param secrets at least one, each of at least {@value #MIN_SECRET_LENGTH} random bytes
     */
    public UnsubscribeTokens(AlertRepository alerts, List<byte[]> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length < MIN_SECRET_LENGTH)) {
            throw new IllegalArgumentException(
                    "at least one secret is needed, each of at least %s bytes".formatted(MIN_SECRET_LENGTH));
        }
        this.alerts = alerts;
        this.secrets = secrets.stream()
                .map(secret -> new SecretKeySpec(secret, "HmacSHA256"))
                .toList();
    }

    /** What stops messages like this one by its channel. The same each time; letters, digits, dots, hyphens, underscores. */
    public String tokenFor(Delivery delivery) {
        String claim = "%s.%s.%s".formatted(delivery.notification().userId(), alertOf(delivery), delivery.channel());
        return claim + "." + signature(claim, secrets.get(0));
    }

    /** The alert that it tells of; 0 for several. */
    private static long alertOf(Delivery delivery) {
        return delivery.digest().map(Digest::alerts).orElse(1L) > 1
                ? 0
                : delivery.notification().subject().alertId();
    }

    /**
     * Takes the channel off the alert, or off all alerts of the user; what waits by it already does not go any more. May be
     * repeated. An alert that this instance cannot read is switched off.
     *
     * @param token as it came; anything
     * @return whether it was signed here. False says nothing of users and alerts
     */
    public boolean unsubscribe(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches() || secrets.stream().noneMatch(secret -> isSignedWith(secret, parts))) {
            return false;
        }
        long userId = Long.parseLong(parts.group(2));
        long alertId = Long.parseLong(parts.group(3));
        String channel = parts.group(4);
        if (alertId == 0) {
            stopAll(userId, channel);
        } else {
            stop(alertId, userId, channel);
        }
        return true;
    }

    private void stopAll(long userId, String channel) {
        AlertFilter ofUser = AlertFilter.ofUser(userId);
        forEach(cursor -> alerts.slice(ofUser, cursor, AT_ONCE), alert -> stop(alert.id(), userId, channel));
        forEach(
                cursor -> alerts.unreadable(ofUser, cursor, AT_ONCE),
                alert -> alerts.onlyOf(userId).setActive(alert.alertId(), false));
    }

    private static <T> void forEach(Function<@Nullable String, Slice<T>> list, Consumer<T> step) {
        Optional<String> cursor = Optional.empty();
        do {
            Slice<T> slice = list.apply(cursor.orElse(null));
            slice.items().forEach(step);
            cursor = slice.next();
        } while (cursor.isPresent());
    }

    private void stop(long alertId, long userId, String channel) {
        AlertsOfUser own = alerts.onlyOf(userId);
        try {
            own.byId(alertId)
                    .filter(alert -> alert.settings().channels().contains(channel))
                    .ifPresent(alert -> own.edit(alertId, draft -> without(channel, draft)));
        } catch (UnreadableAlertException e) {
            // Hosts of a newer release may read it, and would go on.
            own.setActive(alertId, false);
        }
    }

    private static AlertDraft without(String channel, AlertDraft draft) {
        TreeSet<String> left = new TreeSet<>(draft.settings().channels());
        left.remove(channel);
        return draft.withSettings(draft.settings().withChannels(left.toArray(String[]::new)));
    }

    private static boolean isSignedWith(SecretKeySpec secret, Matcher parts) {
        return MessageDigest.isEqual(bytes(signature(parts.group(1), secret)), bytes(parts.group(5)));
    }

    private static String signature(String claim, SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(PURPOSE + claim)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
