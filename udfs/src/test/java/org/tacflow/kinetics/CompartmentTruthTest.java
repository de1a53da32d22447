package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;

/**
 * What compartment models say of noise-free curves at the edge of what they can describe.
 *
 * <p>Curves come from a Runge-Kutta integration of the equations; that the models give parameters
 * back inside their bounds is {@link TruthFilesTest}.
 */
class CompartmentTruthTest {
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final FrameWeights WEIGHTS = FrameWeights.uniform(TIMING.size());
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();

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
