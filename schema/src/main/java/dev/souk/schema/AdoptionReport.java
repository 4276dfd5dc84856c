package dev.souk.schema;

/**
 * What an adoption found. The counts tell beforehand which rows the migrations that follow will mend; an undo leaves
 * them mended.
 *
 * @param adopted false if the schema had its history already and there was nothing to do; the counts are 0 then
 * @param pricesWithoutCurrency prices that V4 gives the currency that the column declared, USD
 * @param impossiblePrices prices below zero or not a number, which V4 makes unknown
 * @param imagesOutOfPlace images that V5 gives another position, since two stood at one, or one was left out
 * @param currenciesInSmallLetters listings whose currency a later version writes in capitals
 */
public record AdoptionReport(
        boolean adopted,
        long pricesWithoutCurrency,
        long impossiblePrices,
        long imagesOutOfPlace,
        long currenciesInSmallLetters) {}
