/** Souk's work inside real Spring transactions. */
@NullMarked
package dev.souk.spring;

import org.jspecify.annotations.NullMarked;
