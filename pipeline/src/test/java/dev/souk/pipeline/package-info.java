@NullMarked
package dev.souk.pipeline;

import org.jspecify.annotations.NullMarked;
