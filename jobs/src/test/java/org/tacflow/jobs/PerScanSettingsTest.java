package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

/** Settings found once per scan, and methods across models and regions, on two real scans. */
class PerScanSettingsTest {
  private static final String CONFIG =
      """
      participants: [cgyu]
      curves: {source: regional, weights: root-counts}
      blood: {source: input-function, delay: given, delay-minutes: 0.05}
      models:
        - {model: Logan, t-star: {auto: 0.03}}
        - {model: 2TCM, blood-volume: {region: WB, fitted: [0, 0.2]}}
        - {model: 2TCM, id: free, blood-volume: {fitted: [0, 0.2]}}
        - {model: 1TCM, id: one, blood-volume: {fitted: [0, 0.2]}}
        - {model: 2TCM, id: lost, blood-volume: {region: nowhere}}
        - {model: MRTM2, reference-region: CBL, k2prime: {region: THA}, t-star: all}
      sime: {vnd-grid: [0.6, 2.2, 0.4], regions: [FC, STR, THA], starts: 1}
      """;

  @TempDir private static Path out;
  private static PublishedTables tables;

  @BeforeAll
  static void runOnce() throws IOException {
    tables = Runs.run(CONFIG, out, Map.of("bids-dir", SharedData.path("data/pbr28").toString()));
    assertThat(tables.rows(Tables.REJECTED_SCANS, "true")).isEmpty();
  }

