/** Tests of field encryption by Tink. */
@NullMarked
package dev.souk.tink;

import org.jspecify.annotations.NullMarked;
