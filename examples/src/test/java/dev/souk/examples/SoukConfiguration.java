package dev.souk.examples;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.notify.Notifier;
import dev.souk.pipeline.PipelineBuilder;
import dev.souk.pipeline.SharedPace;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.spring.SpringTransactionRunner;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The beans of docs/spring.md. */
@Configuration(proxyBeanMethods = false)
class SoukConfiguration {

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
                .pacedBy(SharedPace.of(database))
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
