package dev.souk.scraper.feed;

import java.util.List;
import org.jsoup.Jsoup;

/** The pictures that a description in markup shows. */
final class Pictures {

    private static final int LONGEST = 200_000;

    private Pictures() {}

    static List<String> in(String markup) {
        if (!markup.contains("<img")) {
            return List.of();
        }
        String cut = markup.length() > LONGEST ? markup.substring(0, LONGEST) : markup;
        return Jsoup.parseBodyFragment(cut).select("img[src]").stream()
                .map(image -> image.attr("src"))
                .filter(src -> !src.isBlank() && !src.startsWith("data:"))
                .toList();
    }
}
