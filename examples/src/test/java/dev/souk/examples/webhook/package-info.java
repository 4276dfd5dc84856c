@NullMarked
package dev.souk.examples.webhook;

import org.jspecify.annotations.NullMarked;
