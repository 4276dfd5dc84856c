package dev.souk.scraper.fetch;

/**
 * Remembers what sites said of their pages, so that a page that has not changed is not sent and read again. Implement
 * this to keep it longer than a process lives. Must be safe for several threads.
 *
 * <p>What is kept here for a page makes later runs pass it over until it changes, so it is kept only when all that the
 * page held has been handed on and taken. A list that has not changed is not followed to its further pages either; and
 * whoever keeps validators across releases should drop them when a source learns to read more.
 */
public interface ValidatorStore {

    /** What was kept for a page; {@link Validators#NONE} if nothing. */
    Validators find(PageRequest request);

    /** Keeps this for a page, in place of what was kept before; {@link Validators#NONE} forgets it. */
    void keep(PageRequest request, Validators validators);

    /** Keeps nothing, so every page is read each time. */
    static ValidatorStore none() {
        return new ValidatorStore() {
            @Override
            public Validators find(PageRequest request) {
                return Validators.NONE;
            }

            @Override
            public void keep(PageRequest request, Validators validators) {
                // Nothing is kept.
            }
        };
    }

    /**
     * Keeps those of the pages that were used last, in memory: about 1 KiB each.
     *
     * @param most how many; at least 1
     */
    static ValidatorStore inMemory(int most) {
        return new RecentValidators(most);
    }
}
