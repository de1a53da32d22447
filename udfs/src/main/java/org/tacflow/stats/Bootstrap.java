package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resampling of people with replacement, within strata, from a text key.
 *
 * <p>BCa: {@code α1 = Φ(z0 + (z0 + z)/(1 - a (z0 + z)))} with z0 the normal quantile of the share
 * of replicates below the estimate (half of the equal ones) and a the skewness of the jackknife
 * values. Source: Efron 1987, doi:10.1080/01621459.1987.10478410.
 */
public final class Bootstrap {
  private static final int FEWEST_REPLICATES = 100;

  private Bootstrap() {}

  /** A number computed from some rows; NaN where it is not defined. */
  @FunctionalInterface
  public interface Statistic {
    /** The number for the given row indices, which may repeat. */
    double of(int[] rows);
  }

  /**
   * The 95 % intervals of a statistic.
   *
   * <p>Fewer than {@value #FEWEST_REPLICATES} defined replicates, or an undefined estimate, give a
   * reason. Rows must be in a stated order, such as that of {@link Observations#completeCases}.
   *
   * @param statistic function of row indices
   * @param strata one label per row; the size of each stratum is kept
   * @param replicates resamples to draw
   * @param key what the draws depend on
   */
  public static BootstrapInterval interval(
      Statistic statistic, List<String> strata, int replicates, String key) {
    int n = strata.size();
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    double estimate = statistic.of(all);
    double nan = Double.NaN;
    if (!Double.isFinite(estimate)) {
      return new BootstrapInterval(
          nan, nan, nan, nan, nan, nan, 0, 0, "the statistic is not defined");
    }
    double[] values = draw(statistic, strata, replicates, key);
    int undefined = replicates - values.length;
    if (values.length < FEWEST_REPLICATES) {
      String reason = values.length + " defined replicates (must be >= " + FEWEST_REPLICATES + ")";
      return new BootstrapInterval(
          estimate, nan, nan, nan, nan, nan, values.length, undefined, reason);
    }
    double below = 0;
    for (double value : values) {
      below += value < estimate ? 1 : 0;
      below += value == estimate ? 0.5 : 0;
    }
    double bias = Tails.quantileNormal(below / values.length);
    double acceleration = acceleration(statistic, n);
    return new BootstrapInterval(
        estimate,
        Math.sqrt(Finite.variance(values)),
        quantile(values, 0.025),
        quantile(values, 0.975),
        accelerated(values, bias, acceleration, 0.025),
        accelerated(values, bias, acceleration, 0.975),
        values.length,
        undefined,
        null);
  }

  /** Defined replicates, ascending. */
  private static double[] draw(
      Statistic statistic, List<String> strata, int replicates, String key) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < strata.size(); i++) {
      members.computeIfAbsent(strata.get(i), s -> new ArrayList<>()).add(i);
    }
    KeyedRandom random = new KeyedRandom(key);
    double[] values = new double[replicates];
    int defined = 0;
    int[] rows = new int[strata.size()];
    for (int b = 0; b < replicates; b++) {
      int at = 0;
      for (List<Integer> stratum : members.values()) {
        for (int i = 0; i < stratum.size(); i++) {
          rows[at++] = stratum.get(random.below(stratum.size()));
        }
      }
      double value = statistic.of(rows.clone());
      if (Double.isFinite(value)) {
        values[defined++] = value;
      }
    }
    double[] sorted = Arrays.copyOf(values, defined);
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * {@code Σ d³ / (6 (Σ d²)^1.5)} with d the mean minus each leave-one-out value; NaN if undefined.
   */
  private static double acceleration(Statistic statistic, int n) {
    double[] values = new double[n];
    for (int left = 0; left < n; left++) {
      int[] rows = new int[n - 1];
      for (int i = 0; i < n - 1; i++) {
        rows[i] = i < left ? i : i + 1;
      }
      values[left] = statistic.of(rows);
    }
    double mean = Finite.mean(values);
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      squares += Math.pow(mean - value, 2);
      cubes += Math.pow(mean - value, 3);
    }
    return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : Double.NaN;
  }

  private static double accelerated(
      double[] values, double bias, double acceleration, double probability) {
    double shifted = bias + Tails.quantileNormal(probability);
    double share = Tails.normalBelow(bias + shifted / (1 - acceleration * shifted));
    return Double.isNaN(share) ? Double.NaN : quantile(values, share);
  }

  /** Linear interpolation between order statistics at {@code share (n - 1)}. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int floor = (int) Math.min(sorted.length - 2, Math.floor(at));
    return sorted[floor] + (at - floor) * (sorted[floor + 1] - sorted[floor]);
  }
}
