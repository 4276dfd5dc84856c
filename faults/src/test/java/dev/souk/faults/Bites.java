package dev.souk.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A test of a host with a mistake that is easily made, which shows that what the others of its class hold against a host
 * would find it. Without these, by {@code -DexcludedGroups=bites}, it is the cases T1 to T19 alone that run.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("bites")
@interface Bites {}
