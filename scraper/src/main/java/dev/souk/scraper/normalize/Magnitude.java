package dev.souk.scraper.normalize;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the word behind a number multiplies it by: {@code 250k}, {@code 1,2 Mio.}, {@code 4.5 Lakh}, {@code 50 тыс.}.
 *
 * @param factor what one counts for
 * @param length how many letters of the word say so; behind them may stand money, as in {@code k€}
 */
record Magnitude(BigDecimal factor, int length) {

    private static final int THOUSAND = 3;
    private static final int MYRIAD = 4;
    private static final int LAKH = 5;
    private static final int MILLION = 6;
    private static final int CRORE = 7;
    private static final int MYRIAD_OF_MYRIADS = 8;
    private static final int BILLION = 9;

    /** The number counts as it stands. */
    static final Magnitude NONE = new Magnitude(BigDecimal.ONE, 0);

    /** What the number counts for cannot be told. */
    static final Magnitude UNCLEAR = new Magnitude(BigDecimal.ZERO, 0);

    private static final Map<String, Integer> WORDS = words();

    /** Stand right before money, as in {@code T€} and {@code Mkr}; alone they mean other things. */
    private static final Map<String, Integer> BEFORE_MONEY = Map.of("K", THOUSAND, "T", THOUSAND, "M", MILLION);

    /** Need no space before what follows. */
    private static final Map<String, Integer> CHARACTERS = Map.of(
            "千",
            THOUSAND,
            "천",
            THOUSAND,
            "万",
            MYRIAD,
            "萬",
            MYRIAD,
            "만",
            MYRIAD,
            "億",
            MYRIAD_OF_MYRIADS,
            "亿",
            MYRIAD_OF_MYRIADS,
            "억",
            MYRIAD_OF_MYRIADS);

    /** Money beside which a word counts that means something else elsewhere: 45 litres, "buy it now", a million. */
    private static final Map<String, Set<String>> ONLY_BESIDE = Map.of(
            "L", Set.of("₹", "RS", "RS.", "INR"),
            "BIN", Set.of("₺", "TL", "TRY"),
            "MIL",
                    Set.of(
                            "R$", "BRL", "REAIS", "€", "EUR", "EURO", "EUROS", "S/", "PEN", "SOLES", "MX$", "MXN",
                            "PESOS"));

    /** Where a million is {@code jt} and M stands for {@code miliar}. */
    private static final Set<String> OF_RUPIAH = Set.of("RP", "RP.", "IDR");

    /** Count for something themselves behind such a character: {@code 3万5千}. */
    private static final String GO_ON = "0123456789十百千仟십백천";

    private static Map<String, Integer> words() {
        Map<String, Integer> words = new HashMap<>();
        add(
                words,
                THOUSAND,
                "k tsd tausend thousand grand mil mila mille duizend tys tysiąc tysiące tysięcy tis tisíc tisíce tusen tusind"
                        + " ezer тыс тысяча тысячи тысяч тис тисяча тисячі тисяч хил хиляди bin ribu rb mii हजार हज़ार");
        add(words, LAKH, "lakh lakhs lac lacs l लाख");
        add(
                words,
                MILLION,
                "mln mio million millionen millions milione milioni miljoen millón millones milhão milhões milion miliony"
                        + " milionów milionu miljon miljoner millioner mill milj miljoonaa millió milyon milioane млн миллион"
                        + " миллиона миллионов мільйон мільйона мільйонів милион милиона juta jt triệu tr");
        add(words, CRORE, "cr crore crores करोड़");
        add(
                words,
                BILLION,
                "mrd mld млрд bn billion miljard miljarder milliard milliarder milliárd miliard miliardy milyar miliar tỷ tỉ");
        return Map.copyOf(words);
    }

    private static void add(Map<String, Integer> words, int power, String equals) {
        for (String word : equals.split(" ")) {
            words.put(word.toUpperCase(Locale.ROOT), power);
        }
    }

    /**
     * Reads the word behind a number.
     *
     * @param isFewOrPart whether the number is below ten or has decimals, as one of millions is and one of a size is not
     * @param isGlued whether nothing parts it from the number
     * @param before the word before the number
     * @param next the word after it
     */
    static Magnitude of(String word, boolean isFewOrPart, boolean isGlued, String before, String next) {
        if (word.isEmpty() || PriceReader.isMoney(word)) {
            return NONE;
        }
        String upper = word.toUpperCase(Locale.ROOT);
        String bare = upper.endsWith(".") ? upper.substring(0, upper.length() - 1) : upper;
        Set<String> money = ONLY_BESIDE.getOrDefault(bare, Set.of());
        if (!money.isEmpty()
                && !money.contains(before.toUpperCase(Locale.ROOT))
                && !money.contains(next.toUpperCase(Locale.ROOT))) {
            return bare.equals("MIL") ? UNCLEAR : NONE;
        }
        int power = WORDS.getOrDefault(bare, 0);
        if (power > 0) {
            return times(power, word.length());
        }
        // A lone m is a length, and M a size: €20 M.
        boolean isMillion =
                isGlued || PriceReader.isMoney(next) || (word.equals("M") && isFewOrPart && isMoney(before));
        if (bare.equals("M") && isMillion) {
            return times(OF_RUPIAH.contains(before.toUpperCase(Locale.ROOT)) ? BILLION : MILLION, word.length());
        }
        String first = upper.substring(0, 1);
        int ofCharacter = CHARACTERS.getOrDefault(first, 0);
        int ofLetter = isSignOrCode(word.substring(1)) ? BEFORE_MONEY.getOrDefault(first, 0) : 0;
        return ofCharacter + ofLetter > 0 ? times(ofCharacter + ofLetter, 1) : NONE;
    }

    /**
     * Whether the character before {@code end} multiplies a number that goes on behind it, as in {@code 3만 5천원}: then
     * what stands before it is not all.
     */
    static boolean goesOn(String text, int end) {
        if (end <= 0 || end > text.length() || !CHARACTERS.containsKey(text.substring(end - 1, end))) {
            return false;
        }
        String behind = text.substring(end).stripLeading();
        return !behind.isEmpty() && GO_ON.indexOf(behind.charAt(0)) >= 0;
    }

    /** A sign, a code or kronor, and no other word for money: {@code MRS} is a lady and {@code TFT} a screen. */
    private static boolean isSignOrCode(String word) {
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        boolean isSign = bare.codePointCount(0, bare.length()) == 1
                && Character.getType(bare.codePointAt(0)) == Character.CURRENCY_SYMBOL;
        boolean isCode =
                CurrencySigns.only(bare).isPresent() && CurrencySigns.code(bare).isPresent();
        return isSign || isCode || bare.equalsIgnoreCase("KR");
    }

    /** Not the lone R of South Africa: {@code 15 tr} are millions of Vietnam's. */
    private static boolean isMoney(String word) {
        return !word.isEmpty() && !word.equalsIgnoreCase("R") && PriceReader.isMoney(word);
    }

    private static Magnitude times(int power, int length) {
        return new Magnitude(BigDecimal.TEN.pow(power), length);
    }
}
