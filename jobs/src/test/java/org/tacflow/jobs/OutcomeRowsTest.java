package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.tacflow.tables.Tables;

/** Rows of one scan from outcomes written by hand; expected numbers by the formulas, by hand. */
class OutcomeRowsTest {
  private static final RegionId LABEL = new RegionId("cerebellum", false);
  private static final RegionId GROUP = new RegionId("cerebellum", true);
  private static final RegionId EMPTY = new RegionId("pons", false);
  private static final double EXACT = 1e-12;

  // Joined by name alone, each fit of such a pair once had both spreads, in two rows.
  @Test
  void aGroupThatBearsTheNameOfALabelHasASpreadOfItsOwn() {
    List<Row> rows =
        rows(
            scan(Double.NaN, Double.NaN),
            List.of(mean(LABEL, 4), mean(GROUP, 5)),
            List.of(
                new InputError.Spread(LABEL, "Logan", "VT", 0.25),
                new InputError.Spread(GROUP, "Logan", "VT", 0.5)));
    assertThat(rows).hasSize(4);
    assertThat(number(one(rows, LABEL, "VT", "mean_tac"), "value_sd_input")).isEqualTo(0.25);
    assertThat(number(one(rows, GROUP, "VT", "mean_tac"), "value_sd_input")).isEqualTo(0.5);
    assertThat(one(rows, GROUP, "VT", "mean_tac").<String>getAs("region")).isEqualTo("cerebellum");
  }

  @Test
  void aSpreadOverInputsBelongsToMeanCurvesOnly() {
    List<Row> rows =
        rows(
            scan(Double.NaN, Double.NaN),
            List.of(mean(LABEL, 4), voxels(LABEL, 4)),
            List.of(new InputError.Spread(LABEL, "Logan", "VT", 0.25)));
    assertThat(one(rows, LABEL, "VT", "voxels").isNullAt(field("value_sd_input"))).isTrue();
  }

  @Test
  void aRegionWithoutCurveHasARowWithTheReason() {
    List<Row> all = rows(scan(0.1, 1), List.of(), List.of());
    Row row = one(all, EMPTY, "VT", "mean_tac");
    assertThat(row.<String>getAs("status")).isEqualTo("missing_frame");
    assertThat(row.isNullAt(field("value"))).isTrue();
    // What follows from it says so as well.
    assertThat(one(all, EMPTY, "VTfP", "mean_tac").<String>getAs("status"))
        .isEqualTo("missing_frame");
  }

  // 10 % of the mean curve's value: 4.39 is not more than that from 4, 4.5 is.
  @Test
  void bothEstimatesAreMarkedWhereTheyDiffer() {
    List<Row> near = rows(scan(0.1, 1), List.of(mean(LABEL, 4), voxels(LABEL, 4.39)), List.of());
    List<Row> far = rows(scan(0.1, 1), List.of(mean(LABEL, 4), voxels(LABEL, 4.5)), List.of());
    for (String estimate : List.of("voxels", "mean_tac")) {
      assertThat(one(near, LABEL, "VT", estimate).<Boolean>getAs("estimates_differ")).isFalse();
      assertThat(one(far, LABEL, "VT", estimate).<Boolean>getAs("estimates_differ")).isTrue();
    }
    List<Row> alone = rows(scan(0.1, 1), List.of(mean(LABEL, 4)), List.of());
    assertThat(one(alone, LABEL, "VT", "mean_tac").isNullAt(field("estimates_differ"))).isTrue();
  }

  // VT 4 with error 0.3, spread 0.25, fP 0.1, VND 1 with error 0.4:
  // VT/fP 40 and 3; VT - VND = 3 with sqrt(0.09 + 0.16) = 0.5;
  // VT/VND - 1 = 3 with sqrt(0.09 + (4*0.4)^2) = 1.6278820596.
  @Test
  void volumesGiveVolumesOverTheFreeFractionAndBindingPotentials() {
    List<Row> rows =
        rows(
            scan(0.1, 1),
            List.of(mean(LABEL, 4)),
            List.of(new InputError.Spread(LABEL, "Logan", "VT", 0.25)));
    Row free = one(rows, LABEL, "VTfP", "mean_tac");
    assertThat(number(free, "value")).isCloseTo(40, within(EXACT));
    assertThat(number(free, "se")).isCloseTo(3, within(EXACT));
    assertThat(number(free, "value_sd_input")).isCloseTo(2.5, within(EXACT));
    Row difference = one(rows, LABEL, "BPP_SIME", "mean_tac");
    assertThat(number(difference, "value")).isCloseTo(3, within(EXACT));
    assertThat(number(difference, "se")).isCloseTo(0.5, within(EXACT));
    assertThat(number(difference, "value_sd_input")).isCloseTo(0.25, within(EXACT));
    Row ratio = one(rows, LABEL, "BPND_SIME", "mean_tac");
    assertThat(number(ratio, "value")).isCloseTo(3, within(EXACT));
    assertThat(number(ratio, "se")).isCloseTo(1.6278820596, within(1e-9));
    assertThat(ratio.<String>getAs("unit")).isEqualTo("1");
  }

