package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.text.TextQuery;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** An alert as it was written, in few bytes: as an engine keeps it, and as it stands in a snapshot. */
final class AlertCode {

    private static final int ACTIVE = 1;
    /** The settings are the default, and are left out. */
    private static final int USUAL_SETTINGS = 2;

    private AlertCode() {}

    static byte[] write(Alert alert) {
        ByteWriter out = new ByteWriter();
        boolean usual = alert.settings().equals(NotificationSettings.DEFAULT);
        out.number((alert.active() ? ACTIVE : 0) | (usual ? USUAL_SETTINGS : 0));
        out.number(alert.id());
        out.number(alert.userId());
        out.text(alert.name());
        out.text(alert.query().text());
        CriteriaCode.write(alert.criteria(), out);
        if (!usual) {
            settings(alert.settings(), out);
        }
        return out.toBytes();
    }

    private static void settings(NotificationSettings settings, ByteWriter out) {
        out.list(settings.channels(), out::text);
        out.text(settings.frequency().code());
        out.list(settings.events(), event -> out.text(event.code()));
    }

    static Alert read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int marks = in.small();
        long id = in.number();
        long userId = in.number();
        String name = in.text();
        TextQuery query = TextQuery.parse(in.text());
        return new Alert(
                id,
                userId,
                name,
                CriteriaCode.read(in),
                query,
                (marks & ACTIVE) != 0,
                (marks & USUAL_SETTINGS) != 0 ? NotificationSettings.DEFAULT : settings(in));
    }

    private static NotificationSettings settings(ByteReader in) {
        Set<String> channels = new HashSet<>(in.list(in::text));
        Frequency frequency = Frequency.ofCode(in.text()).orElseThrow();
        Set<AlertEvent> events =
                new HashSet<>(in.list(() -> AlertEvent.ofCode(in.text()).orElseThrow()));
        return new NotificationSettings(new TreeSet<>(channels), frequency, events);
    }
}
