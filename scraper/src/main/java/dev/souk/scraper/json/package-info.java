/**
 * Reads JSON that strangers wrote, within limits. For the sources of this module, and no part of what Souk promises.
 * {@link dev.souk.scraper.json.JsonReader} is the way in.
 */
@NullMarked
package dev.souk.scraper.json;

import org.jspecify.annotations.NullMarked;
