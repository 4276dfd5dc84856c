/** Tests of passwords and logins. */
@NullMarked
package dev.souk.accounts;

import org.jspecify.annotations.NullMarked;
