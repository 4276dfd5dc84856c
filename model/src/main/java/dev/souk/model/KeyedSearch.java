package dev.souk.model;

/**
 * A search of a marketplace that can be stored as text and read again. {@code SearchRequest} of {@code souk-scraper} is one;
 * where searches are stored, nothing else is known of them.
 */
public interface KeyedSearch {

    /** The search as text, the same for the same search in every release. */
    String key();
}
