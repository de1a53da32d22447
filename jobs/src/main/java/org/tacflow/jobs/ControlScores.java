package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tacflow.stats.GenotypeZScores;
import org.tacflow.stats.Observations;

/** Outcomes of a case in standard deviations of controls with the same genotype. */
final class ControlScores {
  private ControlScores() {}

  /**
   * The same scans with z scores as values; null where genotype, value or controls are missing.
   *
   * @param control diagnosis of the controls; each counts once, with the first scan that has a
   *     value
   * @param log whether the outcome enters as its logarithm
   */
  static OutcomeCase of(OutcomeCase one, String control, boolean log) {
    List<String> keys = new ArrayList<>();
    List<String> genotypes = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    double[] values = new double[one.scans().size()];
    Set<String> counted = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      CaseScan scan = one.scans().get(i);
      boolean usable = scan.value() != null && (!log || scan.value() > 0);
      values[i] = usable ? value(scan, log) : Double.NaN;
      boolean isControl =
          usable && control.equals(scan.disease()) && counted.add(scan.participant());
      keys.add(scan.scan());
      genotypes.add(scan.genotype());
      groups.add(isControl ? "control" : "other");
    }
    Observations rows =
        Observations.of(keys)
            .withNumeric("value", values)
            .withFactor("genotype", genotypes)
            .withFactor("group", groups);
    double[] z = GenotypeZScores.of(rows, "value", "genotype", "group", "control").values();
    List<CaseScan> scored = new ArrayList<>();
    for (int i = 0; i < z.length; i++) {
      scored.add(one.scans().get(i).withValue(Rows.orNull(z[i])));
    }
    return one.withScans(scored);
  }

  private static double value(CaseScan scan, boolean log) {
    return log ? Math.log(scan.value()) : scan.value();
  }
}
