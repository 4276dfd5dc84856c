package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.InAppNotifier;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.PipelineBuilder;
import dev.souk.pipeline.PipelineHealth;
import dev.souk.pipeline.SharedPace;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.spring.SpringTransactionRunner;
import dev.souk.testdb.PostgresExtension;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

    @Configuration(proxyBeanMethods = false)
    static class SoukConfiguration {

        @Bean
        SoukDatabase soukDatabase(PlatformTransactionManager transactions, DataSource dataSource) {
            SchemaMigrator.over(dataSource).migrate(); // before the first use
            return SoukDatabase.builder(
                            SpringTransactionRunner.joining(transactions, dataSource), FieldProtection.plaintext())
                    .build();
        }

        @Bean
        HttpFetcher soukFetcher(SoukDatabase database) {
            return HttpFetcher.builder("mailto:ops@example.org")
                    .turnsFrom(SharedPace.of(database))
                    .build();
        }

        @Bean(initMethod = "start", destroyMethod = "close")
        SoukPipeline soukPipeline(SoukDatabase database, HttpFetcher fetcher, List<Notifier> notifiers) {
            PipelineBuilder souk =
                    SoukPipeline.builder(database).fetcher(fetcher).watchStored(Marketplaces.kleinanzeigen());
            notifiers.forEach(souk::notifier);
            return souk.build();
        }
    }
}
