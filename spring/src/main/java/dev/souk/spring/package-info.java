/**
 * Lets Souk's work join the transactions of a Spring application. {@link dev.souk.spring.SpringTransactionRunner} is the
 * way in.
 */
@NullMarked
package dev.souk.spring;

import org.jspecify.annotations.NullMarked;
