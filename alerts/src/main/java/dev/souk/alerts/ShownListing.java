package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.TermReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listing in the form that alerts ask for: which terms it shows, and in what order; its price, its place, its
 * attributes. Keeps its memory from listing to listing. For one thread.
 */
final class ShownListing {

    private static final double[] NOWHERE = {};
    /** Longer values cannot be demanded: 200 characters, which lower case can make three times as long. */
    private static final int LONGEST_VALUE = 600;

    final TermSet terms = new TermSet();

    /** Prices as {@link Prices#scaled}; 0 without a price. */
    long price;

    /** The bracket of the price; 0 without a price. */
    int bracket;

    /** The term of the price's currency; {@link Term#NONE} if no alert speaks of it, or there is no price. */
    int currency;

    /** The term of the category; {@link Term#NONE} if no alert speaks of it. */
    int category;

    /** As category. */
    int subcategory;

    int dropPercent;

    @Nullable
    GeoPoint point;

    private final Vocabulary vocabulary;
    private final TermReader reader = new TermReader();
    private final List<Attribute> attributes = new ArrayList<>();
    private int attributeCount;
    private double[] direction = NOWHERE;
    private char[] name = new char[256];
    private int horizon;

    ShownListing(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads a listing.
     *
     * @param whole also what no alert speaks of, to learn from it
     */
    void read(Listing listing, boolean whole) {
        horizon = vocabulary.horizon();
        String description = listing.description();
        terms.clear(listing.title().length() + (description == null ? 0 : description.length()));
        words(Term.Kind.WORD, listing.title());
        if (description != null) {
            words(Term.Kind.WORD, description);
        }
        String location = listing.location();
        if (location != null && (whole || vocabulary.has(Term.Kind.PLACE))) {
            words(Term.Kind.PLACE, location);
        }
        terms.leaveOutSurplus(ListingText.MAX_OCCURRENCES);
        names(listing);
        price(listing);
        point = listing.point();
        direction = NOWHERE;
        attributes(listing.attributes());
    }

    private void words(Term.Kind kind, String text) {
        int first = terms.gap();
        reader.read(text, (chars, from, length) -> terms.read(TermKey.of(kind, chars, from, length), from, length));
        terms.resolve(first, vocabulary, reader.text());
    }

    private void names(Listing listing) {
        show(Term.Kind.SOURCE, listing.key().source().value());
        category = show(Term.Kind.CATEGORY, lower(listing.category()));
        subcategory = show(Term.Kind.SUBCATEGORY, lower(listing.subcategory()));
        show(Term.Kind.SELLER, listing.seller().id());
    }

    @Nullable
    private static String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private int show(Term.Kind kind, @Nullable String text) {
        return text == null ? Term.NONE : show(kind, fill(0, text));
    }

    private int show(Term.Kind kind, int length) {
        return terms.show(TermKey.of(kind, name, 0, length), vocabulary, name, length);
    }

    /** Writes the text behind what is there; returns the new length. */
    private int fill(int length, String text) {
        int end = length + text.length();
        if (end > name.length) {
            name = Arrays.copyOf(name, 2 * end);
        }
        text.getChars(0, text.length(), name, length);
        return end;
    }

    private void price(Listing listing) {
        Money money = listing.price();
        price = money == null ? 0 : Prices.scaled(money.amount());
        bracket = money == null ? 0 : Prices.bracket(price);
        currency = show(Term.Kind.CURRENCY, money == null ? null : money.currency());
        dropPercent = Prices.dropPercent(money, listing.previousPrice());
    }

    private void attributes(Map<String, String> said) {
        attributeCount = 0;
        for (Map.Entry<String, String> entry : said.entrySet()) {
            if (attributeCount == attributes.size()) {
                attributes.add(new Attribute());
            }
            Attribute attribute = attributes.get(attributeCount);
            String lowerName = entry.getKey().toLowerCase(Locale.ROOT);
            int length = fill(0, lowerName);
            attribute.name = show(Term.Kind.ATTRIBUTE_NAME, length);
            attribute.pair = Term.NONE;
            String value = entry.getValue();
            if (value.length() <= LONGEST_VALUE) {
                length = fill(fill(length, "\0"), value.toLowerCase(Locale.ROOT));
                attribute.pair = show(Term.Kind.ATTRIBUTE, length);
            }
            attribute.set(value);
            attributeCount++;
        }
    }

    int attributes() {
        return attributeCount;
    }

    Attribute attribute(int i) {
        return attributes.get(i);
    }

    /** Whether the term was not known yet when this was read, so that its absence means nothing. */
    boolean isNewer(int term) {
        return term >= horizon;
    }

    boolean shows(int term) {
        return terms.contains(term);
    }

    boolean showsPhrase(int[] program, int from, int length) {
        return terms.containsRow(program, from, length);
    }

    /** Whether the term is shown, or not known to be absent. */
    boolean mayShow(int term) {
        return isNewer(term) || terms.contains(term);
    }

    boolean mayShowPhrase(int[] program, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (isNewer(program[i])) {
                return true;
            }
        }
        return terms.containsRow(program, from, length);
    }

    /** Whether it lies in the circle that stands at {@code at}. */
    boolean isWithin(int[] program, int at) {
        GeoPoint place = point;
        if (place == null) {
            return false;
        }
        if (direction.length == 0) {
            direction = Circle.direction(place);
        }
        return Circle.contains(program, at, place, direction);
    }
}
