/** Proves that the stand-ins behave. {@link dev.souk.testkit.RecordingNotifierTest} is the way in. */
@NullMarked
package dev.souk.testkit;

import org.jspecify.annotations.NullMarked;