  private static Row setting(String scan, String model) {
    List<Row> rows =
        tables.rows(Tables.SCAN_SETTINGS, "scan = '" + scan + "' and model = '" + model + "'");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static List<String> scans() {
    return tables.rows(Tables.SCANS, "true").stream()
        .map(row -> row.<String>getAs("scan"))
        .toList();
  }

  // The definition: the earliest t* whose outcome, and that of every later one, stays within 3 %.
  @Test
  void tStarIsTheEarliestThatHoldsItsToleranceAndServesEveryCurve() {
    assertThat(scans()).hasSize(2);
    for (String scan : scans()) {
      Row found = setting(scan, "Logan");
      double[] minutes = Rows.doubles(found, "candidates");
      double[] outcomes =
          found.<Double>getList(found.fieldIndex("candidate_outcomes")).stream()
              .mapToDouble(outcome -> outcome == null ? Double.NaN : outcome)
              .toArray();
      int first = -1;
      for (int i = minutes.length - 1; i >= 0 && deviation(outcomes, i) <= 0.03; i--) {
        first = i;
      }
      assertThat(found.<Double>getAs("value")).isEqualTo(minutes[first]);
      assertThat(found.<Double>getAs("criterion"))
          .isCloseTo(deviation(outcomes, first), within(1e-12))
          .isLessThanOrEqualTo(0.03);
      // Neither the first frame nor the last resort of five frames.
      assertThat(first).isBetween(5, minutes.length - 2);
      for (Row fit :
          tables.rows(Tables.REGIONAL_FITS, "model = 'Logan' and scan = '" + scan + "'")) {
        assertThat(fit.<Integer>getAs("frames_used")).isEqualTo(found.getAs("n_frames"));
      }
    }
  }

  private static double deviation(double[] outcomes, int from) {
    double most = 0;
    for (int i = from; i < outcomes.length; i++) {
      most = Math.max(most, Math.abs(outcomes[i] / outcomes[from] - 1));
    }
    return most;
  }

  @Test
  void bloodVolumeAndReferenceRateComeFromTheirRegion() {
    for (String scan : scans()) {
      String of = " and scan = '" + scan + "'";
      Row whole = tables.rows(Tables.REGIONAL_FITS, "model = 'free' and region = 'WB'" + of).get(0);
      double volume = setting(scan, "2TCM").<Double>getAs("value");
      assertThat(volume).isEqualTo(whole.<Double>getAs("VB")).isBetween(0.005, 0.2);
      List<Row> inherited = tables.rows(Tables.REGIONAL_FITS, "model = '2TCM'" + of);
      assertThat(inherited).hasSize(6);
      inherited.forEach(fit -> assertThat(fit.<Double>getAs("VB")).isEqualTo(volume));
      double prime = setting(scan, "MRTM2").<Double>getAs("value");
      assertThat(prime).isBetween(0.01, 1.0);
      assertThat(tables.rows(Tables.REGIONAL_FITS, "model = 'MRTM2' and BPND is not null" + of))
          .hasSizeGreaterThan(4)
          .allMatch(
              fit ->
                  fit.isNullAt(fit.fieldIndex("k2prime")) || fit.<Double>getAs("k2prime") == prime);
    }
  }

  @Test
  void aSettingThatIsNotFoundLeavesNoFitAndSaysWhy() {
    for (String scan : scans()) {
      assertThat(setting(scan, "lost").<String>getAs("status")).isEqualTo("no such region");
    }
    assertThat(tables.rows(Tables.REGIONAL_FITS, "model = 'lost'"))
        .hasSize(12)
        .allMatch(fit -> "no_input".equals(fit.getAs("status")))
        .allMatch(fit -> fit.isNullAt(fit.fieldIndex("VT")));
  }

  // The textbook formulas, written here a second time with the weights of the table.
  @Test
  void modelsOfOneCurveShareTheirWeightsByAicc() {
    Map<String, double[]> weights = new HashMap<>();
    for (Row input : tables.rows(Tables.INPUT_FUNCTIONS, "true")) {
      weights.put(input.getAs("scan"), Rows.doubles(input, "weights"));
      assertThat(input.<Double>getAs("delay")).isEqualTo(0.05);
      assertThat(input.<String>getAs("delay_source")).isEqualTo("given");
    }
    Map<String, Double> sums = new HashMap<>();
    Map<String, Integer> spent = Map.of("2TCM", 4, "free", 5, "one", 3, "lost", 4);
    for (Row row : tables.rows(Tables.MODEL_WEIGHTS, "true")) {
      String model = row.getAs("model");
      assertThat(row.<Integer>getAs("n_parameters")).isEqualTo(spent.get(model));
      if (model.equals("lost")) {
        assertThat(row.isNullAt(row.fieldIndex("weight_aicc"))).isTrue();
        continue;
      }
      double[] w = weights.get(row.<String>getAs("scan"));
      double logs = 0;
      int n = 0;
      for (double one : w) {
        logs += one > 0 ? Math.log(one) : 0;
        n += one > 0 ? 1 : 0;
      }
      double p = spent.get(model) + 1;
      double rss = row.<Double>getAs("weighted_rss");
      double aicc =
          n * Math.log(2 * Math.PI * rss / n) + n - logs + 2 * p + 2 * p * (p + 1) / (n - p - 1);
      assertThat(row.<Double>getAs("aicc")).isCloseTo(aicc, within(1e-8));
      assertThat(row.<Integer>getAs("n_models")).isEqualTo(3);
      String curve = row.<String>getAs("scan") + row.<String>getAs("region");
      sums.merge(curve, row.<Double>getAs("weight_aicc"), Double::sum);
    }
    assertThat(sums).hasSize(12);
    sums.values().forEach(sum -> assertThat(sum).isCloseTo(1, within(1e-12)));
    // [11C]PBR28 needs two tissues: one alone never wins.
    assertThat(tables.rows(Tables.MODEL_WEIGHTS, "model = 'one' and delta_aicc < 2")).isEmpty();
  }

  @Test
  void theSharedVolumeGivesBindingPotentialsOfEveryVt() {
    for (Row row : tables.rows(Tables.SIME, "true")) {
      String of = "scan = '" + row.getAs("scan") + "'";
      assertThat(Rows.texts(row, "regions")).containsExactly("FC", "STR", "THA");
      boolean found = row.<String>getAs("status").equals("converged");
      List<Row> bound =
          tables.rows(
              Tables.REGIONAL_OUTCOMES, "outcome = 'BPND_SIME' and value is not null and " + of);
      if (!found) {
        assertThat(bound).isEmpty();
        continue;
      }
      double vnd = row.<Double>getAs("VND");
      assertThat(row.<Double>getAs("VND_se")).isPositive();
      assertThat(bound).hasSize(24);
      for (Row potential : bound) {
        Row vt =
            tables
                .rows(
                    Tables.REGIONAL_OUTCOMES,
                    "outcome = 'VT' and "
                        + of
                        + " and model = '"
                        + potential.getAs("model")
                        + "' and region = '"
                        + potential.getAs("region")
                        + "'")
                .get(0);
        assertThat(potential.<Double>getAs("value"))
            .isCloseTo(vt.<Double>getAs("value") / vnd - 1, within(1e-12));
      }
    }
    assertThat(tables.rows(Tables.SIME, "status = 'converged'")).isNotEmpty();
  }
}
