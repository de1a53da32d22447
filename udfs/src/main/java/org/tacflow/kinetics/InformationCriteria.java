package org.tacflow.kinetics;

/**
 * How well models describe one curve for the parameters they spend.
 *
 * <pre>
 * AIC = n (ln 2π + 1 − ln n + ln wrss) − Σ ln w + 2 (p + 1)
 * AICc = AIC + 2 (p + 1)(p + 2)/(n − p − 2),   BIC = AIC + (ln n − 2)(p + 1)
 * </pre>
 *
 * over the n frames with weight, p fitted parameters and the variance. Only fits of the same curve
 * with the same weights compare. Sources: Akaike 1974, doi:10.1109/TAC.1974.1100705; Hurvich and
 * Tsai 1989, doi:10.1093/biomet/76.2.297; Schwarz 1978, doi:10.1214/aos/1176344136.
 *
 * @param aic Akaike's criterion
 * @param aicc the same corrected for few frames; infinite when {@code n ≤ p + 2}
 * @param bic Schwarz's criterion
 */
public record InformationCriteria(double aic, double aicc, double bic) {

  /**
   * The criteria of one fit.
   *
   * @param weightedRss sum of weight times squared residual, above 0
   * @param weights frame weights of the fit; those of 0 do not count
   * @param fitted number of fitted parameters
   */
  public static InformationCriteria of(double weightedRss, double[] weights, int fitted) {
    int n = 0;
    double logs = 0;
    for (double w : weights) {
      if (w > 0) {
        n++;
        logs += Math.log(w);
      }
    }
    int spent = fitted + 1;
    double aic =
        n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + Math.log(weightedRss)) - logs + 2.0 * spent;
    double rest = n - spent - 1.0;
    double correction = rest > 0 ? 2.0 * spent * (spent + 1) / rest : Double.POSITIVE_INFINITY;
    return new InformationCriteria(aic, aic + correction, aic + (Math.log(n) - 2) * spent);
  }

  /**
   * Akaike weights: the share of each model in {@code e^(−Δ/2)}, with Δ above the least criterion.
   *
   * @param criteria one criterion per model, AIC or AICc; NaN for a model without a fit gives 0
   */
  public static double[] akaikeWeights(double[] criteria) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : criteria) {
      least = value < least ? value : least;
    }
    double[] weights = new double[criteria.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Double.isNaN(criteria[i]) ? 0 : Math.exp(-0.5 * (criteria[i] - least));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = sum > 0 ? weights[i] / sum : 0;
    }
    return weights;
  }
}
