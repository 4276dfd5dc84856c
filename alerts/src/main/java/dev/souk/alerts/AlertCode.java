package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.text.TextQuery;

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
            SettingsCode.write(alert.settings(), out);
        }
        return out.toBytes();
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
                (marks & USUAL_SETTINGS) != 0 ? NotificationSettings.DEFAULT : SettingsCode.read(in));
    }
}
