package dev.souk.core.access;

import dev.souk.core.alert.AlertFeed;
import dev.souk.core.alert.UnreadableAlert;
import dev.souk.model.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/** All that the feed of alerts tells. */
final class HeardOfAlerts implements AlertFeed.Reader {

    final List<Object> all = new ArrayList<>();

    @Override
    public void changed(Alert alert) {
        all.add(alert);
    }

    @Override
    public void deleted(long id) {
        all.add(id);
    }

    @Override
    public void unreadable(UnreadableAlert alert) {
        all.add(alert);
    }
}
