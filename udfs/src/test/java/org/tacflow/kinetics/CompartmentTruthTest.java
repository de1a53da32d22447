package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;

/**
 * Noise-free curves from a Runge-Kutta integration of the equations give the parameters back.
 *
 * <p>Truths cover fast and slow tissue; the integration is accurate to 1e-9, so 0.1 % asks the
 * model to be right, not the integration.
 */
class CompartmentTruthTest {
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final FrameWeights WEIGHTS = FrameWeights.uniform(TIMING.size());
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();

  @ParameterizedTest
  @CsvSource({
    "1TCM, 0.12, 0.05, 0, 0, 0.05, 0",
    "1TCM, 0.40, 0.80, 0, 0, 0.02, 0",
    "2TCM, 0.12, 0.12, 0.10, 0.05, 0.05, 0",
    "2TCM, 0.08, 0.05, 0.03, 0.02, 0.03, 0",
    "2TCM, 0.25, 0.40, 0.15, 0.08, 0.08, 0",
    "2TCM3k, 0.10, 0.15, 0.06, 0, 0.04, 0",
    "2TCM1k, 0.12, 0.16, 0.09, 0.055, 0.05, 0.2"
  })
  void compartmentModelsRecoverTheirRates(
      String name,
      double influx,
      double k2,
      double k3,
      double k4,
      double bloodVolume,
      double vessel) {
    double[] rates = {influx, k2, k3, k4, bloodVolume, vessel};
    Map<String, Double> truth =
        Map.of(
            "K1",
            influx,
            "k2",
            k2,
            "k3",
            k3,
            "k4",
            k4,
            "VB",
            bloodVolume,
            "Kb",
            vessel,
            "VT",
            influx / k2 * (1 + (k4 > 0 ? k3 / k4 : 0)),
            "VND",
            influx / k2,
            "BPND",
            k4 > 0 ? k3 / k4 : 0,
            "Ki",
            influx * k3 / (k2 + k3));
    KineticModel<?> model = ModelCatalogue.create(name, ModelSettings.defaults());
    Fit fit = Fit.of(model);
    ((CompartmentModel) model)
        .bind(TIMING, WEIGHTS, BLOOD)
        .fit(CompartmentTruth.plasmaCurve(TIMING, BLOOD, rates), fit);
    assertThat(fit.status()).isEqualTo(Status.CONVERGED);
    for (int p = 0; p < model.parameters().size(); p++) {
      double expected = truth.get(model.parameters().get(p).name());
      assertThat(fit.estimates()[p] / expected)
          .as(model.parameters().get(p).name())
          .isBetween(0.999, 1.001);
    }
  }

