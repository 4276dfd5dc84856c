package dev.souk.alerts;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the price of a listing has to do with the demands on it, in words. */
final class PriceWords {

    private static final String NO_PRICE = "no price is given";

    @Nullable
    private final Money price;

    @Nullable
    private final Money previous;

    private final boolean isSuspect;
    private final ExchangeRates rates;

    PriceWords(Listing listing, ExchangeRates rates) {
        this.rates = rates;
        isSuspect = listing.hasSuspiciousPrice();
        price = listing.price();
        previous = listing.previousPrice();
    }

    Clause range(PriceRange range) {
        return orUnknown(range).comparing(compared(range));
    }

    private Clause orUnknown(PriceRange range) {
        if (price == null && range.unknownAccepted()) {
            return Clause.unsaid(Kind.PRICE, NO_PRICE, true);
        }
        if (price == null && range.unknown() == PriceRange.Unknown.FETCH) {
            return unknown(Kind.PRICE, NO_PRICE + "; its own page is read for one");
        }
        Clause clause = range(Kind.PRICE, range);
        return clause.outcome() == Outcome.UNKNOWN && range.unknownAccepted()
                ? unknown(Kind.PRICE, clause.words() + "; no price at all would do")
                : clause;
    }

    private Clause range(Kind kind, PriceRange range) {
        if (price == null) {
            return unknown(kind, NO_PRICE);
        }
        Money shown = price;
        return inCurrencyOf(shown, range)
                .map(one -> {
                    String words = "price %s is %s".formatted(shown, compare(shown, one.min(), one.max()));
                    boolean isOwn = one.currency().equals(range.currency());
                    String rate = isOwn ? "" : ", converted from " + range.currency();
                    return clause(kind, one.contains(shown), words + rate);
                })
                .orElseGet(() -> foreign(kind, shown, range.currency()));
    }

    private Optional<PriceRange> inCurrencyOf(Money shown, PriceRange range) {
        return range.in(rates).stream()
                .filter(one -> one.currency().equals(shown.currency()))
                .findFirst();
    }

    private Comparison compared(PriceRange range) {
        PriceRange known = Optional.ofNullable(price)
                .flatMap(shown -> inCurrencyOf(shown, range))
                .orElse(range);
        return new Comparison.Price(known.min(), known.max(), known.currency(), price);
    }

    /** Of what the query says. */
    Clause asked(QueryPrice asked) {
        Comparison compared = PriceRange.of(asked)
                .map(this::compared)
                .orElseGet(() -> new Comparison.Price(asked.min(), asked.max(), null, price));
        return said(asked).comparing(compared);
    }

    private Clause said(QueryPrice asked) {
        Optional<PriceRange> range = PriceRange.of(asked);
        if (range.isPresent() || price == null) {
            return range.map(one -> range(Kind.QUERY_PRICE, one)).orElseGet(() -> unknown(Kind.QUERY_PRICE, NO_PRICE));
        }
        String words = "price %s is %s".formatted(price, compare(price, asked.min(), asked.max()));
        return clause(Kind.QUERY_PRICE, asked.contains(price), words);
    }

    Clause meant() {
        return said().comparing(new Comparison.MeantPrice(price));
    }

    private Clause said() {
        if (price == null) {
            return clause(Kind.MEANT_PRICE, true, "no price is given, so it is none that is left out");
        }
        return isSuspect
                ? clause(Kind.MEANT_PRICE, false, "price " + price + " is typed to be found, and hardly meant")
                : clause(Kind.MEANT_PRICE, true, "price " + price + " seems to be meant");
    }

    private static Clause foreign(Kind kind, Money price, String currency) {
        return unknown(kind, "price %s cannot be compared with %s".formatted(price, currency));
    }

    /** Where the price stands; the bounds are in its currency. */
    private static String compare(Money price, @Nullable BigDecimal lowest, @Nullable BigDecimal highest) {
        Money min = lowest == null ? null : new Money(lowest, price.currency());
        Money max = highest == null ? null : new Money(highest, price.currency());
        if (max != null && max.isLessThan(price)) {
            return "above " + max;
        }
        if (min != null && price.isLessThan(min)) {
            return "below " + min;
        }
        if (min == null) {
            return "at most " + max;
        }
        return max == null ? "at least " + min : "within " + min.amount().toPlainString() + " to " + max;
    }

    Clause drop(PriceDrop drop) {
        return said(drop).comparing(new Comparison.Drop(drop, previous, price));
    }

    /** Not met if one part of it is not, whatever is known of the others. */
    private Clause said(PriceDrop drop) {
        List<Clause> parts = new ArrayList<>();
        parts.add(fall(drop));
        if (drop.target() != null) {
            parts.add(range(Kind.PRICE_DROP, PriceRange.upTo(drop.target())));
        }
        return first(parts, Outcome.NOT_MET)
                .or(() -> first(parts, Outcome.UNKNOWN))
                .orElseGet(() -> {
                    String words = parts.stream().map(Clause::words).collect(Collectors.joining(", and "));
                    return clause(Kind.PRICE_DROP, true, words);
                });
    }

    private static Optional<Clause> first(List<Clause> parts, Outcome outcome) {
        return parts.stream().filter(part -> part.outcome() == outcome).findFirst();
    }

    /** Without regard to the target. */
    private Clause fall(PriceDrop drop) {
        Kind kind = Kind.PRICE_DROP;
        if (price == null || previous == null) {
            return unknown(kind, price == null ? NO_PRICE : "no previous price is known");
        }
        if (!price.currency().equals(previous.currency())) {
            return unknown(kind, "price %s and previous price %s cannot be compared".formatted(price, previous));
        }
        if (!price.isLessThan(previous)) {
            return clause(kind, false, "price %s is not below %s, the previous one".formatted(price, previous));
        }
        String fall = "price fell by %s %% from %s to %s".formatted(percent(price, previous), previous, price);
        Money least = drop.minAmount();
        if (least == null && drop.minPercent() == 0) {
            return clause(kind, true, fall);
        }
        if (least != null && !least.currency().equals(price.currency())) {
            return drop.minPercent() > 0 && !new PriceDrop(drop.minPercent()).isMetBy(price, previous)
                    ? fall(new PriceDrop(drop.minPercent()))
                    : foreign(kind, price, least.currency());
        }
        boolean met = new PriceDrop(drop.minPercent(), least).isMetBy(price, previous);
        return clause(kind, met, fall + (met ? ", which is at least " : ", which is less than ") + words(drop));
    }

    private static String words(PriceDrop drop) {
        String share = drop.minPercent() + " %";
        if (drop.minAmount() == null) {
            return share;
        }
        return drop.minPercent() == 0 ? drop.minAmount().toString() : share + " and " + drop.minAmount();
    }

    /** Rounded down, so that what falls short of a share never looks like it. */
    private static String percent(Money price, Money previous) {
        return previous.amount()
                .subtract(price.amount())
                .multiply(BigDecimal.valueOf(100))
                .divide(previous.amount(), 1, RoundingMode.DOWN)
                .toPlainString();
    }

    private static Clause unknown(Kind kind, String words) {
        return new Clause(kind, Outcome.UNKNOWN, words);
    }

    private static Clause clause(Kind kind, boolean met, String words) {
        return new Clause(kind, Outcome.of(met), words);
    }
}
