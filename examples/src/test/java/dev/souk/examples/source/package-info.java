@NullMarked
package dev.souk.examples.source;

import org.jspecify.annotations.NullMarked;
