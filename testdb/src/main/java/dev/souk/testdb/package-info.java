/**
 * A real PostgreSQL for tests and builds: an embedded server from Maven artifacts, or a container where that is asked
 * for. {@link dev.souk.testdb.PostgresExtension} is the way in for JUnit, {@link dev.souk.testdb.TestPostgres} for the rest;
 * {@link dev.souk.testdb.TestRedis} is a Redis where one is installed.
 */
@NullMarked
package dev.souk.testdb;

import org.jspecify.annotations.NullMarked;
