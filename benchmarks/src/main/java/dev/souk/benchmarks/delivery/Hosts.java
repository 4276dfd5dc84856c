package dev.souk.benchmarks.delivery;

import java.util.ArrayList;
import java.util.List;

/** Several hosts, each a process with its own connections and its own alerts in memory. */
final class Hosts implements AutoCloseable {

    private final List<HostProcess> hosts = new ArrayList<>();

    Hosts(int count, Town town, Hooks hooks, Mails mails) {
        for (int i = 0; i < count; i++) {
            hosts.add(HostProcess.start(town, hooks, mails));
        }
        for (HostProcess host : hosts) {
            // Who has matched once has all alerts in memory.
            town.list(town.makeListings(1));
            host.tell(HostMain.Task.MATCH);
            host.answer();
        }
        together(HostMain.Task.DISPATCH);
    }

    int count() {
        return hosts.size();
    }

    /** All of them at once; what each did, in sum. */
    int together(HostMain.Task task) {
        hosts.forEach(host -> host.tell(task));
        return hosts.stream().mapToInt(HostProcess::answer).sum();
    }

    @Override
    public void close() {
        hosts.forEach(HostProcess::close);
    }
}
