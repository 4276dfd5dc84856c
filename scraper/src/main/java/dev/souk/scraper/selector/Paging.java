package dev.souk.scraper.selector;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.Reading;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            return Reading.next(page, rule.first(whole));
        }
    }

    /**
     * The pages are counted in a parameter of the address.
     *
     * @param parameter where it stands in an address, with its number
     * @param name of the parameter
     * @param first the number of the page that is found without the parameter
     * @param step how much is added for the next, where listings and not pages are counted
     * @param last the highest number asked for
     */
    record Counted(Pattern parameter, String name, int first, int step, int last) implements Paging {

        static Counted of(String name, int first, int step, int last) {
            Pattern parameter = Pattern.compile("([?&]" + Pattern.quote(name) + "=)(\\d{1,18})(?=&|#|$)");
            return new Counted(parameter, name, first, step, last);
        }

        @Override
        public List<PageRequest> next(Page page, Piece whole) {
            String address = page.url().toString();
            Matcher number = parameter.matcher(address);
            boolean isCounted = number.find();
            long next = (isCounted ? Long.parseLong(number.group(2)) : first) + step;
            if (next > last) {
                return List.of();
            }
            return Reading.next(
                    page,
                    isCounted
                            ? number.replaceFirst("$1" + next)
                            : address + (address.contains("?") ? "&" : "?") + name + "=" + next);
        }
    }
}
