package dev.souk.scraper.selector;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.WebUrl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a list goes on. Never on another site. */
sealed interface Paging {

    List<PageRequest> next(Page page, Piece whole);

    /** The site does not say, or has one page only. */
    record None() implements Paging {
        @Override
        public List<PageRequest> next(Page page, Piece whole) {
            return List.of();
        }
    }

    /** The page links to the one that follows. */
    record Link(Rule rule) implements Paging {
        @Override
        public List<PageRequest> next(Page page, Piece whole) {
            return onTheSameSite(page, rule.first(whole));
        }
    }

    /**
     * The pages are counted in a parameter of the address.
     *
     * @param first the number of the page that is found without the parameter
     * @param step how much is added for the next, where listings and not pages are counted
     * @param last the highest number asked for
     */
    record Counted(String parameter, int first, int step, int last) implements Paging {
        @Override
        public List<PageRequest> next(Page page, Piece whole) {
            String address = page.url().toString();
            Matcher number = Pattern.compile("([?&]" + Pattern.quote(parameter) + "=)(\\d{1,18})(?=&|#|$)")
                    .matcher(address);
            boolean isCounted = number.find();
            long next = (isCounted ? Long.parseLong(number.group(2)) : first) + step;
            if (next > last) {
                return List.of();
            }
            return onTheSameSite(
                    page,
                    isCounted
                            ? number.replaceFirst("$1" + next)
                            : address + (address.contains("?") ? "&" : "?") + parameter + "=" + next);
        }
    }

    private static List<PageRequest> onTheSameSite(Page page, @Nullable String address) {
        return Optional.ofNullable(address)
                .flatMap(text -> WebUrl.absolute(page.url(), text))
                .filter(next -> next.getHost().equalsIgnoreCase(page.url().getHost()))
                .filter(next -> !next.equals(page.url()))
                .map(PageRequest::list)
                .stream()
                .toList();
    }
}
