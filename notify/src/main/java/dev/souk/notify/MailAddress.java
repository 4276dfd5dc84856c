package dev.souk.notify;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * An address that mail can be sent to: one, without comments, quotes or routes, so that it means the same to every mail
 * server (RFC 5321, dot-string local part). A domain in other scripts is brought into its ASCII form.
 */
record MailAddress(String local, String domain) {

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /** What Java's rule of 2003 takes for other letters, or none: with it a mail would go to another domain. */
    private static final Pattern OTHERWISE_IN_2008 = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private static final int MAX_LOCAL_LENGTH = 64;
    private static final int MAX_LENGTH = 254;

    /** Reads an address; empty if it is not one that mail can be sent to. */
    static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_LENGTH || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return domain(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> new MailAddress(local, domain));
    }

    /** The domain in ASCII; empty if it is none. */
    static Optional<String> domain(String domain) {
        try {
            String ascii = OTHERWISE_IN_2008.matcher(domain).find() ? ascii2008(domain) : IDN.toASCII(domain);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String ascii2008(String domain) {
        return new HttpUrl.Builder().scheme("https").host(domain).build().host();
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
