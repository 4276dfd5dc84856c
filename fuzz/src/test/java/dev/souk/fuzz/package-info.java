/**
 * Fuzz targets for what reads text from outside. In the build each runs on its seeds, in {@code
 * src/test/resources/.../<class>Inputs/<method>}; {@code JAZZER_FUZZ=1 mvn test -pl fuzz -am -Dtest=SourcesFuzzTest#facebook}
 * looks for more, and {@code .ci/fuzz} for an hour in all of them.
 */
@NullMarked
package dev.souk.fuzz;

import org.jspecify.annotations.NullMarked;
