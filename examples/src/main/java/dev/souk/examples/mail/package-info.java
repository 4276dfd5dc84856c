/** What mails look like. {@link dev.souk.examples.mail.MailPreview} is the way in. */
@NullMarked
package dev.souk.examples.mail;

import org.jspecify.annotations.NullMarked;
