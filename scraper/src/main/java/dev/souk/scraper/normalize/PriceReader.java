package dev.souk.scraper.normalize;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices as people and machines write them: {@code $1,470}, {@code 1.234 € VB}, {@code 2 750 zł}, {@code ₹
 * 4,23,000}, {@code CA$0}, {@code 5,95 EUR}. Bounded work, and no exponents: {@code 1e999999999} is not a price.
 *
 * <p>Of several amounts the first counts ({@code $200$300} is 200). A separator that stands once and has exactly three
 * digits after it parts thousands ({@code 1.234} is 1234), unless the number begins with zero; one that stands several
 * times parts thousands; of two different ones the last parts the decimals. A word for "free" is zero. A number may be
 * followed by {@code k}, {@code Mio.}, {@code lakh} and the like, and by terms such as {@code pcm}; one
 * with other letters right behind it that do not mean money is no price, nor is a share ({@code 20% off $80}) or a count
 * ({@code 2 x £25}). Thread-safe.
 */
public final class PriceReader {

    private static final int LONGEST_TEXT = 100;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 4;

    private static final Set<String> FREE =
            Set.of("free", "gratis", "zu verschenken", "kostenlos", "umsonst", "za darmo", "gratuit", "безкоштовно");

    /** Stand right behind the number and say how it is meant: for how long, and whether there is room for an offer. */
    private static final Set<String> TERMS = Set.of(
            "PM", "PCM", "PPPM", "PW", "PPPW", "PPW", "PA", "PN", "PP", "EA", "EACH", "ONO", "OVNO", "OBO", "NEG", "VB",
            "VHB", "FIRM", "FP");

    /** What stands before a dollar sign, also with a space between, and says whose dollar it is. */
    private static final Set<String> DOLLARS = Set.of("US", "C", "CA", "AU", "A", "NZ", "HK", "S", "SG");

    private static final Pattern SOL = Pattern.compile("(?<!\\p{L})S/\\.?$", Pattern.CASE_INSENSITIVE);

    /** Romanian has a word between a number from twenty on and what it counts. */
    private static final Pattern OF_MANY = Pattern.compile("(?<=\\d) de (?=mii|milioane)");

    private PriceReader() {}

    /** What the text says; empty if it names no amount, a negative one, or one that is out of range. */
    public static Optional<PriceText> read(String text) {
        return read(text, false);
    }

    /** As {@link #read(String)}, of a currency that may have three decimals: {@code 12.500} is twelve and a half. */
    static Optional<PriceText> read(String text, boolean currencyHasThreeDecimals) {
        String plain = OF_MANY.matcher(plain(text)).replaceFirst(" ");
        if (FREE.contains(plain.toLowerCase(Locale.ROOT))) {
            return Optional.of(new PriceText(BigDecimal.ZERO, null));
        }
        int start = firstDigit(plain);
        if (start < 0 || isNegative(plain, start)) {
            return Optional.empty();
        }
        int end = endOfNumber(plain, start);
        boolean isFraction = beginsWithPoint(plain, start, end);
        String before = signBefore(plain, isFraction ? start - 1 : start);
        int second = secondNumber(plain, end);
        int last = second < 0 ? end : endOfNumber(plain, second);
        String after = wordAfter(plain, last);
        if (isNoAmount(after, before)) {
            return Optional.empty();
        }
        boolean isGlued = last < plain.length() && Character.isLetter(plain.charAt(last));
        Optional<BigDecimal> lowest =
                amount((isFraction ? "0." : "") + plain.substring(start, end), currencyHasThreeDecimals);
        Magnitude magnitude = Magnitude.of(
                after,
                lowest.filter(PriceReader::isFewOrPart).isPresent(),
                isGlued,
                before,
                secondWord(plain, last, after));
        if (magnitude.equals(Magnitude.UNCLEAR)
                || (magnitude.equals(Magnitude.NONE) && second < 0 && isGlued && !isKnown(after))) {
            return Optional.empty();
        }
        int multiplied = plain.indexOf(after, last) + magnitude.length();
        if (Magnitude.goesOn(plain, multiplied)) {
            return Optional.empty();
        }
        String behind = wordAfter(plain, multiplied);
        Optional<BigDecimal> upTo =
                second < 0 ? Optional.empty() : amount(plain.substring(second, last), currencyHasThreeDecimals);
        return lowest
                // In 100-200k thousands are meant twice, in 500-1k once.
                .map(amount -> upTo.filter(most -> amount.compareTo(most) > 0).isPresent()
                        ? amount
                        : amount.multiply(magnitude.factor()))
                .filter(PriceReader::isInRange)
                .map(amount -> new PriceText(amount, sign(before, behind)));
    }

