/**
 * What people and machines write into pages, as plain text, as times and as addresses. {@link
 * dev.souk.scraper.text.PlainText}, {@link dev.souk.scraper.text.ShownTime} and {@link dev.souk.scraper.text.WebUrl} are
 * the ways in.
 */
@NullMarked
package dev.souk.scraper.text;

import org.jspecify.annotations.NullMarked;
