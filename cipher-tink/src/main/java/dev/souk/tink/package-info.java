/** Field encryption by Google Tink, for applications whose keys are Tink keysets. {@link dev.souk.tink.TinkKeys} is the way in. */
@NullMarked
package dev.souk.tink;

import org.jspecify.annotations.NullMarked;