  @Test
  void ofVoxelsLocationsAreShiftedAndSpreadsAreNot() {
    Outcome volume =
        Outcome.ofVoxels(LABEL, "Logan", "VT", "mL/cm3", new RegionStatistics(4.2, 0.7, 4), 10, 3);
    Row row = one(rows(scan(0.1, 1), List.of(volume), List.of()), LABEL, "BPP_SIME", "voxels");
    assertThat(number(row, "value")).isEqualTo(3);
    assertThat(number(row, "mean")).isCloseTo(3.2, within(EXACT));
    assertThat(number(row, "median")).isEqualTo(3);
    assertThat(number(row, "sd")).isEqualTo(0.7);
    assertThat(row.<Integer>getAs("n_voxels")).isEqualTo(10);
    assertThat(row.<Integer>getAs("n_failed")).isEqualTo(3);
    assertThat(row.isNullAt(field("se"))).isTrue();
  }

  @Test
  void outcomesOfUnknownModelsAndRegionsAreLeftOut() {
    Outcome otherModel = Outcome.ofMean(LABEL, "gone", "VT", "mL/cm3", 4, 0.3, "converged");
    Outcome otherRegion = mean(new RegionId("elsewhere", false), 4);
    List<Row> rows = rows(scan(0.1, 1), List.of(otherModel, otherRegion), List.of());
    assertThat(rows).allMatch(row -> row.<String>getAs("region").equals("pons"));
  }

  private static List<Row> rows(
      OutcomeScan scan, List<Outcome> fitted, List<InputError.Spread> spreads) {
    String yaml = "models:\n  - {model: Logan, t-star: {minutes: 30}}\n";
    OutcomeRows rows =
        new OutcomeRows(Configs.reader().parse("test", yaml, "", Map.of("bids-dir", "none")));
    return rows.of(scan, fitted, spreads).stream()
        .<Row>map(
            row ->
                new GenericRowWithSchema(
                    IntStream.range(0, row.length()).mapToObj(row::get).toArray(),
                    Tables.REGIONAL_OUTCOMES.schema()))
        .toList();
  }

  /** One label and one group of a name, and a region whose curve has a gap. */
  private static OutcomeScan scan(double freeFraction, double vnd) {
    return new OutcomeScan(
        "sub-1",
        "sub-1",
        null,
        "PBR28",
        "hash",
        freeFraction,
        vnd,
        0.4,
        new HashMap<>(),
        new ArrayList<>(
            List.of(
                new OutcomeScan.Region(LABEL, "dseg", 100, "ok"),
                new OutcomeScan.Region(GROUP, "dseg", 120, "ok"),
                new OutcomeScan.Region(EMPTY, "dseg", 30, "missing_frame"))));
  }

  private static Outcome mean(RegionId region, double volume) {
    return Outcome.ofMean(region, "Logan", "VT", "mL/cm3", volume, 0.3, "converged");
  }

  private static Outcome voxels(RegionId region, double median) {
    return Outcome.ofVoxels(
        region, "Logan", "VT", "mL/cm3", new RegionStatistics(median, 1, median), 10, 0);
  }

  private static Row one(List<Row> rows, RegionId region, String outcome, String estimate) {
    List<Row> found =
        rows.stream()
            .filter(row -> row.getAs("region").equals(region.name()))
            .filter(row -> row.<Boolean>getAs("is_group") == region.isGroup())
            .filter(row -> row.getAs("outcome").equals(outcome))
            .filter(row -> row.getAs("estimate").equals(estimate))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }

  private static int field(String column) {
    return Tables.REGIONAL_OUTCOMES.schema().fieldIndex(column);
  }
}
