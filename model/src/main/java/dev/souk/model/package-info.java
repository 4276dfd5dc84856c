/**
 * The words that every part of Souk shares: money, places, sources, pages of results. Values only, no behaviour that
 * needs a database or a network. {@link dev.souk.model.listing.Listing} and {@link dev.souk.model.alert.Alert}, one
 * package down, are the ways in.
 */
@NullMarked
package dev.souk.model;

import org.jspecify.annotations.NullMarked;
