package org.tacflow.numerics;

/**
 * A minimum of a weighted sum of squares inside a box.
 *
 * @param parameters the point, one value per parameter
 * @param weightedRss sum of weight times squared residual there
 * @param covariance {@code s² (JᵀWJ)⁻¹} over the parameters that no bound holds, with {@code s² =
 *     weightedRss/(points with weight − fitted parameters)}; 0 in rows of parameters that are fixed
 *     or held by a bound, NaN in rows of parameters that the curve does not determine
 * @param atLower bit {@code j} is set when fitted parameter {@code j} lies on its lower bound
 * @param atUpper bit {@code j} is set when fitted parameter {@code j} lies on its upper bound
 * @param converged whether the start that led here ended in a minimum
 * @param convergedStarts how many of the starts ended in a minimum
 */
public record LeastSquaresSolution(
    double[] parameters,
    double weightedRss,
    double[][] covariance,
    long atLower,
    long atUpper,
    boolean converged,
    int convergedStarts) {}
