/**
 * How work reaches the database and in whose transaction. {@link dev.souk.core.transaction.TransactionRunner} is the way
 * in for applications; {@link dev.souk.core.transaction.Transactions} is what the repositories use.
 */
@NullMarked
package dev.souk.core.transaction;

import org.jspecify.annotations.NullMarked;
