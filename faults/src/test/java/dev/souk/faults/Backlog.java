package dev.souk.faults;

import dev.souk.model.user.UserDraft;

/** Far more than hosts would find in the time of a test: copies of a notification that Souk has written. */
record Backlog(Scene scene) {

    /** A statement writes so many at most. */
    private static final int AT_ONCE = 100_000;

    /** The first number of an alert that is none, and whose user's address bears it. */
    static final int FIRST_HOLDER = 1_000_000;

    /** A notification and its delivery, as Souk writes them, to copy. */
    void tellOnce() {
        scene.wish(1);
        while (scene.oracle.expected().isEmpty()) {
            scene.showMore(1);
        }
        HostProcess host = scene.start(scene.host("first"));
        scene.awaitQuiet();
        host.kill();
        scene.market.forget(host.name());
    }

    /** More of the same, all due. */
    void queue(int number) {
        for (int from = 1; from <= number; from += AT_ONCE) {
            scene.tables.execute("""
                    WITH like_it AS (
                        INSERT INTO souk.notifications (user_id, event_key, type, title, content, data)
                        SELECT user_id, 'queued ' || number, type, title, content, data
                        FROM (SELECT * FROM souk.notifications ORDER BY id LIMIT 1) model, generate_series(%d, %d) number
                        RETURNING id)
                    INSERT INTO souk.notification_deliveries (notification_id, channel)
                    SELECT id, 'email' FROM like_it""".formatted(from, Math.min(number, from + AT_ONCE - 1)));
        }
    }

    /** Users for whom so many are held each, and due, which becomes a digest. */
    void hold(int users, int each) {
        int before = (int) scene.tables.number("SELECT count(*) FROM souk.users WHERE username LIKE 'held%'");
        for (int user = before; user < before + users; user++) {
            scene.database.users().create(UserDraft.of("held" + user, "a%d@b.example".formatted(FIRST_HOLDER + user)));
        }
        scene.tables.execute("""
                INSERT INTO souk.notifications
                    (user_id, event_key, type, title, content, data, held_until, held_channels)
                SELECT u.id, concat('held ', u.id, ' ', number), type, title, content,
                    jsonb_set(data, '{listingId}', to_jsonb(number)), clock_timestamp(), '{email}'
                FROM (SELECT * FROM souk.notifications ORDER BY id LIMIT 1) model, generate_series(1, %d) number,
                    souk.users u WHERE u.username LIKE 'held%%' AND substr(u.username, 5)::int >= %d""".formatted(each, before));
    }
}
