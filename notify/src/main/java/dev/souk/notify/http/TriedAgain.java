package dev.souk.notify.http;

import dev.souk.notify.DeliveryResult;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What it comes to where several addresses of a user did not take a message, each for a reason of its own. */
final class TriedAgain {

    private TriedAgain() {}

    /**
     * As long as one of them rests or was not tried, no attempt is spent: those that another costs would end the message
     * before the one has seen it. The other is tried again all the same, more and more seldom.
     *
     * @param all at least one
     * @param taken marks of the addresses that took it
     */
    static DeliveryResult.TryAgain together(Collection<DeliveryResult.TryAgain> all, Set<String> taken) {
        List<DeliveryResult.TryAgain> spared =
                all.stream().filter(again -> again.rests() || !again.tried()).toList();
        boolean allSpared = spared.size() == all.size();
        return new DeliveryResult.TryAgain(
                all.stream().map(DeliveryResult.TryAgain::reason).distinct().collect(Collectors.joining("; ")),
                allSpared ? soonest(spared) : null,
                spared.isEmpty() || (allSpared && spared.stream().anyMatch(DeliveryResult.TryAgain::tried)),
                taken,
                spared.isEmpty() && all.stream().allMatch(DeliveryResult.TryAgain::ofRecipient),
                spared.stream().anyMatch(DeliveryResult.TryAgain::rests));
    }

    /** Null if one of them does not say, and so left to the dispatcher. */
    private static @Nullable Duration soonest(List<DeliveryResult.TryAgain> spared) {
        boolean allSay = spared.stream().allMatch(again -> again.after() != null);
        return allSay
                ? spared.stream()
                        .map(again -> Objects.requireNonNull(again.after()))
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                : null;
    }
}
