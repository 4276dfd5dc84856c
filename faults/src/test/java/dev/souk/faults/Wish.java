package dev.souk.faults;

/** An alert as the oracle knows it: a word, and the most that it may cost. */
record Wish(int number, String word, long maxPrice) {

    boolean grants(Wares wares) {
        return wares.word().equals(word) && wares.price() <= maxPrice;
    }
}
