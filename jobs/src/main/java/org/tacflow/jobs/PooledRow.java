package org.tacflow.jobs;

import org.apache.spark.sql.Row;
import org.tacflow.stats.MetaAnalysis;

/** The numbers of one pooled effect in its row of {@code meta_analyses}. */
final class PooledRow {
  private PooledRow() {}

  /**
   * A row.
   *
   * @param described what was pooled
   * @param method how the variance between studies was estimated
   * @param severitySign of the scale of correlations; 0 without a direction
   */
  static Row of(Cells described, String method, MetaAnalysis pooled, int severitySign) {
    Cells cells = described.copy();
    if (described.text("effect").equals("correlation")) {
      double r = Math.tanh(pooled.mean());
      cells
          .put("r", r)
          .put("r_low", Math.tanh(pooled.ciLow()))
          .put("r_high", Math.tanh(pooled.ciHigh()))
          .put("r_severity", severitySign == 0 ? null : (Double) (r * severitySign));
    }
    return cells
        .put("method", method)
        .put("mean", pooled.mean())
        .put("se", pooled.standardError())
        .put("ci_low", pooled.ciLow())
        .put("ci_high", pooled.ciHigh())
        .put("prediction_low", pooled.predictionLow())
        .put("prediction_high", pooled.predictionHigh())
        .put("p", pooled.p())
        .put("p_normal", pooled.normalP())
        .put("ci_low_normal", pooled.mean() - pooled.normalReach())
        .put("ci_high_normal", pooled.mean() + pooled.normalReach())
        .put("tau_squared", pooled.tauSquared())
        .put("q", pooled.q())
        .put("q_p", pooled.qP())
        .put("i_squared", pooled.iSquaredPercent())
        .put("family", cells.text("family") + "/" + method)
        .put("status", "ok")
        .row();
  }
}
