package org.tacflow.stats;

/**
 * The permutation test of one outcome within a family of outcomes.
 *
 * @param outcome name of the outcome column
 * @param r correlation, partial when there are covariates
 * @param p two-sided permutation p value of this outcome alone
 * @param pFamilyWise p value against the largest |r| of the family, family-wise error controlled
 * @param permutations permutations used, the observed order included
 * @param pMethod {@code EXACT} when all were enumerated, else {@code PERMUTATION}
 * @param reason why there is no number, null when there is
 */
public record PermutationResult(
    String outcome,
    double r,
    double p,
    double pFamilyWise,
    long permutations,
    PValueMethod pMethod,
    String reason) {}
