@NullMarked
package dev.souk.examples;

import org.jspecify.annotations.NullMarked;