  @Test
  void aBoxOfRatesGivesTheSameAnswerWhereTheTruthLiesInside() {
    ModelSettings boxed =
        ModelSettings.defaults()
            .withBounds("k2", new Bounds(1e-4, 0.5))
            .withBounds("k3", new Bounds(1e-4, 0.5))
            .withBounds("k4", new Bounds(1e-4, 0.5));
    double[] tac =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.12, 0.12, 0.10, 0.05, 0.05, 0});
    Fit fit = new Fit(8);
    new CompartmentModel("2TCM", Compartments.TWO_TISSUE, boxed)
        .bind(TIMING, WEIGHTS, BLOOD)
        .fit(tac, fit);
    assertThat(fit.status()).isEqualTo(Status.CONVERGED);
    assertThat(fit.estimates()[0]).isBetween(2.997, 3.003);
    assertThat(fit.estimates()[3]).isBetween(0.0999, 0.1001);
  }

  @Test
  void aRateOutsideItsBoxEndsOnTheBoundByName() {
    ModelSettings boxed = ModelSettings.defaults().withBounds("k3", new Bounds(1e-4, 0.05));
    double[] tac =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.12, 0.12, 0.10, 0.05, 0.05, 0});
    CompartmentModel model = new CompartmentModel("2TCM", Compartments.TWO_TISSUE, boxed);
    Fit fit = Fit.of(model);
    model.bind(TIMING, WEIGHTS, BLOOD).fit(tac, fit);
    int k3 = model.parameters().indexOf(Estimates.K3);
    assertThat(fit.status()).isEqualTo(Status.AT_BOUND);
    assertThat(fit.boundsHit()).isEqualTo(1L << k3);
    assertThat(fit.estimates()[k3]).isEqualTo(0.05);
    assertThat(fit.standardErrors()[k3]).isNaN();
  }

  @Test
  void slowWashoutEndsOnTheLeastRateAndNamesIt() {
    double[] tac =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.1, 0.1, 0.001, 0.05, 0});
    CompartmentModel model =
        new CompartmentModel("2TCM", Compartments.TWO_TISSUE, ModelSettings.defaults());
    Fit fit = Fit.of(model);
    model.bind(TIMING, WEIGHTS, BLOOD).fit(tac, fit);
    assertThat(fit.status()).isEqualTo(Status.AT_BOUND);
    assertThat(fit.boundsHit()).isEqualTo(1L << model.parameters().indexOf(Estimates.K4));
    TwoTissueRates rates =
        new TwoTissueRates(
            fit.estimates()[1], fit.estimates()[2], fit.estimates()[3], fit.estimates()[4]);
    assertThat(rates.theta2()).isBetween(0.004 - 1e-9, 0.004 + 1e-9);
  }

  @Test
  void oneCompartmentSeenByTwoHasNoBindingAndTheRightVolume() {
    double[] tac =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.12, 0.05, 0, 0, 0.05, 0});
    CompartmentModel model =
        new CompartmentModel("2TCM", Compartments.TWO_TISSUE, ModelSettings.defaults());
    Fit fit = Fit.of(model);
    model.bind(TIMING, WEIGHTS, BLOOD).fit(tac, fit);
    assertThat(fit.status().hasNumbers()).isTrue();
    assertThat(fit.estimates()[0]).isBetween(2.3976, 2.4024);
  }

  @Test
  void theReferenceItselfHasNoEffluxToFind() {
    // At BPND 0 and R1 1 every k2 gives the reference curve: a status, and no number beside it.
    double[] reference =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.1, 0, 0, 0, 0});
    Fit fit = new Fit(4);
    new SrtmModel(ModelSettings.defaults())
        .bind(TIMING, WEIGHTS, ReferenceInput.of("reference", reference))
        .fit(reference, fit);
    assertThat(fit.status()).isEqualTo(Status.SINGULAR);
    assertThat(fit.estimates()).containsOnly(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 1.2, 0.12", "1.5, 1.1, 0.1", "0.3, 0.8, 0.06"})
  void srtmRecoversBindingRatioAndEfflux(String truth) {
    double[] parameters =
        List.of(truth.split(", ")).stream().mapToDouble(Double::parseDouble).toArray();
    // The model sees the reference through its frames: the truth is driven by that same line.
    double[] reference =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.1, 0, 0, 0, 0});
    double[] tac =
        CompartmentTruth.referenceCurve(TIMING, FrameIntegral.line(TIMING, reference), parameters);
    double[] seen =
        CompartmentTruth.referenceCurve(
            TIMING, FrameIntegral.line(TIMING, reference), new double[] {0, 1, 0.1});
    for (int f = 0; f < tac.length; f++) {
      // R1 multiplies the measured reference frames, not the means of the line through them.
      tac[f] += parameters[1] * (reference[f] - seen[f]);
    }
    Fit fit = new Fit(4);
    new SrtmModel(ModelSettings.defaults())
        .bind(TIMING, WEIGHTS, ReferenceInput.of("reference", reference))
        .fit(tac, fit);
    assertThat(fit.status().hasNumbers()).isTrue();
    assertThat(fit.estimates()[0] - parameters[0]).isBetween(-1e-3, 1e-3);
    assertThat(fit.estimates()[1] / parameters[1]).isBetween(0.999, 1.001);
    assertThat(fit.estimates()[2] / parameters[2]).isBetween(0.999, 1.001);
  }

  @Test
  void fixedBloodVolumeIsReportedWithoutError() {
    double[] tac =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.12, 0.12, 0.10, 0.05, 0.03, 0});
    CompartmentModel model =
        new CompartmentModel(
            "2TCM",
            Compartments.TWO_TISSUE,
            ModelSettings.defaults().withBloodVolume(BloodVolume.fixed(0.03)));
    Fit fit = Fit.of(model);
    model.bind(TIMING, WEIGHTS, BLOOD).fit(tac, fit);
    int blood = model.parameters().indexOf(Estimates.VB);
    assertThat(fit.status()).isEqualTo(Status.CONVERGED);
    assertThat(fit.estimates()[blood]).isEqualTo(0.03);
    assertThat(fit.standardErrors()[blood]).isNaN();
    assertThat(fit.estimates()[0]).isBetween(2.997, 3.003);
  }
}
