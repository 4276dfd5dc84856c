package dev.souk.notify.http;

import java.util.regex.Pattern;

/**
 * A chat with a Telegram bot: of a user, a group or a channel. {@link #toString} leaves it out: it is personal.
 *
 * @param id a number, as it stands in what the bot receives when a user writes to it, or {@code @} and the name of a
 *     public channel
 */
public record TelegramChat(String id) {

    private static final Pattern ID = Pattern.compile("-?[0-9]{1,19}|@[A-Za-z][A-Za-z0-9_]{3,31}");

    /** Checks the form. */
    public TelegramChat {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a Telegram chat");
        }
    }

    /** Whether it is a group or a channel. */
    boolean isOfMany() {
        return id.startsWith("-") || id.startsWith("@");
    }

    @Override
    public String toString() {
        return "TelegramChat[***]";
    }
}