    /** A discount, or how many there are: {@code 20% off $80}, {@code 2 x £25}. */
    private static boolean isNoAmount(String after, String before) {
        boolean isTimes = after.equalsIgnoreCase("x") || after.equals("×");
        return after.startsWith("%") || (isTimes && !isMoney(before));
    }

    private static boolean isFewOrPart(BigDecimal amount) {
        return amount.scale() > 0 || amount.compareTo(BigDecimal.TEN) < 0;
    }

    private static boolean isKnown(String word) {
        return isMoney(word) || TERMS.contains(word.replace(".", "").toUpperCase(Locale.ROOT));
    }

    private static String secondWord(String text, int end, String first) {
        return first.isEmpty() ? "" : wordAfter(text, text.indexOf(first, end) + first.length());
    }

    /** {@code .99} and {@code $.99}, but not {@code Rs.50}; and {@code .500} could be either. */
    private static boolean beginsWithPoint(String text, int start, int end) {
        return start > 0
                && (text.charAt(start - 1) == '.' || text.charAt(start - 1) == ',')
                && end - start <= 2
                && (start == 1 || !(Character.isLetter(text.charAt(start - 2)) || text.charAt(start - 2) == '/'));
    }

    /**
     * An amount written as data: digits with a decimal point, such as {@code 6695.00}. One with exactly three decimals
     * is taken as thousands ({@code 23.450} is 23450), as sites write it, unless the currency has three decimals.
     */
    static Optional<BigDecimal> readData(String text, boolean currencyHasThreeDecimals) {
        String plain = plain(text);
        boolean isNumber = !plain.isEmpty()
                && plain.chars().allMatch(character -> isDigit(character) || ".,' ".indexOf(character) >= 0);
        return isNumber && isDigit(plain.charAt(0))
                ? amount(plain, currencyHasThreeDecimals).filter(PriceReader::isInRange)
                : Optional.empty();
    }

