package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.InAppNotifier;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.PipelineHealth;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.testdb.PostgresExtension;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans of docs/spring.md, in a context of Spring's. */
@ExtendWith(PostgresExtension.class)
class SpringTest {

    @Test
    void thePipelineRunsAsLongAsTheContextAndCallsJoinItsTransactions(DataSource dataSource) {
        SoukPipeline souk;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            PlatformTransactionManager manager = new DataSourceTransactionManager(dataSource);
            context.registerBean(DataSource.class, () -> dataSource, bean -> bean.setDestroyMethodName(""));
            context.registerBean(PlatformTransactionManager.class, () -> manager);
            context.registerBean(Notifier.class, InAppNotifier::new);
            context.register(SoukConfiguration.class, SoukHealthIndicator.class);
            context.refresh();
            souk = context.getBean(SoukPipeline.class);

            assertThat(souk.loops()).isNotEmpty().allMatch(PipelineHealth.Loop::running);
            Health health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsOnlyKeys("queues", "loops", "channels");

            SoukDatabase database = context.getBean(SoukDatabase.class);
            new TransactionTemplate(manager).executeWithoutResult(status -> {
                database.users().create(UserDraft.of("ada", "ada@example.org"));
                status.setRollbackOnly();
            });
            assertThat(database.users().byUsername("ada")).isEmpty();
        }
        assertThat(souk.loops()).noneMatch(PipelineHealth.Loop::running);
    }

    @Test
    void whileTheDatabaseIsAwayTheIndicatorIsDownAndTellsOfLoopsAndChannels() {
        DataSource away = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/souk");
        try (SoukPipeline souk = SoukPipeline.builder(SoukDatabase.over(away, FieldProtection.plaintext()))
                .notifier(new InAppNotifier())
                .build()) {
            Health health = new SoukHealthIndicator(souk).health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsOnlyKeys("database", "loops", "channels");
        }
    }
}
