/** Tests of the mails that can be looked at. */
@NullMarked
package dev.souk.examples.mail;

import org.jspecify.annotations.NullMarked;
