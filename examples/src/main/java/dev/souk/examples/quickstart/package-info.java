/**
 * The main job from one command: a watch on a small local marketplace, from page to message.
 * {@link dev.souk.examples.quickstart.Quickstart} is the way in.
 */
@NullMarked
package dev.souk.examples.quickstart;

import org.jspecify.annotations.NullMarked;
