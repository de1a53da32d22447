package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/**
 * Compartment models against kinfitr 0.9.1 (golden/pbr28), rows {@code start = best}.
 *
 * <p>In kinfitr's own forward scheme the cost must be reached in every row, the parameters where
 * the row has no flag. Exact convolution at mid-frame is compared to the tolerance that the golden
 * README measured between the two schemes.
 */
class CompartmentGoldenTest {

  @ParameterizedTest
  @CsvSource({
    "1TCM, onetcm, dWB_vB05_w",
    "1TCM, onetcm, dWB_vBfit_w",
    "1TCM, onetcm, d0_vB05_w",
    "1TCM, onetcm, d0_vBfit_w",
    "1TCM, onetcm, dWB_vB05_u",
    "2TCM, twotcm, dWB_vB05_w",
    "2TCM, twotcm, dWB_vBfit_w",
    "2TCM, twotcm, d0_vB05_w",
    "2TCM, twotcm, d0_vBfit_w",
    "2TCM, twotcm, dWB_vB05_u",
    "2TCM3k, twotcm_irr, dWB_vB05_w",
    "2TCM3k, twotcm_irr, dWB_vBfit_w",
    "2TCM1k, twotcm1k, dWB_vB05_w",
    "2TCM1k, twotcm1k, dWB_vBfit_w"
  })
  void kinfitrsCostIsReachedInItsOwnScheme(String model, String table, String setting) {
    List<String> worse = new ArrayList<>();
    double worst = 0;
    double worstError = 0;
    int sound = 0;
    List<CSVRecord> rows = rows(table, setting);
    for (CSVRecord row : rows) {
      CompartmentModel bound = model(model, boxed(setting));
      Pbr28Scan scan = Pbr28Scan.of(row);
      double shift = setting.startsWith("d0") ? 0 : scan.delay();
      Fit fit = Fit.of(bound);
      bound
          .reference(weights(scan, setting), KinfitrScheme.of(scan, shift))
          .fit(scan.regions().get(row.get("region")), fit);
      double excess = fit.weightedRss() / number(row, "wrss") - 1;
      if (!(excess <= 1e-4)) {
        worse.add(scan.id() + " " + row.get("region") + " " + excess + " " + row.get("flag"));
      } else if (row.get("flag").isEmpty()) {
        sound++;
        String outcome = table.equals("twotcm_irr") ? "Ki" : "Vt";
        worst = Math.max(worst, relative(fit.estimates()[0], number(row, outcome)));
        double error = fit.standardErrors()[0] / fit.estimates()[0];
        worstError = Math.max(worstError, relative(error, number(row, outcome + "_rse")));
      }
    }
    assertThat(rows).hasSize(84);
    assertThat(worse).isEmpty();
    assertThat(sound).isGreaterThan(30);
    assertThat(worst).isLessThan(1e-4);
    assertThat(worstError).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "1TCM, onetcm, MID_FRAME, 'Vt 0.003,K1 0.005'",
    "1TCM, onetcm, FRAME_MEAN, 'Vt 0.005,K1 0.007'",
    "2TCM, twotcm, MID_FRAME, 'Vt 0.01,K1 0.02,k2 0.1,k3 0.1,k4 0.1'",
    "2TCM, twotcm, FRAME_MEAN, 'Vt 0.012,K1 0.04,k2 0.2,k3 0.2,k4 0.2'"
  })
  void exactConvolutionStaysWithinTheDiscretisationOfKinfitr(
      String name, String table, Sampling sampling, String tolerances) {
    CompartmentModel model = model(name, boxed("dWB_vB05_w").withSampling(sampling));
    Fit fit = Fit.of(model);
    int compared = 0;
    for (CSVRecord row : rows(table, "dWB_vB05_w")) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      // The overlapping frames of one scan have a middle, but no extent to average over.
      if (!row.get("flag").isEmpty()
          || sampling == Sampling.FRAME_MEAN && scan.id().equals("sub-yfdn_ses-2")) {
        continue;
      }
      model
          .bind(scan.timing(), scan.weights(), scan.input().delayed(scan.delay()))
          .fit(scan.regions().get(row.get("region")), fit);
      for (String one : tolerances.split(",")) {
        String[] parts = one.split(" ");
        int p = Compartments.TWO_TISSUE.indexOf(parts[0].equals("Vt") ? "VT" : parts[0]);
        assertThat(relative(fit.estimates()[p], number(row, parts[0])))
            .as(scan.id() + " " + row.get("region") + " " + parts[0])
            .isLessThan(Double.parseDouble(parts[1]));
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(70);
  }

  private static double relative(double value, double expected) {
    return Math.abs(value / expected - 1);
  }

  private static List<CSVRecord> rows(String table, String setting) {
    return GoldenTable.csv("golden/pbr28/" + table + ".csv").stream()
        .filter(row -> row.get("setting").equals(setting))
        .filter(row -> row.get("start").equals("best"))
        .toList();
  }

  private static FrameWeights weights(Pbr28Scan scan, String setting) {
    return setting.endsWith("_u") ? FrameWeights.uniform(scan.timing().size()) : scan.weights();
  }

  private static CompartmentModel model(String name, ModelSettings settings) {
    return (CompartmentModel) ModelCatalogue.create(name, settings);
  }

  /** The bounds of kinfitr. */
  private static ModelSettings boxed(String setting) {
    Bounds rate = new Bounds(1e-4, 0.5);
    BloodVolume blood =
        setting.contains("vBfit") ? BloodVolume.fitted(0.01, 0.1) : BloodVolume.fixed(0.05);
    return ModelSettings.defaults()
        .withStarts(4)
        .withSampling(Sampling.MID_FRAME)
        .withBloodVolume(blood)
        .withBounds("K1", new Bounds(1e-4, 1))
        .withBounds("k2", rate)
        .withBounds("k3", rate)
        .withBounds("k4", rate)
        .withBounds("Kb", new Bounds(1e-4, 1));
  }
}
