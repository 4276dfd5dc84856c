package dev.souk.faults;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as the receiver took it.
 *
 * @param host the host that sent it, by the sender's address
 * @param to the recipient's address
 * @param id what {@code Message-ID} says
 * @param entries the lines of a digest that name a listing each; empty if it is none
 */
record Mail(String host, String to, String id, String subject, List<String> entries) implements Message {

    private static final Pattern ALERT = Pattern.compile("a(\\d+)@");
    private static final Pattern LISTING = Pattern.compile("\\bn(\\d+)\\b");
    private static final Pattern PRICE = Pattern.compile("\\b(\\d+) EUR");
    private static final Pattern DIGEST = Pattern.compile("^[\\d,]+ messages");

    @Override
    public boolean isDigest() {
        return DIGEST.matcher(subject).find();
    }

    @Override
    public int hidden() {
        return isDigest() ? Integer.parseInt(subject.replaceAll(" .*|,", "")) - entries.size() : 0;
    }

    @Override
    public List<Tale> tales() {
        int alert = number(ALERT, to);
        return isDigest() ? entries.stream().map(entry -> entry(alert, entry)).toList() : List.of(alone(alert));
    }

    private Tale alone(int alert) {
        int listing = number(LISTING, subject);
        return switch (subject.replaceAll(":.*| \\d+ EUR.*", "")) {
            case "Now" -> Tale.drop(alert, listing, number(PRICE, subject));
            case "Your price" -> Tale.target(alert, listing, number(PRICE, subject));
            case "Sold" -> Tale.sold(alert, listing);
            case "No longer listed" -> Tale.removed(alert, listing);
            case "Back again" -> Tale.back(alert, listing, number(PRICE, subject));
            default -> Tale.match(alert, listing);
        };
    }

    /** A line of a digest. */
    private Tale entry(int alert, String entry) {
        int listing = number(LISTING, entry);
        return switch (entry.replaceFirst("^- ", "").replaceFirst(":.*", "")) {
            case "Cheaper" -> Tale.drop(alert, listing, number(PRICE, entry));
            case "Your price" -> Tale.target(alert, listing, number(PRICE, entry));
            case "Sold" -> Tale.sold(alert, listing);
            case "No longer listed" -> Tale.removed(alert, listing);
            case "Back again" -> Tale.back(alert, listing, number(PRICE, entry));
            default -> Tale.match(alert, listing);
        };
    }

    private int number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("nobody can tell what this mail is about: " + this);
        }
        return Integer.parseInt(found.group(1));
    }
}
