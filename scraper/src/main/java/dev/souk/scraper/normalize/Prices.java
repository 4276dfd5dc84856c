package dev.souk.scraper.normalize;

import dev.souk.model.Money;
import dev.souk.scraper.source.RawListing;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes money of a raw price, or leaves it unknown and notes why. */
final class Prices {

    private Prices() {}

    /**
     * The price, or null if nothing is said or it cannot be understood.
     *
     * @param alsoPriced another price of the same listing, whose currency holds for this one if it has none
     */
    static @Nullable Money read(String field, RawListing.Price raw, @Nullable Money alsoPriced, List<String> repairs) {
        String shown = raw.text() == null || raw.text().isBlank() ? null : raw.text();
        String data = raw.amount() == null || raw.amount().isBlank() ? null : raw.amount();
        if (shown == null && data == null) {
            return null;
        }
        Optional<PriceText> text =
                Optional.ofNullable(shown == null ? data : shown).flatMap(PriceReader::read);
        @Nullable String sign = text.map(PriceText::sign).orElse(null);
        Optional<String> currency = currency(field, raw, sign, alsoPriced, repairs);
        if (currency.isEmpty()) {
            return null;
        }
        boolean threeDecimals = Currency.getInstance(currency.get()).getDefaultFractionDigits() == 3;
        Optional<BigDecimal> amount = Optional.ofNullable(data)
                .flatMap(number -> PriceReader.readData(number, threeDecimals))
                .or(() ->
                        (threeDecimals && shown != null ? PriceReader.read(shown, true) : text).map(PriceText::amount));
        if (amount.isEmpty()) {
            if (data != null || hasDigit(shown)) {
                repairs.add(
                        "%s '%s' is not readable, left unknown".formatted(field, excerpt(data == null ? shown : data)));
            }
            return null;
        }
        return new Money(amount.get(), currency.get());
    }

    private static Optional<String> currency(
            String field,
            RawListing.Price raw,
            @Nullable String sign,
            @Nullable Money alsoPriced,
            List<String> repairs) {
        String stated = raw.currency();
        if (stated != null && !stated.isBlank()) {
            Optional<String> known = CurrencySigns.code(stated).or(() -> CurrencySigns.only(stated));
            if (known.isPresent()) {
                return known;
            }
            if (!CurrencySigns.isAmbiguous(stated)) {
                repairs.add("unknown currency %s, %s left unknown".formatted(excerpt(stated), field));
                return Optional.empty();
            }
        }
        Optional<String> bySign = sign == null ? Optional.empty() : CurrencySigns.only(sign);
        if (bySign.isPresent()) {
            return bySign;
        }
        Optional<String> assumed = Optional.ofNullable(raw.assumedCurrency())
                .flatMap(CurrencySigns::code)
                .or(() -> Optional.ofNullable(alsoPriced).map(Money::currency))
                .filter(code -> sign == null || CurrencySigns.mayMean(sign, code));
        if (assumed.isEmpty()) {
            repairs.add("the currency of '%s' is not told, %s left unknown"
                    .formatted(excerpt(raw.text() == null ? raw.amount() : raw.text()), field));
        }
        return assumed;
    }

    private static boolean hasDigit(@Nullable String text) {
        return text != null && text.codePoints().anyMatch(Character::isDigit);
    }

    static String excerpt(@Nullable String value) {
        String line = CleanText.line(value, 60);
        return line == null ? "" : line;
    }
}
