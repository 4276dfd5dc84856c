package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL is there and refuses for a while; hosts go on by themselves when it no longer does. */
class RefusingServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void hostsOutlastAServerThatOnlyReads() {
        try (Scene scene = new Scene(Chance.of("read-only server"))) {
            FaultyPostgres postgres = scene.postgres;
            refuse(
                    "read-only server",
                    scene,
                    "in a read-only transaction",
                    () -> postgres.set("default_transaction_read_only = on"),
                    postgres::resetSettings);
        }
    }

    @Test
    void hostsOutlastLocksThatOthersHoldForTooLong() throws SQLException {
        for (String limit : List.of("lock", "statement")) {
            String test = "tables locked, %s_timeout".formatted(limit);
            try (Scene scene = new Scene(Chance.of(test));
                    Connection holder = scene.tables.dataSource().getConnection()) {
                holder.setAutoCommit(false);
                refuse(
                        test,
                        scene,
                        "canceling statement due to %s timeout".formatted(limit),
                        () -> {
                            execute(holder, "LOCK TABLE souk.listing_changes IN ACCESS EXCLUSIVE MODE");
                            scene.postgres.set("%s_timeout = '300ms'".formatted(limit));
                        },
                        () -> {
                            scene.postgres.resetSettings();
                            holder.rollback();
                        });
            }
        }
    }

    /** Under load the server begins to refuse, which each host meets, and then takes everything again. */
    private static void refuse(String test, Scene scene, String refusal, Turn begin, Turn end) {
        scene.wish(30);
        scene.showMore(30);
        List<HostProcess> hosts = List.of(scene.start(scene.host("a")), scene.start(scene.host("b")));
        scene.awaitQuiet();
        int times = Chance.times("refusals", 1, 10);
        for (int time = 0; time < times; time++) {
            List<Integer> before =
                    hosts.stream().map(host -> host.log().length()).toList();
            try {
                take(begin);
                scene.showMore(150);
                Until.isTrue(
                        PATIENCE,
                        () -> "nothing says '%s': %s"
                                .formatted(refusal, hosts.get(0).log()),
                        () -> met(hosts, before, refusal));
            } finally {
                take(end);
            }
            scene.strokes.note();
            scene.awaitQuiet();
        }

        assertThat(hosts).allMatch(HostProcess::isAlive);
        // Each host may have sent what it could not record any more.
        scene.requireAllWell("%s, %d times".formatted(test, times), times * hosts.size() * Scene.IN_FLIGHT);
    }

    private static boolean met(List<HostProcess> hosts, List<Integer> before, String refusal) {
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.get(i).log().indexOf(refusal, before.get(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void take(Turn turn) {
        try {
            turn.take();
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not do what the test wants", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a server does. */
    private interface Turn {
        void take() throws SQLException;
    }
}
