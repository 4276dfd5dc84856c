package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.LISTING_ATTRIBUTES;

import dev.souk.core.transaction.Exists;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.BaitPrice;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.PriceKind;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What a query demands of prices, as conditions on {@link ListingReader#LISTING}. */
final class PriceCondition {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** In a currency that is none, which an adopted database may hold, the model knows no price. */
    private static final Condition IS_KNOWN = LISTING.CURRENCY.likeRegex("^[A-Z]{3}$");

    private PriceCondition() {}

    static List<Condition> of(ListingQuery query) {
        AlertCriteria criteria = query.criteria();
        List<Condition> conditions = new ArrayList<>();
        if (criteria.price() != null) {
            conditions.add(range(criteria.price(), query.rates()));
        }
        query.text().prices().forEach(price -> conditions.add(asked(price, query.rates())));
        if (criteria.priceDrop() != null) {
            conditions.add(drop(criteria.priceDrop(), query.rates()));
        }
        if (criteria.withoutSuspiciousPrices()) {
            conditions.add(DSL.not(isBait()));
        }
        return conditions;
    }

    private static Condition asked(QueryPrice price, ExchangeRates rates) {
        return PriceRange.of(price)
                .map(range -> range(range, rates))
                .orElseGet(() -> between(price.min(), price.max()).and(IS_KNOWN));
    }

    private static Condition range(PriceRange range, ExchangeRates rates) {
        Condition inOne = DSL.or(range.in(rates).stream()
                .map(one -> LISTING.CURRENCY.eq(one.currency()).and(between(one.min(), one.max())))
                .toList());
        return range.unknownAccepted() ? inOne.or(LISTING.PRICE.isNull()).orNot(IS_KNOWN) : inOne;
    }

    private static Condition between(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        Condition low = min == null ? DSL.noCondition() : LISTING.PRICE.ge(min);
        return max == null ? low : low.and(LISTING.PRICE.le(max));
    }

    private static Condition drop(PriceDrop drop, ExchangeRates rates) {
        Condition fell = LISTING.PREVIOUS_CURRENCY
                .eq(LISTING.CURRENCY)
                .and(LISTING.PRICE.lt(LISTING.PREVIOUS_PRICE))
                .and(LISTING.PRICE
                        .mul(HUNDRED)
                        .le(LISTING.PREVIOUS_PRICE.mul(BigDecimal.valueOf(100L - drop.minPercent()))))
                .and(IS_KNOWN);
        Money amount = drop.minAmount();
        if (amount != null) {
            fell = fell.and(LISTING.CURRENCY.eq(amount.currency()))
                    .and(LISTING.PREVIOUS_PRICE.minus(LISTING.PRICE).ge(amount.amount()));
        }
        return drop.target() == null ? fell : fell.and(range(PriceRange.upTo(drop.target()), rates));
    }

    /** As {@link BaitPrice} tells, and never null: a listing without a price has none that is not meant. */
    private static Condition isBait() {
        Condition isFree = LISTING.PRICE.eq(BigDecimal.ZERO);
        Condition isTyped = LISTING.PRICE
                .in(BaitPrice.AMOUNTS)
                .or(LISTING.PRICE.gt(BigDecimal.ZERO).and(LISTING.PRICE.le(BaitPrice.CENT)));
        Condition isNotGiven =
                isIn(BaitPrice.TRADE).or(DSL.not(isKind(PriceKind.FREE)).and(DSL.not(isIn(BaitPrice.GIVEN))));
        return LISTING.PRICE
                .isNotNull()
                .and(isTyped.or(isFree.and(isNotGiven)))
                .and(DSL.not(isKind(PriceKind.AUCTION)))
                .and(IS_KNOWN);
    }

    private static Condition isIn(BaitPrice.Words words) {
        return DSL.condition(
                "coalesce({0}, false)",
                DSL.field(ListingCondition.holds(ListingCondition.SEARCH_VECTOR, SearchVector.inTitle(words))));
    }

    private static Condition isKind(PriceKind kind) {
        return Exists.row(DSL.selectOne()
                .from(LISTING_ATTRIBUTES)
                .where(LISTING_ATTRIBUTES.LISTING_ID.eq(LISTING.ID))
                .and(LISTING_ATTRIBUTES.KEY.eq(Fact.PRICE_KIND.attribute()))
                .and(LISTING_ATTRIBUTES.VALUE.eq(kind.word())));
    }
}
