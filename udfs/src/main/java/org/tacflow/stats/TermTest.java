package org.tacflow.stats;

/**
 * The F test of one term of a linear model.
 *
 * @param term as given, for example {@code group:genotype}
 * @param df degrees of freedom of the term
 * @param errorDf residual degrees of freedom of the full model
 * @param f mean square of the term over the residual mean square
 * @param p upper tail of F
 * @param reason why there is no test, null when there is
 */
public record TermTest(String term, int df, int errorDf, double f, double p, String reason) {}
