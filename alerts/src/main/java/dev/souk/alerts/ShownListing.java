package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.TermReader;
import java.time.Instant;
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

    private static final String CATEGORY_PATH = Fact.CATEGORY_PATH.attribute();

    final TermSet terms = new TermSet();

    /** Whether there is a price. */
    boolean isPriced;

    /** Prices as {@link Prices#scaled}; 0 without a price. */
    long price;

    /** The bracket of the price; 0 without a price. */
    int bracket;

    /** The price as {@link Marks} have it. */
    int fineBracket;

    /** The term of the price's currency; {@link Term#NONE} if no alert speaks of it, or there is no price. */
    int currency;

    /** The terms of its category and subcategories, or that there is none, as far as alerts speak of them; each once. */
    final IntList scopes = new IntList();

    int dropPercent;

    /** By how much it became cheaper, as {@link Prices#scaled}; 0 if it did not. */
    long dropAmount;

    int photos;

    @Nullable
    GeoPoint point;

    @Nullable
    private Listing listing;

    private Instant askedAt = Instant.EPOCH;
    /** Whether the price is suspect: asked of the listing once, when an alert wants to know. */
    @Nullable
    private Boolean suspect;

    private final Vocabulary vocabulary;
    private final TermReader reader = new TermReader();
    private final List<Attribute> attributes = new ArrayList<>();
    private int attributeCount;
    /** Whether to show what is not said: if alerts speak of that, or to learn it. */
    private boolean saysUnsaid;

    private double[] direction = NOWHERE;
    private char[] name = new char[256];
    private int horizon;
    private TermTable table;

    /** Keeps the reading ahead from being left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    ShownListing(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        table = vocabulary.table();
    }

    /**
     * Reads a listing.
     *
     * @param askedAt the time at which it is asked
     * @param whole also what no alert speaks of, to learn from it
     */
    void read(Listing listing, Instant askedAt, boolean whole) {
        touched += touch(listing);
        horizon = vocabulary.horizon();
        table = vocabulary.table();
        this.listing = listing;
        this.askedAt = askedAt;
        suspect = null;
        String description = listing.description();
        terms.clear(listing.title().length() + (description == null ? 0 : description.length()));
        int first = words(Term.Kind.WORD, listing.title());
        prefixes(Term.Kind.PREFIX, first);
        prefixes(Term.Kind.TITLE_PREFIX, first);
        if (whole || vocabulary.has(Term.Kind.TITLE)) {
            terms.resolve(terms.repeat(Term.Kind.TITLE, first, reader.text()), table, reader.text());
        }
        if (description != null) {
            prefixes(Term.Kind.PREFIX, words(Term.Kind.WORD, description));
        }
        String location = listing.location();
        if (location != null && (whole || vocabulary.has(Term.Kind.PLACE))) {
            words(Term.Kind.PLACE, location);
        }
        saysUnsaid = whole || vocabulary.has(Term.Kind.UNSAID);
        if (location == null) {
            showUnsaid(CriteriaClause.LOCATION);
        }
        terms.leaveOutSurplus(ListingText.MAX_OCCURRENCES);
        if (vocabulary.has(Term.Kind.PAIR)) {
            terms.showPairs(vocabulary.pairStarts(), table);
        }
        names(listing);
        price(listing);
        photos = listing.images().size();
        point = listing.point();
        if (point != null) {
            terms.showCells(point);
        }
        direction = NOWHERE;
        attributes(listing.attributes());
    }

    /**
     * Asks for the memory of the listing: a listing that was not just made lies anywhere, and one part is waited for while
     * the next is.
     */
    private static int touch(Listing listing) {
        int sum = length(listing.title())
                + length(listing.description())
                + length(listing.location())
                + length(listing.category())
                + length(listing.subcategory())
                + length(listing.seller().id())
                + length(listing.key().source().value());
        for (Map.Entry<String, String> said : listing.attributes().entrySet()) {
            sum += length(said.getKey()) + length(said.getValue());
        }
        Money price = listing.price();
        return sum
                + (price == null ? 0 : price.amount().scale() + price.currency().length());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Returns where the terms of the text begin. */
    private int words(Term.Kind kind, String text) {
        int first = terms.gap(kind);
        reader.readPacked(text, terms);
        terms.resolve(first, table, reader.text());
        return first;
    }

    private void prefixes(Term.Kind kind, int first) {
        long inUse = vocabulary.prefixLengths(kind);
        if (inUse != 0) {
            terms.showPrefixes(kind, first, inUse, table, reader.text());
        }
    }

    private void names(Listing listing) {
        show(Term.Kind.SOURCE, listing.key().source().value());
        scopes.clear();
        scope(showLower(Term.Kind.CATEGORY, listing.category(), CriteriaClause.CATEGORIES));
        subcategories(listing);
        show(Term.Kind.SELLER, listing.seller().id());
    }

    private void subcategories(Listing listing) {
        // Nothing is made for a listing without a path.
        List<String> several = listing.attributes().containsKey(CATEGORY_PATH) ? listing.subcategories() : List.of();
        if (several.isEmpty()) {
            scope(showLower(Term.Kind.SUBCATEGORY, listing.subcategory(), CriteriaClause.SUBCATEGORIES));
        }
        for (String subcategory : several) {
            scope(show(Term.Kind.SUBCATEGORY, fillLower(0, subcategory)));
        }
    }

    private void scope(int term) {
        boolean isNew = term != Term.NONE;
        for (int i = 0; i < scopes.size && isNew; i++) {
            isNew = scopes.items[i] != term;
        }
        if (isNew) {
            scopes.add(term);
        }
    }

    private int showLower(Term.Kind kind, @Nullable String text, CriteriaClause asked) {
        return text == null ? showUnsaid(asked) : show(kind, fillLower(0, text));
    }

    /** That the listing does not say what the clause asks for. */
    private int showUnsaid(CriteriaClause asked) {
        return saysUnsaid ? show(Term.Kind.UNSAID, asked.key()) : Term.NONE;
    }

    private int show(Term.Kind kind, @Nullable String text) {
        return text == null ? Term.NONE : show(kind, fill(0, text));
    }

    private int show(Term.Kind kind, int length) {
        return terms.show(TermKey.of(kind, name, 0, length), table, name, length);
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

    /** As {@link #fill}, in lower case: as {@link String#toLowerCase} of the root locale has it, most often without it. */
    private int fillLower(int length, String text) {
        int end = fill(length, text);
        for (int i = length; i < end; i++) {
            char c = name[i];
            if (c >= 0x80) {
                return fill(length, text.toLowerCase(Locale.ROOT));
            }
            if (c >= 'A' && c <= 'Z') {
                name[i] = (char) (c + ('a' - 'A'));
            }
        }
        return end;
    }

    private void price(Listing listing) {
        Money money = listing.price();
        isPriced = money != null;
        price = money == null ? 0 : Prices.scaled(money.amount());
        bracket = money == null ? 0 : Prices.bracket(price);
        fineBracket = money == null ? 0 : Prices.fineBracket(price);
        currency = show(Term.Kind.CURRENCY, money == null ? null : money.currency());
        Money previous = listing.previousPrice();
        dropPercent = Prices.dropPercent(money, previous);
        dropAmount = previous == null || dropPercent == Prices.NO_DROP ? 0 : Prices.scaled(previous.amount()) - price;
    }

    private void attributes(Map<String, String> said) {
        attributeCount = 0;
        for (Map.Entry<String, String> entry : said.entrySet()) {
            if (attributeCount == attributes.size()) {
                attributes.add(new Attribute());
            }
            Attribute attribute = attributes.get(attributeCount);
            int length = fillLower(0, entry.getKey());
            attribute.name = show(Term.Kind.ATTRIBUTE_NAME, length);
            attribute.pair = Term.NONE;
            String value = entry.getValue();
            if (value.length() <= LONGEST_VALUE) {
                length = fillLower(fill(length, "\0"), value);
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

    /** Whether no attribute of the name can be compared with values of these kinds. */
    boolean isSilent(int name, int kinds) {
        for (int i = 0; i < attributeCount; i++) {
            Attribute said = attributes.get(i);
            if (said.name == name && said.isComparable(kinds)) {
                return false;
            }
        }
        return true;
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

    /** Whether it says when it was listed. */
    boolean isDated() {
        return listing != null && listing.listedAt() != null;
    }

    boolean isListedWithin(int seconds) {
        Instant listedAt = listing == null ? null : listing.listedAt();
        return listedAt != null && !listedAt.isBefore(askedAt.minusSeconds(seconds));
    }

    /** The bracket of its age, as {@link Ages} has it. */
    int age() {
        Instant listedAt = listing == null ? null : listing.listedAt();
        return listedAt == null ? Ages.NONE : Ages.bracket(listedAt, askedAt);
    }

    boolean isPriceSuspect() {
        if (suspect == null) {
            suspect = listing != null && listing.hasSuspiciousPrice();
        }
        return suspect;
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
