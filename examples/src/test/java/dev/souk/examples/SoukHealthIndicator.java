package dev.souk.examples;

import dev.souk.pipeline.PipelineHealth;
import dev.souk.pipeline.SoukPipeline;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health of docs/spring.md. */
@Component
class SoukHealthIndicator implements HealthIndicator {

    private static final Duration LONGEST = Duration.ofSeconds(2); // less than the probe waits

    private final SoukPipeline souk;

    SoukHealthIndicator(SoukPipeline souk) {
        this.souk = souk;
    }

    @Override
    public Health health() {
        PipelineHealth now = souk.health(LONGEST);
        Health.Builder health = now.isHealthy() ? Health.up() : Health.down();
        now.queues().ifPresent(queues -> health.withDetail("queues", queues));
        now.problem().ifPresent(problem -> health.withDetail("database", problem));
        return health.withDetail("loops", now.loops())
                .withDetail("channels", now.channels())
                .build();
    }
}
