package dev.souk.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What becomes of wares on the market. Nothing becomes of those of which something has yet to be told, so that each change
 * is an event, and none is told in the words of an earlier one: prices fall below all that there were, and each is sold
 * once, taken off the market once and back once.
 */
final class Trade {

    /** Of so many one is chosen: to ask what was told of all takes long in a night. */
    private static final int CHOICE = 200;

    /** What costs no more falls no further. */
    private static final long CHEAP = 20;

    private final FakeMarket market;
    private final Arrivals arrivals;
    private final Oracle oracle;
    private final Tables tables;
    private final Random random;
    private final Map<Integer, Life> shown = new HashMap<>();
    private int takenDown;
    private int vanished;

    Trade(FakeMarket market, Arrivals arrivals, Oracle oracle, Tables tables, Random random) {
        this.market = market;
        this.arrivals = arrivals;
        this.oracle = oracle;
        this.tables = tables;
        this.random = random;
    }

    /**
     * How much is to happen at once.
     *
     * @param falls of prices, by up to a third
     * @param removals every other one without a word, where the market's page shows everything
     * @param returns of what was sold or removed, for a little less or more than before
     */
    record Turn(int falls, int sales, int removals, int returns) {}

    /** Puts wares on the market. */
    void show(Wares wares) {
        shown.put(wares.number(), new Life(wares));
        oracle.shown(wares);
        market.show(wares);
    }

    /** How many wares were ever on the market. */
    int numberShown() {
        return shown.size();
    }

    /** How many are stored as the market shows them. */
    long storedAsShown() {
        Map<Integer, String> offers = tables.offers();
        return shown.values().stream().filter(life -> life.isStored(offers)).count();
    }

    /** In words: how the removals were to be seen. */
    String removals() {
        return "%d taken down, %d vanished".formatted(takenDown, vanished);
    }

    /** Lowers some prices a little, for tests in which nothing else happens. */
    void lowerPrices(int number) {
        Set<Tale> told = arrivals.told();
        List<Life> ready = shown.values().stream()
                .filter(Life::canFall)
                .filter(life -> oracle.isTold(life.number(), told))
                .limit(CHOICE)
                .toList();
        if (ready.isEmpty()) {
            return;
        }
        Set<Life> chosen = new HashSet<>();
        market.change(() -> {
            for (int i = 0; i < number; i++) {
                Life life = ready.get(random.nextInt(ready.size()));
                if (chosen.add(life)) {
                    fall(life, 10);
                }
            }
        });
    }

    /** Lets so much happen, or less where of too little everything was told; returns what it became. */
    List<Wares> happen(Turn turn) {
        Set<Tale> told = arrivals.told();
        Map<Integer, String> offers = tables.offers();
        Set<Integer> waiting = tables.listingsThatWait();
        List<Life> ready = new ArrayList<>(shown.values());
        // Matches of which nobody is told have to be there, too.
        ready.removeIf(life ->
                !life.isStored(offers) || waiting.contains(life.number()) || !oracle.isTold(life.number(), told));
        Collections.shuffle(ready, random);
        List<Life> chosen = new ArrayList<>();
        market.change(() -> {
            chosen.addAll(choose(turn.returns(), ready, Life::canReturn, this::bringBack));
            chosen.addAll(choose(turn.sales(), ready, Life::canBeSold, this::sell));
            chosen.addAll(choose(turn.removals(), ready, Life::canBeRemoved, this::remove));
            chosen.addAll(choose(turn.falls(), ready, Life::canFall, life -> fall(life, (int) life.now.price() / 3)));
        });
        return chosen.stream().map(life -> life.now).toList();
    }

    private static List<Life> choose(int number, List<Life> ready, Predicate<Life> can, Consumer<Life> happens) {
        List<Life> chosen = ready.stream().filter(can).limit(number).toList();
        ready.removeAll(chosen);
        chosen.forEach(happens);
        return chosen;
    }

    private void fall(Life life, int most) {
        market.show(life.become(life.now.at(life.lowest - 1 - random.nextInt(most))));
        oracle.repriced(life.now);
    }

    private void sell(Life life) {
        end(life, Wares.State.SOLD);
    }

    private void remove(Life life) {
        boolean vanishes = vanished <= takenDown && market.showsEverything();
        if (vanishes) {
            vanished++;
        } else {
            takenDown++;
        }
        end(life, vanishes ? Wares.State.VANISHED : Wares.State.REMOVED);
    }

    private void end(Life life, Wares.State how) {
        market.show(life.become(life.now.become(how)));
        oracle.ended(life.now);
    }

    private void bringBack(Life life) {
        boolean isSilent = life.now.state() == Wares.State.VANISHED;
        Wares back = life.now.become(isSilent ? Wares.State.SEEN_AGAIN : Wares.State.BACK);
        market.show(life.become(back.at(life.lowest - 10 + random.nextInt(40))));
        oracle.back(life.now);
    }

    /** Of one of the wares: how it stands, and how it stood. */
    private static final class Life {

        private final Set<Wares.State> states = EnumSet.noneOf(Wares.State.class);
        private Wares now;
        private long lowest;

        Life(Wares wares) {
            now = wares;
            lowest = wares.price();
        }

        int number() {
            return now.number();
        }

        Wares become(Wares next) {
            states.add(next.state());
            lowest = Math.min(lowest, next.price());
            now = next;
            return next;
        }

        boolean isStored(Map<Integer, String> offers) {
            return now.offer().equals(offers.get(number()));
        }

        boolean canFall() {
            return now.state().isOpen() && lowest > CHEAP;
        }

        boolean canBeSold() {
            return now.state().isOpen() && !states.contains(Wares.State.SOLD);
        }

        boolean canBeRemoved() {
            return now.state().isOpen()
                    && !states.contains(Wares.State.REMOVED)
                    && !states.contains(Wares.State.VANISHED);
        }

        boolean canReturn() {
            return !now.state().isOpen()
                    && lowest > CHEAP
                    && !states.contains(Wares.State.BACK)
                    && !states.contains(Wares.State.SEEN_AGAIN);
        }
    }
}
