package dev.souk.scraper.normalize;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a price text says.
 *
 * @param amount not negative, below 10<sup>15</sup>, at most four decimals; the first amount if there are several
 * @param sign the sign, code or word of money beside it; null if there is none
 */
public record PriceText(BigDecimal amount, @Nullable String sign) {}
