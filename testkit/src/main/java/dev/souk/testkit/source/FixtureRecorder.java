package dev.souk.testkit.source;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.RawListing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Saves pages for tests without what concerns people or opens doors: names and ids of sellers, as far as the source finds
 * them, become made-up ones however they are escaped, those of several words also in capitals; e-mail addresses, telephone
 * numbers, tokens and cookies go. What is left gives listings of the same ids in the same order and none of the sellers,
 * or nothing is saved. Look at a page all the same before you share it: no program knows every name. Thread-safe.
 */
public final class FixtureRecorder {

    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9._%+-]{1,64}" + EveryForm.forms('@') + "[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}");
    private static final Pattern TELEPHONE = Pattern.compile(
            "(?<![\\d.,/_-])" + EveryForm.forms('+') + "\\d{1,3}[ ()-]?(?:\\d[ ()-]{0,2}){7,12}\\d(?![\\d/_-])");

    /** As people write them in their own country: 030 1234567, 06 12 34 56 78, (555) 123-4567, 01711234567. */
    private static final Pattern NATIONAL_TELEPHONE = Pattern.compile(
            "(?<![\\w.,/-])(?:\\(?0\\d{2,5}\\)?[ /-]{1,3}\\d{3,8}(?:[ -]\\d{2,8})?|0\\d(?:[ .-]\\d{2}){4}|0[1-9]\\d{8,10}"
                    + "|\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4})(?![\\w/-]|[.,]\\d)");

    /** Behind a word for it, whatever its form. */
    private static final Pattern NAMED_TELEPHONE = Pattern.compile(
            "((?<!\\p{L})(?:tel(?:efon|efono|éfono|éphone|ephone)?|phone|mobile?|mob|móvil|handy|fon|cell|whatsapp|call|text|тел)"
                    + "[^\\p{L}\\p{N}<>+]{1,5})\\d[\\d ()/.-]{6,16}\\d(?![\\w-])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SECRET = Pattern.compile(
            "((?:[\\w-]{0,30}(?:token|csrf|xsrf|nonce|session|secret|jwt|signature|auth|api_?key|cookie|dtsg|lsd)[\\w-]{0,30})"
                    + "\\\\?[\"']?\\s{0,3}[:=]\\s{0,3}\\\\?[\"'])([^\"'\\\\<>{}\\s]{8,4000})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{10,2000}\\.[\\w-]{10,4000}\\.[\\w-]{5,1000}");
    private static final String REMOVED = "removed";

    private static final String SELLER = "Seller ";
    private static final String SELLER_ID = "90000";
    private static final String NO_TELEPHONE = "+00 000 0000000";

    /** Of a page that was recorded before. */
    private static final Pattern MADE_UP = Pattern.compile("(?:" + SELLER + "|" + SELLER_ID + ")\\d+");

    private final ListingSource source;

    /** Records pages of this source. */
    public FixtureRecorder(ListingSource source) {
        this.source = source;
    }

    /**
     * Saves the body of a page, as UTF-8.
     *
     * @param file is replaced if it is there
     * @throws IllegalArgumentException if the page holds no listing, or what is left of it gives other ids or still names
     *     a seller
     */
    public void record(Page page, Path file) {
        Page scrubbed = scrubbed(page);
        try {
            Files.writeString(file, scrubbed.body(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page could not be saved to " + file, e);
        }
    }

    /**
     * The page as it would be saved.
     *
     * @throws IllegalArgumentException if the page holds no listing, or what is left of it gives other ids or still names
     *     a seller
     */
    public Page scrubbed(Page page) {
        if (source.parse(page).listings().isEmpty()) {
            throw new IllegalArgumentException("no listing on " + page + ": there is nothing to record");
        }
        String body = page.body();
        Map<String, String> sellers = sellers(page);
        for (Map.Entry<String, String> name : sellers.entrySet()) {
            body = EveryForm.of(name.getKey()).matcher(body).replaceAll(name.getValue());
        }
        body = JWT.matcher(body).replaceAll(REMOVED);
        body = SECRET.matcher(body).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + REMOVED));
        body = EMAIL.matcher(body).replaceAll("someone@example.org");
        body = TELEPHONE.matcher(body).replaceAll(NO_TELEPHONE);
        body = NATIONAL_TELEPHONE.matcher(body).replaceAll(NO_TELEPHONE);
        body = NAMED_TELEPHONE.matcher(body).replaceAll("$1" + NO_TELEPHONE);
        Page scrubbed = new Page(page.request(), page.url(), body, page.fetchedAt());
        if (!ids(scrubbed).equals(ids(page))) {
            throw new IllegalArgumentException("without what is private, " + page + " gives other listings");
        }
        if (!Collections.disjoint(sellers(scrubbed).keySet(), sellers.keySet())) {
            throw new IllegalArgumentException("what is left of " + page + " still gives the name or id of a seller");
        }
        return scrubbed;
    }

    private List<@Nullable String> ids(Page page) {
        return source.parse(page).listings().stream()
                .<@Nullable String>map(RawListing::externalId)
                .toList();
    }

    /** Made-up names for real ones, the longest first, so that a name within a name does not stay in part. */
    private Map<String, String> sellers(Page page) {
        Map<String, String> names = new LinkedHashMap<>();
        for (RawListing listing : source.parse(page).listings()) {
            add(names, listing.sellerName(), SELLER);
            add(names, listing.sellerId(), SELLER_ID);
        }
        Map<String, String> longestFirst = new LinkedHashMap<>();
        names.entrySet().stream()
                .sorted((a, b) -> b.getKey().length() - a.getKey().length())
                .forEach(entry -> longestFirst.put(entry.getKey(), entry.getValue()));
        return longestFirst;
    }

    private static void add(Map<String, String> names, @Nullable String real, String madeUp) {
        if (real != null && !real.isBlank() && !MADE_UP.matcher(real).matches()) {
            names.putIfAbsent(real, madeUp + (names.size() + 1));
        }
    }
}
