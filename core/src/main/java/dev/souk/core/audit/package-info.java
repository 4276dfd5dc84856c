/** Who changed which account, token or alert. {@link dev.souk.core.audit.AuditLog} is the way in. */
@NullMarked
package dev.souk.core.audit;

import org.jspecify.annotations.NullMarked;
