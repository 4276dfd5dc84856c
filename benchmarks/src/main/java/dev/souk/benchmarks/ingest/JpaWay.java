package dev.souk.benchmarks.ingest;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate as those who know it tune it: what is known is read by one query for each source, sequences give ids by the
 * thousand, statements go in ordered batches that the driver rewrites, children are read for all listings at once, and
 * every transaction has a session of its own.
 */
final class JpaWay implements IngestWay {

    private final SessionFactory sessions;
    private final boolean equalDuty;

    JpaWay(DataSource dataSource, int batch, boolean equalDuty) {
        this.equalDuty = equalDuty;
        System.setProperty("org.jboss.logging.provider", "slf4j");
        Configuration configuration = new Configuration()
                .addAnnotatedClass(JpaListing.class)
                .addAnnotatedClass(JpaAttribute.class)
                .addAnnotatedClass(JpaImage.class)
                .setProperty("hibernate.jdbc.batch_size", Integer.toString(batch))
                .setProperty("hibernate.order_inserts", "true")
                .setProperty("hibernate.order_updates", "true")
                .setProperty("hibernate.connection.provider_disables_autocommit", "false");
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        sessions = configuration.buildSessionFactory();
    }

    @Override
    public String name() {
        return "JPA (Hibernate)" + (equalDuty ? ", equal duty" : "");
    }

    @Override
    public void store(List<Listing> listings) {
        sessions.inTransaction(session -> {
            Map<ListingKey, JpaListing> known = known(session, listings);
            List<JpaListing> seen = new ArrayList<>();
            Set<JpaListing> written = new HashSet<>();
            for (Listing listing : listings) {
                @Nullable JpaListing row = known.get(listing.key());
                if (row == null) {
                    row = JpaListing.first(listing, equalDuty);
                    session.persist(row);
                    written.add(row);
                } else if (row.take(listing, equalDuty)) {
                    written.add(row);
                }
                seen.add(row);
            }
            if (equalDuty) {
                session.flush();
                session.doWork(connection -> Duties.after(connection, ids(seen), ids(written)));
            }
        });
    }

    private static Map<ListingKey, JpaListing> known(Session session, List<Listing> listings) {
        Map<ListingKey, JpaListing> known = new HashMap<>();
        Map<SourceId, List<Listing>> bySource = listings.stream()
                .collect(Collectors.groupingBy(listing -> listing.key().source()));
        bySource.forEach((source, ofSource) -> session.createQuery(
                        "from JpaListing where source = :source and externalId in :ids", JpaListing.class)
                .setParameter("source", source.value())
                .setParameterList(
                        "ids",
                        ofSource.stream()
                                .map(listing -> listing.key().externalId())
                                .toList())
                .getResultList()
                .forEach(row -> known.put(new ListingKey(source, row.externalId), row)));
        return known;
    }

    private static List<Long> ids(Collection<JpaListing> rows) {
        return rows.stream().map(row -> Objects.requireNonNull(row.id)).toList();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
