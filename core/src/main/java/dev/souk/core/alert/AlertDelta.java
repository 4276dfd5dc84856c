package dev.souk.core.alert;

import dev.souk.model.alert.Alert;
import java.util.List;

/**
 * What happened to the alerts since a horizon, or all of them. Applying it twice does no harm.
 *
 * @param changed as they are now; an alert that is switched off, or whose user is, is not active
 * @param deleted ids of those that are gone
 * @param problems those that cannot be read
 * @param complete whether every alert is in {@code changed} or {@code problems}, so that what is in neither is gone
 * @param next where the next read goes on
 */
public record AlertDelta(
        List<Alert> changed, List<Long> deleted, List<UnreadableAlert> problems, boolean complete, AlertHorizon next) {

    /** Copies the lists. */
    public AlertDelta {
        changed = List.copyOf(changed);
        deleted = List.copyOf(deleted);
        problems = List.copyOf(problems);
    }
}
