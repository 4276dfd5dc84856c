package dev.souk.benchmarks.delivery;

import dev.souk.pipeline.SoukPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Several hosts, each with its own connections and its own alerts in memory, warm. */
final class Hosts implements AutoCloseable {

    private static final int CONNECTIONS = 6;

    private final List<SoukPipeline> pipelines = new ArrayList<>();
    private final ExecutorService threads;

    Hosts(int count, Town town, Hooks hooks) {
        threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            SoukPipeline pipeline = SoukPipeline.builder(town.newHost(CONNECTIONS))
                    .notifier(hooks.notifier())
                    .build();
            pipelines.add(pipeline);
            // Who has matched once has all alerts in memory.
            town.list(town.makeListings(1));
            pipeline.match();
        }
        pipelines.forEach(SoukPipeline::dispatch);
    }

    /** All of them at once; what each gave, in sum. */
    int together(ToIntFunction<SoukPipeline> work) {
        List<CompletableFuture<Integer>> running = pipelines.stream()
                .map(pipeline -> CompletableFuture.supplyAsync(() -> work.applyAsInt(pipeline), threads))
                .toList();
        return running.stream().mapToInt(CompletableFuture::join).sum();
    }

    /** In the background, until closed. */
    void start() {
        pipelines.forEach(SoukPipeline::start);
    }

    @Override
    public void close() {
        pipelines.forEach(SoukPipeline::close);
        threads.shutdown();
    }
}
