package dev.souk.scraper.normalize;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the signs and codes of money mean. */
final class CurrencySigns {

    private static final int LONGEST = 100;

    /** A longer word is none of the sign: {@code only$20}. */
    private static final int MOST_LETTERS_OF_A_SIGN = 3;

    private static final Set<String> NOT_MONEY = Set.of("XXX", "XTS");

    private static final Set<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code -> !NOT_MONEY.contains(code))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> UNAMBIGUOUS = Map.ofEntries(
            Map.entry("EUR", "EUR"),
            Map.entry("USD", "USD"),
            Map.entry("GBP", "GBP"),
            Map.entry("CHF", "CHF"),
            Map.entry("PLN", "PLN"),
            Map.entry("CA$", "CAD"),
            Map.entry("C$", "CAD"),
            Map.entry("CDN$", "CAD"),
            Map.entry("US$", "USD"),
            Map.entry("USD$", "USD"),
            Map.entry("U$S", "USD"),
            Map.entry("U$D", "USD"),
            Map.entry("AR$", "ARS"),
            Map.entry("COP$", "COP"),
            Map.entry("A$", "AUD"),
            Map.entry("AU$", "AUD"),
            Map.entry("NZ$", "NZD"),
            Map.entry("HK$", "HKD"),
            Map.entry("S$", "SGD"),
            Map.entry("SG$", "SGD"),
            Map.entry("NT$", "TWD"),
            Map.entry("MX$", "MXN"),
            Map.entry("R$", "BRL"),
            Map.entry("RD$", "DOP"),
            Map.entry("S/", "PEN"),
            Map.entry("€", "EUR"),
            Map.entry("EURO", "EUR"),
            Map.entry("EUROS", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("₹", "INR"),
            Map.entry("₩", "KRW"),
            Map.entry("원", "KRW"),
            Map.entry("円", "JPY"),
            Map.entry("₽", "RUB"),
            Map.entry("РУБ", "RUB"),
            Map.entry("₴", "UAH"),
            Map.entry("ГРН", "UAH"),
            Map.entry("ZŁ", "PLN"),
            Map.entry("ZL", "PLN"),
            Map.entry("KČ", "CZK"),
            Map.entry("FT", "HUF"),
            Map.entry("ЛВ", "BGN"),
            Map.entry("₺", "TRY"),
            Map.entry("TL", "TRY"),
            Map.entry("₫", "VND"),
            Map.entry("Đ", "VND"),
            Map.entry("₪", "ILS"),
            Map.entry("฿", "THB"),
            Map.entry("บาท", "THB"),
            Map.entry("₱", "PHP"),
            Map.entry("₦", "NGN"),
            Map.entry("₸", "KZT"),
            Map.entry("₾", "GEL"),
            Map.entry("₼", "AZN"),
            Map.entry("₲", "PYG"),
            Map.entry("₡", "CRC"),
            Map.entry("₵", "GHS"),
            Map.entry("৳", "BDT"),
            Map.entry("RP", "IDR"),
            Map.entry("RM", "MYR"),
            Map.entry("R", "ZAR"));

    private static final Map<String, Set<String>> AMBIGUOUS = Map.of(
            "$",
            Set.of(
                    "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "JMD",
                    "TTD", "BBD", "BSD", "BZD", "BMD", "FJD", "GYD", "LRD", "NAD", "SBD", "SRD", "XCD", "BND", "KYD",
                    "CUP", "NIO", "TOP", "ZWL"),
            "KR",
            Set.of("SEK", "NOK", "DKK", "ISK"),
            "¥",
            Set.of("JPY", "CNY"),
            "￥",
            Set.of("JPY", "CNY"),
            "RS",
            Set.of("INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
            "元",
            Set.of("CNY", "TWD"),
            "Р",
            Set.of("RUB", "BYN"),
            "LEI",
            Set.of("RON", "MDL"),
            "FR",
            Set.of("CHF", "XOF", "XAF", "GNF"));

    private CurrencySigns() {}

    /** The code, in capitals, if the JDK knows it. */
    static Optional<String> code(String text) {
        String code = cut(text).strip().toUpperCase(Locale.ROOT);
        return KNOWN.contains(code) ? Optional.of(code) : Optional.empty();
    }

    /** The one currency that a sign or code stands for. A code beside a number counts only in capitals: "all", "try". */
    static Optional<String> only(String sign) {
        String known = UNAMBIGUOUS.get(bare(sign));
        if (known != null) {
            return Optional.of(known);
        }
        return sign.equals(sign.toUpperCase(Locale.ROOT)) ? code(bare(sign)) : Optional.empty();
    }

    /** Whether the sign is one of several currencies' and {@code currency} is among them. */
    static boolean mayMean(String sign, String currency) {
        return AMBIGUOUS.getOrDefault(bare(sign), Set.of()).contains(currency);
    }

    /** Whether the sign is one of several currencies'. */
    static boolean isAmbiguous(String sign) {
        return AMBIGUOUS.containsKey(bare(sign));
    }

    /**
     * What a word with a sign of money in it and without a known meaning counts as: {@code €VB} as {@code €}, but {@code
     * XY$} as itself, since letters before a dollar name a dollar that is not known.
     */
    static Optional<String> within(String word) {
        Optional<String> symbol = word.codePoints()
                .filter(codePoint -> Character.getType(codePoint) == Character.CURRENCY_SYMBOL)
                .mapToObj(Character::toString)
                .findFirst();
        long letters = word.codePoints().filter(Character::isLetter).count();
        return symbol.map(sign -> isAmbiguous(sign) && letters > 0 && letters <= MOST_LETTERS_OF_A_SIGN ? word : sign);
    }

    private static String bare(String sign) {
        String upper = cut(sign).strip().toUpperCase(Locale.ROOT);
        return upper.endsWith(".") ? upper.substring(0, upper.length() - 1) : upper;
    }

    /** No sign is longer, and what stands in place of one may be of any length. */
    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
