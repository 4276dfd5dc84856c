/**
 * How long lists are walked: by number or by cursor, newest first. {@link dev.souk.core.paging.NewestFirst} is the way
 * in for repositories, {@link dev.souk.core.paging.InvalidCursorException} what applications meet.
 */
@NullMarked
package dev.souk.core.paging;

import org.jspecify.annotations.NullMarked;
