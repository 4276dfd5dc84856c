package dev.souk.spring;

import org.jooq.Transaction;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** What Spring Boot gives a {@code DSLContext}: jOOQ's transactions are Spring's, nested in what is open. */
record SpringTransactionsOfJooq(PlatformTransactionManager manager) implements TransactionProvider {

    private record Open(TransactionStatus status) implements Transaction {}

    @Override
    public void begin(TransactionContext context) {
        context.transaction(new Open(
                manager.getTransaction(new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED))));
    }

    @Override
    public void commit(TransactionContext context) {
        manager.commit(((Open) context.transaction()).status());
    }

    @Override
    public void rollback(TransactionContext context) {
        manager.rollback(((Open) context.transaction()).status());
    }
}
