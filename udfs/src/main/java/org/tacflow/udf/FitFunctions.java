package org.tacflow.udf;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;

/** Registration of the fit functions of a run by name. */
public final class FitFunctions {
  private FitFunctions() {}

  /** The function of one entry, for use in a projection. */
  public static UserDefinedFunction of(ModelEntry entry, Broadcast<ScanContexts> contexts) {
    // Marked so that the optimiser does not copy the call into a filter behind it and fit twice.
    return functions
        .udf(new FitFunction(entry, contexts), FitSchema.of(entry.model()))
        .asNondeterministic();
  }

  /**
   * Registers {@code tacflow_<id>(scan, tac)} for every entry.
   *
   * <p>Example: {@code SELECT scan, fit.VT FROM (SELECT scan, tacflow_logan(scan, tac) AS fit FROM
   * voxel_tacs)}.
   */
  public static void register(
      SparkSession spark, List<ModelEntry> entries, Broadcast<ScanContexts> contexts) {
    for (ModelEntry entry : entries) {
      spark.udf().register(entry.functionName(), of(entry, contexts));
    }
  }
}
