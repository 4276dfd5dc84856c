package dev.souk.notify;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to: one, without comments, quotes or routes, so that it means the same to every mail
 * server (RFC 5321, dot-string local part). A domain in other scripts is brought into its ASCII form.
 */
record MailAddress(String local, String domain) {

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final int MAX_LENGTH = 254;

    /** Reads an address; empty if it is not one that mail can be sent to. */
    static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_LENGTH || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return asciiDomain(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> new MailAddress(local, domain));
    }

    private static Optional<String> asciiDomain(String domain) {
        try {
            String ascii = IDN.toASCII(domain);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
