package dev.souk.pipeline;

import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.ValidatorStore;
import dev.souk.scraper.fetch.Validators;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What sites said of the pages that one visit read. It is remembered only when the visit has left nothing for the next:
 * that one would pass over an unchanged page, and so over what was left on it or behind it. Used by one thread, once.
 */
final class VisitValidators implements ValidatorStore {

    private final ValidatorStore lasting;
    private final boolean readsAll;
    private final Map<PageRequest, Validators> said = new LinkedHashMap<>();

    /**
     * Of a visit.
     *
     * @param lasting outlives the visit
     * @param readsAll whether it passes over no page, since there is something behind it that was not read
     */
    VisitValidators(ValidatorStore lasting, boolean readsAll) {
        this.lasting = lasting;
        this.readsAll = readsAll;
    }

    @Override
    public Validators find(PageRequest request) {
        return readsAll ? Validators.NONE : lasting.find(request);
    }

    @Override
    public void keep(PageRequest request, Validators validators) {
        lasting.keep(request, Validators.NONE);
        said.put(request, validators);
    }

    /** Lets the next visit ask by what this one was told. */
    void remember() {
        said.forEach(lasting::keep);
    }
}
