/**
 * Fetches pages that need JavaScript, through a Chromium that is installed on the machine.
 * {@link dev.souk.scraper.browser.BrowserFetcher} is the way in.
 */
@NullMarked
package dev.souk.scraper.browser;

import org.jspecify.annotations.NullMarked;
