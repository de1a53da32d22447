package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** Models and measures without a table of their own, against curves of known truth. */
class MoreTruthTest {
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final FrameWeights WEIGHTS = FrameWeights.uniform(TIMING.size());
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();

  private static double[] tissue(double... rates) {
    double[] all = new double[6];
    System.arraycopy(rates, 0, all, 0, rates.length);
    return CompartmentTruth.plasmaCurve(TIMING, BLOOD, all);
  }

  @Test
  void modelsThatNeedTheReferenceRateSaySo() {
    assertThatThrownBy(() -> ModelCatalogue.create("MRTM2", ModelSettings.defaults()))
        .hasMessage("Invalid k2prime of MRTM2: NaN /min (must be > 0; set k2prime)");
    assertThatThrownBy(() -> ModelCatalogue.create("logan", ModelSettings.defaults()))
        .hasMessageStartingWith("Invalid model: logan (must be one of 1TCM, 2TCM");
  }

  @Test
  void lassenLineFindsOccupancyAndVolume() {
    double[] before = {2, 3, 4, 6, 8};
    double[] after = new double[before.length];
    for (int r = 0; r < before.length; r++) {
      after[r] = before[r] - 0.7 * (before[r] - 1.2);
    }
    LassenPlot plot = LassenPlot.of(before, after);
    assertThat(plot.occupancy()).isCloseTo(0.7, Offset.offset(1e-12));
    assertThat(plot.vnd()).isCloseTo(1.2, Offset.offset(1e-12));
    after[0] = Double.NaN;
    assertThat(LassenPlot.of(before, after).regions()).isEqualTo(4);
    assertThat(LassenPlot.of(new double[] {1, 2}, new double[] {1, 1}).occupancy()).isNaN();
    assertThatThrownBy(() -> LassenPlot.of(before, new double[2]))
        .hasMessage(
            "Invalid regions: 5 before and 2 after (must be as many of each, at least one)");
  }

  @Test
  void criteriaEqualThoseOfR() {
    int compared = 0;
    for (CSVRecord row : GoldenTable.csv("golden/pbr28/twotcm.csv")) {
      boolean fitted = row.get("setting").equals("dWB_vBfit_w");
      if (fitted || row.get("setting").equals("dWB_vB05_w")) {
        double wrss = GoldenTable.number(row, "wrss");
        double[] weights = Pbr28Scan.of(row).weights().toArray();
        InformationCriteria criteria = InformationCriteria.of(wrss, weights, fitted ? 5 : 4);
        // Ten digits are printed.
        assertThat(criteria.aic()).isCloseTo(GoldenTable.number(row, "aic"), Offset.offset(1e-6));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(336);
  }

  @Test
  void akaikeWeightsShareOutOne() {
    double[] weights = InformationCriteria.akaikeWeights(new double[] {10, 12, Double.NaN, 10});
    double sum = 2 + Math.exp(-1);
    assertThat(weights)
        .containsExactly(
            new double[] {1 / sum, Math.exp(-1) / sum, 0, 1 / sum}, Offset.offset(1e-15));
    InformationCriteria few = InformationCriteria.of(1, new double[] {1, 1, 1, 1}, 3);
    assertThat(few.aicc()).isInfinite();
    InformationCriteria many = InformationCriteria.of(2, new double[20], 3);
    assertThat(many.aic()).isNaN();
    InformationCriteria ten = InformationCriteria.of(2, WEIGHTS.toArray(), 3);
    // n = 38, p + 1 = 4: 2·4·5/33 and (ln 38 − 2)·4.
    assertThat(ten.aicc() - ten.aic()).isCloseTo(40.0 / 33, Offset.offset(1e-12));
    assertThat(ten.bic() - ten.aic()).isCloseTo(4 * Math.log(38) - 8, Offset.offset(1e-12));
  }

  @Test
  void tStarLiesWhereTheSlowCompartmentHasSettled() {
    double[] oneCompartment = tissue(0.12, 0.04);
    double[] slow = tissue(0.1, 0.1, 0.05, 0.03);
    TStarSearch early = search(oneCompartment);
    TStarSearch late = search(slow);
    assertThat(early.candidates()).hasSize(TIMING.size() - 4);
    // One compartment is a line from the start; two are not.
    assertThat(early.minutes()).isLessThan(10);
    assertThat(late.minutes()).isGreaterThan(early.minutes());
    assertThat(late.candidates().get(late.candidates().size() - 1).deviation()).isZero();
    assertThatThrownBy(
            () ->
                TStarSearch.of("Logan", ModelSettings.defaults(), TIMING, WEIGHTS, BLOOD, slow, 0))
        .hasMessage("Invalid tolerance of t*: 0.0 (must be > 0)");
  }

  private static TStarSearch search(double[] tac) {
    return TStarSearch.of("Logan", ModelSettings.defaults(), TIMING, WEIGHTS, BLOOD, tac, 0.05);
  }

  @Test
  void simultaneousEstimationFindsTheSharedVolume() {
    List<double[]> tacs =
        List.of(
            tissue(0.12, 0.12, 0.10, 0.05, 0.05),
            tissue(0.15, 0.15, 0.04, 0.05, 0.05),
            tissue(0.10, 0.10, 0.20, 0.05, 0.05));
    double[] grid = {0.6, 0.8, 1.0, 1.2, 1.4};
    SimeVnd sime =
        SimeVnd.of(ModelSettings.defaults().withStarts(4), TIMING, WEIGHTS, BLOOD, tacs, grid);
    assertThat(sime.vnd()).isEqualTo(1.0);
    assertThat(sime.costs()[2]).isLessThan(1e-3 * sime.costs()[1]);
    assertThatThrownBy(
            () -> SimeVnd.of(ModelSettings.defaults(), TIMING, WEIGHTS, BLOOD, List.of(), grid))
        .hasMessage(
            "Invalid simultaneous estimation: 0 regions and 5 grid points (must be at least one"
                + " of each)");
  }

  @Test
  void derivedMeasuresKeepTheirUnits() {
    // 0.03 mL/cm3/min at 5 mmol/L and a lumped constant of 0.65: 23 µmol/100 cm3/min.
    assertThat(DerivedMeasures.glucoseMetabolism(0.03, 5, 0.65))
        .isCloseTo(23.0769230769, Offset.offset(1e-9));
    assertThat(DerivedMeasures.bloodFlow(0.45, 0.9)).isCloseTo(50, Offset.offset(1e-12));
    assertThatThrownBy(() -> DerivedMeasures.glucoseMetabolism(0.03, 5, 0))
        .hasMessage("Invalid lumped constant: 0.0 (must be > 0)");
    assertThatThrownBy(() -> DerivedMeasures.glucoseMetabolism(0.03, -5, 0.65))
        .hasMessage("Invalid plasma glucose: -5.0 mmol/L (must be > 0)");
    assertThatThrownBy(() -> DerivedMeasures.bloodFlow(0.45, 1.1))
        .hasMessage("Invalid extraction: 1.1 (must be in (0, 1])");
  }
}
