package org.tacflow.jobs;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.stats.Bootstrap;
import org.tacflow.stats.BootstrapInterval;
import org.tacflow.stats.Correlation;
import org.tacflow.stats.Correlations;
import org.tacflow.stats.Covariates;

/**
 * Bootstrap intervals of correlations: people are drawn anew, within genotypes where these are
 * held.
 *
 * <p>Draws depend on family, region and scale only, never on the order of rows.
 */
final class CorrelationBootstrap {
  private CorrelationBootstrap() {}

  /** Fills the interval where resamples are asked for; pooled strata have none. */
  static void fill(
      Cells cells,
      String method,
      GenotypeAdjustment adjustment,
      Selection selection,
      int resamples,
      String scale) {
    if (resamples == 0 || adjustment == GenotypeAdjustment.STRATIFIED) {
      return;
    }
    boolean held = adjustment == GenotypeAdjustment.GENOTYPE;
    double[] x = selection.values();
    double[] y = selection.scoreValues();
    Covariates covariates =
        held
            ? selection.observations().covariates(selection.held().toArray(String[]::new))
            : Covariates.none();
    List<String> strata =
        held ? selection.genotypes() : Collections.nCopies(selection.n(), OutcomeCase.ALL);
    BootstrapInterval interval =
        Bootstrap.interval(
            rows -> r(method, adjustment, pick(x, rows), pick(y, rows), covariates.rows(rows)),
            strata,
            resamples,
            cells.text("family") + "/" + cells.text("region") + "/" + scale);
    cells
        .put("bootstrap_low", interval.acceleratedLow())
        .put("bootstrap_high", interval.acceleratedHigh());
  }

  private static double r(
      String method, GenotypeAdjustment adjustment, double[] x, double[] y, Covariates covariates) {
    Correlation correlation =
        Correlations.of(CorrelationNumbers.method(method, adjustment), x, y, covariates);
    return correlation.r();
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
