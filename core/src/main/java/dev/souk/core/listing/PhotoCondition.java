package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.IMAGES;

import dev.souk.core.transaction.Exists;
import dev.souk.model.listing.ListingImage;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * A demand on the number of photos, as a condition on {@link ListingReader#LISTING}. What counts is what {@link
 * ListingReader} makes a photo of: an adopted database may hold images whose address is none.
 */
final class PhotoCondition {

    /*
     * The pattern is the grammar of java.net.URI, of an address with a host, as PostgreSQL reads it.
     */

    /** What stands in no part of an address: ASCII that has to be escaped, and the spaces and controls of Unicode. */
    private static final String NEVER = "\\u0001-\\u0020\"%#<>\\\\^`{|}\\u007F-\\u00A0"
            + "\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";

    private static final String NAME_END = "(?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?";
    private static final String NAME = "(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)*[A-Za-z]|[0-9])" + NAME_END;
    private static final String BYTE = "0*(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[0-9]{1,2})";
    private static final String HOST =
            "(?:" + NAME + "|(?:" + BYTE + "\\.){3}" + BYTE + "|\\[[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\\])";

    private static final String ADDRESS = "^[Hh][Tt][Tt][Pp][Ss]?://(?:" + allBut("/?@\\[\\]") + "@)?" + HOST
            + "(?::[0-9]{0,9})?(?:/" + allBut("?\\[\\]") + ")?(?:[?]" + allBut("") + ")?(?:#" + allBut("") + ")?$";

    private PhotoCondition() {}

    private static String allBut(String others) {
        return "(?:[^" + NEVER + others + "]|%[0-9A-Fa-f]{2})*";
    }

    /** At least so many: the last of those demanded is there. */
    static Condition atLeast(int photos) {
        return Exists.row(DSL.selectOne()
                .from(IMAGES)
                .where(IMAGES.LISTING_ID.eq(LISTING.ID))
                .and("{0} ~ {1}", IMAGES.URL, DSL.inline(ADDRESS))
                .and(DSL.length(IMAGES.URL).le(ListingImage.MAX_URL_LENGTH))
                .offset(photos - 1));
    }
}
