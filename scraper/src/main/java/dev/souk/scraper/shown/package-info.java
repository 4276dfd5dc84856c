/**
 * Reads a page of one listing as a person does who knows none of its site's conventions: a title, a price near it and
 * near the button to buy, a number to order by. {@link dev.souk.scraper.shown.ShownListing} is the way in; for the
 * sources of this module, and no part of what Souk promises.
 */
@NullMarked
package dev.souk.scraper.shown;

import org.jspecify.annotations.NullMarked;
