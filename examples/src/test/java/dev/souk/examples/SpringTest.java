package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.InAppNotifier;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.PipelineHealth;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.testdb.PostgresExtension;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
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
            context.register(SoukConfiguration.class);
            context.refresh();
            souk = context.getBean(SoukPipeline.class);

            assertThat(souk.health().loops()).isNotEmpty().allMatch(PipelineHealth.Loop::running);

            SoukDatabase database = context.getBean(SoukDatabase.class);
            new TransactionTemplate(manager).executeWithoutResult(status -> {
                database.users().create(UserDraft.of("ada", "ada@example.org"));
                status.setRollbackOnly();
            });
            assertThat(database.users().byUsername("ada")).isEmpty();
        }
        assertThat(souk.health().loops()).noneMatch(PipelineHealth.Loop::running);
    }
}
