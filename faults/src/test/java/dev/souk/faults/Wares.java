package dev.souk.faults;

/** A listing as the market shows it: its number, what it is, and whole euros. */
record Wares(int number, String word, long price) {

    String title() {
        return word + " n" + number;
    }

    Wares at(long newPrice) {
        return new Wares(number, word, newPrice);
    }

    /** As a line of the market's page. */
    String line() {
        return number + "\t" + title() + "\t" + price;
    }
}
