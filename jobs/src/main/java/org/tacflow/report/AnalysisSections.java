package org.tacflow.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/** What a configuration asks for beyond correlations; a section stands where its tables do. */
final class AnalysisSections {
  private AnalysisSections() {}

  /** Adds the sections whose tables have rows. */
  static void add(Page page, CohortContent content) {
    if (any(content, Tables.MODEL_TERMS, Tables.META_ANALYSES)) {
      CohortTexts.section(page, "models", "Declared models and pooled effects");
      terms(page, content);
      pooled(page, content);
    }
    if (any(content, Tables.VOXELWISE_TESTS)) {
      CohortTexts.section(page, "voxelwise", "Voxelwise tests");
      voxelwise(page, content);
    }
    if (any(content, Tables.OCCUPANCY, Tables.SIME)) {
      CohortTexts.section(page, "occupancy", "Occupancy and non-displaceable volume");
      occupancy(page, content);
      volumes(page, content);
    }
    weights(page, content);
  }

  private static boolean any(CohortContent content, Table... tables) {
    return Stream.of(tables).anyMatch(table -> content.count(table) > 0);
  }

  private static void terms(Page page, CohortContent content) {
    new GridSpec("terms", "Terms of the declared models")
        .filter("analysis", "Analysis")
        .filter("disease", "Disease")
        .filter("scale", "Scale")
        .filter("model", "Model")
        .filter("outcome", "Outcome")
        .filter("estimate", "Estimate")
        .filter("region", "Region")
        .filter("term", "Term")
        .filter("test", "Test", "coefficient")
        .number("coefficient", "Coefficient")
        .number("ci_low", "from")
        .number("ci_high", "to")
        .number("odds_ratio", "Odds ratio")
        .probability("p", "p")
        .probability("p_adjusted", "Adjusted p")
        .number("n", "n")
        .text("formula", "Formula")
        .text("flags", "Flags")
        .filter("status", "Status")
        .addTo(
            page,
            content.rows(
                Tables.MODEL_TERMS,
                "analysis",
                "disease",
                "scale",
                "model",
                "outcome",
                "estimate",
                "region",
                "term"),
            "Models: none was declared.");
  }

  private static void pooled(Page page, CohortContent content) {
    if (content.count(Tables.META_ANALYSES) > 0) {
      page.body()
          .paragraph(
              "Pooled effects: intervals and p are those of Knapp and Hartung, which hold their"
                  + " level where studies are few; beside the interval of the mean, that of the"
                  + " effect in a new study.");
    }
    new GridSpec("pooled", "Effects pooled over sites or tracers")
        .filter("analysis", "Analysis")
        .filter("effect", "Effect")
        .filter("disease", "Disease")
        .text("scale", "Scale")
        .text("tracer", "Tracer")
        .filter("outcome", "Outcome")
        .filter("estimate", "Estimate")
        .filter("region", "Region")
        .filter("method", "Method", "reml")
        .number("studies", "Studies")
        .number("n", "n")
        .decimals("mean", "z or g")
        .decimals("ci_low", "from")
        .decimals("ci_high", "to")
        .decimals("prediction_low", "new study from")
        .decimals("prediction_high", "to")
        .decimals("r_severity", "r with severity")
        .probability("p", "p")
        .probability("p_adjusted", "Adjusted p")
        .number("i_squared", "I² (%)")
        .text("flags", "Flags")
        .text("status", "Status")
        .addTo(
            page,
            withStudiesFirst(
                content.rows(
                    Tables.META_ANALYSES, "analysis", "disease", "scale", "outcome", "region")),
            "Pooled effects: none was declared.");
  }

  /** What was pooled before what could not be: sorting is stable. */
  private static List<Row> withStudiesFirst(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(row -> row.isNullAt(row.fieldIndex("mean"))));
    return sorted;
  }

  private static void voxelwise(Page page, CohortContent content) {
    page.body()
        .paragraph(
            "Family-wise p by permutation, the smallest over the tested voxels; the maps of t, TFCE"
                + " and p lie in the folder named, in the output folder of the run.");
    new GridSpec("voxelwise-tests", "Tests made voxel by voxel")
        .text("test", "Test")
        .filter("tracer", "Tracer")
        .filter("model", "Model")
        .text("outcome", "Outcome")
        .filter("disease", "Disease")
        .text("scale", "Scale")
        .text("comparator", "Against")
        .number("n", "n")
        .number("voxels", "Voxels")
        .number("permutations", "Permutations")
        .decimals("largest_t", "Largest t")
        .probability("p_fwe_t", "p of t")
        .probability("p_fwe_tfce", "p of TFCE")
        .probability("p_fwe_mass", "p of a cluster's mass")
        .text("maps", "Maps")
        .text("status", "Status")
        .addTo(page, content.rows(Tables.VOXELWISE_TESTS, "test"), "None was asked for.");
  }

  private static void occupancy(Page page, CohortContent content) {
    new GridSpec("occupancies", "Occupancy of the target by a drug")
        .text("participant_id", "Person")
        .filter("tracer", "Tracer")
        .scan("baseline_scan", "Without the drug", content.pages())
        .scan("blocked_scan", "With the drug", content.pages())
        .filter("method", "Method")
        .filter("model", "Model")
        .filter("estimate", "Estimate")
        .text("region", "Region")
        .decimals("occupancy", "Occupancy")
        .decimals("occupancy_se", "se")
        .number("VND", "VND (mL/cm³)")
        .number("n_regions", "Regions")
        .text("flags", "Flags")
        .text("status", "Status")
        .addTo(
            page,
            content.rows(
                Tables.OCCUPANCY, "participant_id", "method", "model", "estimate", "region"),
            "Occupancy: no pair of scans without and with a drug.");
  }

  private static void volumes(Page page, CohortContent content) {
    new GridSpec("volumes", "Non-displaceable volume by simultaneous estimation")
        .scan("scan", "Scan", content.pages())
        .number("VND", "VND (mL/cm³)")
        .number("VND_se", "se")
        .number("n_regions", "Regions")
        .number("VB", "Blood volume")
        .filter("status", "Status")
        .addTo(
            page,
            content.rows(Tables.SIME, "scan"),
            "Non-displaceable volume: simultaneous estimation was not asked for.");
  }

  private static void weights(Page page, CohortContent content) {
    if (!any(content, Tables.MODEL_WEIGHTS)) {
      return;
    }
    List<Row> rows = sharedCurves(content);
    if (rows.isEmpty()) {
      // One model a curve has nothing beside it.
      return;
    }
    CohortTexts.section(page, "weights", "Which model describes the curves");
    page.body()
        .paragraph(
            "Of regional curves that several models fit: how often each is the best by AICc, and"
                + " the median of its Akaike weight.");
    new GridSpec("model-weights", "Models by region")
        .filter("region", "Region")
        .filter("model", "Model")
        .number("curves", "Curves")
        .number("best", "Best in")
        .decimals("weight", "Median weight")
        .number("delta", "Median ΔAICc")
        .addTo(page, rows, "None.");
  }

  private static List<Row> sharedCurves(CohortContent content) {
    return content
        .tables()
        .read(Tables.MODEL_WEIGHTS)
        .filter(col("n_models").gt(1))
        .groupBy("region", "model")
        .agg(
            count(lit(1)).as("curves"),
            sum(when(col("delta_aicc").equalTo(0), 1).otherwise(0)).as("best"),
            median(col("weight_aicc")).as("weight"),
            median(col("delta_aicc")).as("delta"))
        .orderBy("region", "model")
        .collectAsList();
  }
}
