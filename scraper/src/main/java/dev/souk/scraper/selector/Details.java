package dev.souk.scraper.selector;

import dev.souk.scraper.source.SourceCapabilities.Detail;
import java.util.EnumSet;
import java.util.Set;

/** Which kinds of detail fields tell. */
final class Details {

    private Details() {}

    /** What the second tell and the first do not. */
    static Set<Detail> added(Fields list, Fields item) {
        Set<Detail> added = told(item);
        added.removeAll(told(list));
        return added;
    }

    private static Set<Detail> told(Fields fields) {
        Set<Detail> told = EnumSet.noneOf(Detail.class);
        add(told, Detail.DESCRIPTION, fields.tell("description"));
        add(told, Detail.POINT, fields.tell("latitude"));
        add(told, Detail.PHOTOS, !fields.images().isEmpty());
        add(told, Detail.ATTRIBUTES, !fields.attributes().isEmpty());
        add(told, Detail.LISTED_AT, fields.tell("listedAt"));
        add(told, Detail.SELLER, fields.tell("sellerId", "sellerName"));
        add(told, Detail.STATUS, fields.tell("status"));
        add(told, Detail.CATEGORY, fields.tell("category", "subcategory"));
        return told;
    }

    private static void add(Set<Detail> told, Detail detail, boolean isTold) {
        if (isTold) {
            told.add(detail);
        }
    }
}
