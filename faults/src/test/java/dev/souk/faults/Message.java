package dev.souk.faults;

import java.util.List;

/** What came to a user, by whatever way. */
interface Message {

    /** The host that sent it. */
    String host();

    /** The same in each repeat. */
    String id();

    /** Whether it gathers several. */
    boolean isDigest();

    /** Of how many it gives the number alone. */
    int hidden();

    /** What it tells; a digest that told something twice would have it twice. */
    List<Tale> tales();
}
