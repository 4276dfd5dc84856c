@NullMarked
package dev.souk.examples.quickstart;

import org.jspecify.annotations.NullMarked;
