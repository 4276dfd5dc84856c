package dev.souk.alerts;

/** A term that some alert speaks of. Its number is never given to another word. */
final class Word {

    final String text;
    final int number;
    final Postings postings = new Postings();

    /** Alerts that speak of it; the writer's. */
    int uses;

    Word(String text, int number) {
        this.text = text;
        this.number = number;
    }
}
