package org.tacflow.udf;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;

/** Registration of the fit functions of a run by name. */
public final class FitFunctions {
  private FitFunctions() {}

  /**
   * Registers {@code tacflow_<id>(scan, tac)} for every entry, and {@code tacflow_<id>_region} at
   * the finer resolution that mean curves of regions deserve.
   *
   * <p>Example: {@code SELECT scan, fit.VT FROM (SELECT scan, tacflow_logan(scan, tac) AS fit FROM
   * voxel_tacs)}.
   */
  public static void register(
      SparkSession spark, List<ModelEntry> entries, Broadcast<ScanContexts> contexts) {
    for (ModelEntry entry : entries) {
      for (Curves curves : Curves.values()) {
        // Marked so that the optimiser does not copy the call into a filter behind it and fit
        // twice.
        UserDefinedFunction function =
            functions
                .udf(new FitFunction(entry, contexts, curves), FitSchema.of(entry.model()))
                .asNondeterministic();
        boolean voxels = curves == Curves.VOXELS;
        spark.udf().register(voxels ? entry.functionName() : entry.regionFunctionName(), function);
      }
    }
  }
}
