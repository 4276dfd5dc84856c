package dev.souk.scraper.fetch;

import java.nio.charset.StandardCharsets;

/** Who asks a proxy. */
record Login(String user, String password) {

    Login {
        if (isUnfit(user) || user.indexOf(':') >= 0 || isUnfit(password)) {
            throw new IllegalArgumentException(
                    "user or password of a proxy is not 1 to 255 bytes, or has signs it cannot");
        }
    }

    private static boolean isUnfit(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return length < 1 || length > 255 || text.chars().anyMatch(Character::isISOControl);
    }

    /** Leaves out both. */
    @Override
    public String toString() {
        return "Login";
    }
}
