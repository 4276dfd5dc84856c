/** Tests the words that every part of Souk shares. */
@NullMarked
package dev.souk.model.alert;

import org.jspecify.annotations.NullMarked;
