/**
 * What people and machines write into pages, as plain text and as times. {@link dev.souk.scraper.text.PlainText} and
 * {@link dev.souk.scraper.text.ShownTime} are the ways in.
 */
@NullMarked
package dev.souk.scraper.text;

import org.jspecify.annotations.NullMarked;
