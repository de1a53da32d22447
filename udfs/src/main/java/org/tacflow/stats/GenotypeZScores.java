package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Outcomes in standard deviations of the controls with the same genotype.
 *
 * <p>{@code z = (value - mean)/sd} with the sample standard deviation (n - 1) of the controls of
 * that genotype. Fewer than three controls, or controls without variance, leave NaN. Controls have
 * mean 0 by construction, so that group inference belongs to {@link GroupContrast}.
 *
 * @param values one per row, NaN where a value, a genotype or enough controls are missing
 * @param controls number of controls per genotype
 */
public record GenotypeZScores(double[] values, Map<String, Integer> controls) {
  private static final int FEWEST_CONTROLS = 3;

  /** Copies. */
  public GenotypeZScores {
    values = values.clone();
    controls = Map.copyOf(controls);
  }

  /** A copy. */
  @Override
  public double[] values() {
    return values.clone();
  }

  /**
   * The scores of a column.
   *
   * @param outcome numeric column, may be missing in some rows
   * @param genotype factor, may be missing in some rows
   * @param group factor that names the controls
   * @param controlLabel label of the controls in {@code group}
   */
  public static GenotypeZScores of(
      Observations rows, String outcome, String genotype, String group, String controlLabel) {
    double[] y = rows.numeric(outcome);
    List<String> genotypes = rows.factor(genotype);
    List<String> groups = rows.factor(group);
    double[] z = new double[y.length];
    Arrays.fill(z, Double.NaN);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String level : rows.levels(genotype)) {
      List<Double> reference = new ArrayList<>();
      for (int i = 0; i < y.length; i++) {
        boolean control = controlLabel.equals(groups.get(i)) && level.equals(genotypes.get(i));
        if (control && Double.isFinite(y[i])) {
          reference.add(y[i]);
        }
      }
      counts.put(level, reference.size());
      // Sorted, so that the sums do not depend on the order of rows.
      double[] sorted = reference.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      if (sorted.length < FEWEST_CONTROLS || Finite.constant(sorted)) {
        continue;
      }
      double mean = Finite.mean(sorted);
      double sd = Math.sqrt(Finite.variance(sorted));
      for (int i = 0; i < y.length; i++) {
        if (level.equals(genotypes.get(i)) && Double.isFinite(y[i])) {
          z[i] = (y[i] - mean) / sd;
        }
      }
    }
    return new GenotypeZScores(z, counts);
  }
}
