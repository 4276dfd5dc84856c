package dev.souk.pipeline;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * Something that is done in batches.
 *
 * @param nothing what comes of it where there is nothing to do
 * @param plus adds up what came of two batches
 * @param work does it, and says after each batch, once that is committed, what came of it
 * @param tell tells the host's listener what came of it, and how long that took
 */
record Step<R>(R nothing, BinaryOperator<R> plus, Consumer<Consumer<R>> work, BiConsumer<R, Duration> tell) {}
