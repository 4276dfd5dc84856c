package dev.souk.benchmarks.engine;

import dev.souk.alerts.AlertEngine;
import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.util.List;

/** The engine of the module {@code alerts}. It reads listings as they are: its own analysis is part of the time. */
final class SoukSearch implements ReverseSearch {

    static final String NAME = "Souk";

    final AlertEngine engine;

    /** An engine of ids alone, without alerts, that has seen some listings, and so knows which words are frequent. */
    SoukSearch(List<Listing> seen) {
        this(AlertEngine.idsOnly(), seen);
    }

    SoukSearch(AlertEngine engine, List<Listing> seen) {
        this.engine = engine;
        seen.forEach(engine::match);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Iterable<Alert> alerts) {
        alerts.forEach(engine::register);
    }

    @Override
    public void add(Alert alert) {
        engine.register(alert);
    }

    @Override
    public void remove(Alert alert) {
        engine.unregister(alert.id());
    }

    @Override
    public long[] match(Object listing) {
        return engine.match((Listing) listing);
    }
}