    /** Digits of every script become ASCII, white space of every kind a space. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST_TEXT).forEach(codePoint -> {
            if (Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER) {
                plain.append((char) ('0' + Character.digit(codePoint, 10)));
            } else if (Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint)) {
                plain.append(' ');
            } else if (Character.getType(codePoint) != Character.FORMAT) {
                // Marks of direction are unseen, and stand between a sign and its number.
                plain.appendCodePoint(ascii(codePoint));
            }
        });
        return plain.toString().strip();
    }

    private static int ascii(int codePoint) {
        return switch (codePoint) {
            case '’', '٬' -> '\'';
            case '٫', '．' -> '.';
            case '،', '，' -> ',';
            case '−', '－' -> '-';
            case '＄' -> '$';
            default -> codePoint;
        };
    }

    private static int firstDigit(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isDigit(text.charAt(at))) {
                return at;
            }
        }
        return -1;
    }

    /** A minus right before the number, or at the very beginning with only the sign of money between. */
    private static boolean isNegative(String text, int start) {
        return (start > 0 && text.charAt(start - 1) == '-') || (text.charAt(0) == '-' && start <= 4);
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length()) {
            char character = text.charAt(end);
            if (isDigit(character)) {
                end++;
            } else if ((character == '.' || character == ',' || character == '\'')
                    && end + 1 < text.length()
                    && isDigit(text.charAt(end + 1))) {
                end++;
            } else if (character == ' ' && groupEndsAt(text, start, end) && groupOfThreeFollows(text, end)) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean groupEndsAt(String text, int start, int end) {
        int digits = 0;
        while (end - digits > start && isDigit(text.charAt(end - digits - 1))) {
            digits++;
        }
        return digits <= 3;
    }

    private static boolean groupOfThreeFollows(String text, int space) {
        int digits = 0;
        while (space + 1 + digits < text.length() && isDigit(text.charAt(space + 1 + digits))) {
            digits++;
        }
        return digits == 3;
    }

    private static Optional<BigDecimal> amount(String number, boolean threeDecimals) {
        List<Integer> separators = new ArrayList<>();
        for (int at = 0; at < number.length(); at++) {
            if (!isDigit(number.charAt(at))) {
                separators.add(at);
            }
        }
        int decimals = decimalPoint(number, separators, threeDecimals);
        String whole = digits(number, 0, decimals < 0 ? number.length() : decimals);
        String fraction = decimals < 0 ? "" : digits(number, decimals + 1, number.length());
        if (whole.length() > MOST_DIGITS || !groupsAreWhole(number, separators, decimals)) {
            return Optional.empty();
        }
        String cut = fraction.substring(0, Math.min(fraction.length(), MOST_DECIMALS + 1));
        return Optional.of(new BigDecimal(cut.isEmpty() ? whole : whole + "." + cut)
                .setScale(Math.min(cut.length(), MOST_DECIMALS), RoundingMode.HALF_UP));
    }

    /** Where the decimals begin; -1 if there are none. */
    private static int decimalPoint(String number, List<Integer> separators, boolean threeDecimals) {
        if (separators.isEmpty()) {
            return -1;
        }
        int last = separators.get(separators.size() - 1);
        char separator = number.charAt(last);
        if (separator == ' ' || separator == '\'') {
            return -1;
        }
        boolean repeated =
                separators.stream().filter(at -> number.charAt(at) == separator).count() > 1;
        if (repeated) {
            return -1;
        }
        boolean looksLikeThousands = number.length() - last - 1 == 3
                && separators.size() == 1
                && last <= 3
                && number.charAt(0) != '0'
                && !threeDecimals;
        return looksLikeThousands ? -1 : last;
    }

    /** Groups of two or three digits between separators, three in the last: else {@code 1.2.3} would be a price. */
    private static boolean groupsAreWhole(String number, List<Integer> separators, int decimals) {
        int end = decimals < 0 ? number.length() : decimals;
        for (int index = 0; index < separators.size(); index++) {
            int at = separators.get(index);
            if (at >= end) {
                break;
            }
            boolean isLast = index + 1 >= separators.size() || separators.get(index + 1) >= end;
            int next = isLast ? end : separators.get(index + 1);
            int size = next - at - 1;
            if (isLast ? size != 3 : size != 3 && size != 2) {
                return false;
            }
        }
        return true;
    }

    private static String digits(String number, int from, int to) {
        StringBuilder digits = new StringBuilder();
        for (int at = from; at < to; at++) {
            if (isDigit(number.charAt(at))) {
                digits.append(number.charAt(at));
            }
        }
        return digits.toString();
    }

    private static boolean isInRange(BigDecimal amount) {
        return amount.precision() - amount.scale() <= MOST_DIGITS;
    }

    /** The word before the number, joined with what parts it from other signs: {@code US $}, {@code S/}. */
    private static String signBefore(String text, int start) {
        Matcher sol = SOL.matcher(text.substring(0, start).stripTrailing());
        if (sol.find()) {
            return "S/";
        }
        String word = wordBefore(text, start);
        String earlier = word.equals("$") ? wordBefore(text, text.lastIndexOf('$', start)) : "";
        return DOLLARS.contains(earlier) ? earlier + word : word;
    }

    private static String wordBefore(String text, int start) {
        int end = start;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int begin = end;
        while (begin > 0 && isOfWord(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin, end);
    }

    private static String wordAfter(String text, int end) {
        int begin = end;
        while (begin < text.length() && text.charAt(begin) == ' ') {
            begin++;
        }
        int stop = begin;
        while (stop < text.length() && isOfWord(text.charAt(stop))) {
            stop++;
        }
        return text.substring(begin, stop);
    }

    /** Where the second number of {@code 100 - 200 €} begins; -1 if there is none. */
    private static int secondNumber(String text, int end) {
        int next = end;
        while (next < text.length() && " -–—".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        boolean isRange = !text.substring(end, next).isBlank() && next < text.length() && isDigit(text.charAt(next));
        return isRange ? next : -1;
    }

    private static boolean isOfWord(char character) {
        return character != ' ' && !isDigit(character) && ",-–—~～/()|:;·".indexOf(character) < 0;
    }

    static boolean isMoney(String word) {
        return CurrencySigns.only(word).isPresent() || CurrencySigns.isAmbiguous(word);
    }

    /** The word that means money; the one before the number first, but a known meaning before a guess. */
    private static @Nullable String sign(String before, String after) {
        for (String word : List.of(before, after)) {
            if (!word.isEmpty() && CurrencySigns.only(word).isPresent()) {
                return word;
            }
        }
        for (String word : List.of(before, after)) {
            if (CurrencySigns.isAmbiguous(word)) {
                return word;
            }
        }
        return CurrencySigns.within(before)
                .or(() -> CurrencySigns.within(after))
                .orElse(null);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
