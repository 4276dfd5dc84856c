package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** PostgreSQL is there and refuses for a while; hosts go on by themselves when it no longer does. */
class RefusingServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int TIMES = Chance.times("refusals", 1, 10);

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
    void hostsOutlastAServerWithoutAConnectionToSpare() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try (Scene scene = new Scene(Chance.of("too many connections"))) {
            refuse(
                    "too many connections",
                    scene,
                    "too many clients",
                    () -> takeAll(scene, taken),
                    () -> takeBack(scene, taken),
                    () -> giveBack(taken));
        } finally {
            giveBack(taken);
        }
    }

    @Test
    void hostsOutlastLocksThatOthersHoldForTooLong() throws SQLException {
        try (Scene scene = new Scene(Chance.of("tables locked"));
                Connection holder = scene.tables.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            List<HostProcess> hosts = hosts(scene);
            for (String limit : List.of("lock", "statement")) {
                refuse(
                        scene,
                        hosts,
                        "canceling statement due to %s timeout".formatted(limit),
                        () -> {
                            execute(holder, "LOCK TABLE souk.listing_changes IN ACCESS EXCLUSIVE MODE");
                            scene.postgres.set("%s_timeout = '300ms'".formatted(limit));
                        },
                        () -> {},
                        () -> {
                            scene.postgres.resetSettings();
                            holder.rollback();
                        });
            }
            requireAllWell("tables locked, lock_timeout and statement_timeout", scene, hosts, 2);
        }
    }

    @Test
    void hostsOutlastADiskThatIsFull() throws SQLException {
        FaultyPostgres postgres = FaultyPostgres.shared();
        Optional<Tmpfs> mounted = Tmpfs.mount(postgres);
        if (mounted.isEmpty()) {
            System.out.println("disk full: did not run, this user may not mount a tmpfs");
        }
        Assumptions.assumeTrue(mounted.isPresent(), "a tmpfs is needed");
        try (Tmpfs disk = mounted.get();
                Scene scene = new Scene(Chance.of("disk full"), Tmpfs.TABLESPACE)) {
            refuse("disk full", scene, "No space left on device", disk::fill, disk::clear);
        }
    }

    @Bites
    void losesWhatComesAfterARefusalWhereALoopEndsAtAnError() {
        try (Scene scene = new Scene(Chance.of("read-only server, loops that end"))) {
            scene.wish(30);
            scene.showMore(10);
            HostProcess host = scene.start(scene.host("a").with(Bug.STOPS_AT_AN_ERROR));
            scene.awaitQuiet();
            scene.postgres.set("default_transaction_read_only = on");
            // Nothing of it is left that could tell of what is shown now.
            host.awaitLogged(PATIENCE, "match" + FlawedHost.STOPPED, "dispatch" + FlawedHost.STOPPED);
            scene.postgres.resetSettings();
            scene.showMore(10);

            Verdict verdict = scene.tell("read-only server, loops that end, 1 time");
            assertThat(host.isAlive()).isTrue();
            assertThat(verdict.lost()).isNotEmpty();
        } finally {
            FaultyPostgres.shared().resetSettings();
        }
    }

    private static void refuse(String test, Scene scene, String refusal, Turn begin, Turn end) {
        refuse(test, scene, refusal, begin, () -> {}, end);
    }

    private static void refuse(String test, Scene scene, String refusal, Turn begin, Turn goOn, Turn end) {
        List<HostProcess> hosts = hosts(scene);
        refuse(scene, hosts, refusal, begin, goOn, end);
        requireAllWell(test, scene, hosts, 1);
    }

    private static List<HostProcess> hosts(Scene scene) {
        scene.wish(30);
        scene.showMore(30);
        List<HostProcess> hosts = List.of(scene.start(scene.host("a")), scene.start(scene.host("b")));
        scene.awaitQuiet();
        return hosts;
    }

    /**
     * Under load the server begins to refuse, and goes on to until each host has met it; then it takes everything again.
     */
    private static void refuse(Scene scene, List<HostProcess> hosts, String refusal, Turn begin, Turn goOn, Turn end) {
        for (int time = 0; time < TIMES; time++) {
            List<Integer> before =
                    hosts.stream().map(host -> host.log().length()).toList();
            try {
                take(begin);
                scene.showMore(80);
                Until.isTrue(
                        PATIENCE,
                        () -> "not every host says '%s': %s"
                                .formatted(
                                        refusal,
                                        hosts.stream().map(HostProcess::log).toList()),
                        () -> {
                            take(goOn);
                            return met(hosts, before, refusal);
                        });
            } finally {
                take(end);
            }
            scene.strokes.note();
            scene.awaitQuiet();
        }
    }

    private static void requireAllWell(String test, Scene scene, List<HostProcess> hosts, int kinds) {
        assertThat(hosts).allMatch(HostProcess::isAlive);
        // Each host may have sent what it could not record any more.
        scene.requireAllWell("%s, %d times".formatted(test, TIMES), kinds * TIMES * hosts.size() * Scene.IN_FLIGHT);
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

    /** Takes what is free, and what the hosts had as soon as they have lost it, until they have none. */
    private static void takeAll(Scene scene, List<Connection> taken) throws SQLException {
        takeFree(scene, taken);
        Until.isTrue(PATIENCE, () -> "hosts still have connections", () -> takeBack(scene, taken) == 0);
    }

    /**
     * Again and again, for a host may be left with one: a connection that is being opened takes a place before
     * {@code pg_stat_activity} shows whose it is. A host can live on one, and never meets the refusal.
     *
     * @return how many the hosts had
     */
    private static int takeBack(Scene scene, List<Connection> taken) throws SQLException {
        int had = endThoseOfHosts(taken.get(0));
        takeFree(scene, taken);
        return had;
    }

    /** Returns how many there were. */
    private static int endThoseOfHosts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE application_name = '%s'".formatted(HostMain.APPLICATION))) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void takeFree(Scene scene, List<Connection> taken) throws SQLException {
        DataSource server = scene.postgres.dataSource();
        boolean free = true;
        while (free) {
            try {
                taken.add(server.getConnection());
            } catch (SQLException e) {
                if (!"53300".equals(e.getSQLState())) {
                    throw e;
                }
                free = false;
            }
        }
    }

    private static void giveBack(List<Connection> taken) throws SQLException {
        for (Connection connection : taken) {
            connection.close();
        }
        taken.clear();
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
