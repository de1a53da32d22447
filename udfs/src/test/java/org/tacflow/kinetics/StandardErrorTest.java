package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/**
 * Standard errors are the scatter of the estimates: 1,000 noisy curves each.
 *
 * <p>Noise variance is 1/weight times a constant. The scatter of 1,000 draws is known to 2.2 %; 10
 * % leave room for the curvature of the models.
 */
class StandardErrorTest {
  private static final int DRAWS = 1000;
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();

  @ParameterizedTest
  @CsvSource({"1TCM, 0.03", "2TCM, 0.01", "2TCM3k, 0.02", "SRTM, 0.01"})
  void scatterEqualsTheMeanStandardError(String name, double noise) {
    KineticModel<?> model =
        ModelCatalogue.create(
            name, ModelSettings.defaults().withStarts(1).withSampling(Sampling.FRAME_MEAN));
    double[] rates = {0.12, 0.12, 0.10, name.equals("2TCM3k") ? 0 : 0.05, 0.05, 0};
    if (name.equals("1TCM")) {
      rates[2] = 0;
      rates[3] = 0;
    }
    double[] tac = CompartmentTruth.plasmaCurve(TIMING, BLOOD, rates);
    double[] reference =
        CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.1, 0, 0, 0.05, 0});
    if (name.equals("SRTM")) {
      // A curve that the model can describe: what it leaves over would pass for noise.
      tac =
          CompartmentTruth.referenceCurve(
              TIMING, FrameIntegral.line(TIMING, reference), new double[] {1.2, 1.1, 0.1});
    }
    double[] weights = new double[tac.length];
    for (int f = 0; f < weights.length; f++) {
      weights[f] = TIMING.duration(f);
    }
    FrameWeights frameWeights = FrameWeights.of(weights);
    TacFitter fitter =
        name.equals("SRTM")
            ? ((SrtmModel) model)
                .bind(TIMING, frameWeights, ReferenceInput.of("reference", reference))
            : bind(model, frameWeights);
    Random random = new Random(20);
    Fit fit = Fit.of(model);
    int parameters = model.parameters().size();
    double[] sum = new double[parameters];
    double[] squares = new double[parameters];
    double[] errors = new double[parameters];
    double scale = noise * tac[20];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] noisy = tac.clone();
      for (int f = 0; f < noisy.length; f++) {
        noisy[f] += scale * random.nextGaussian() / Math.sqrt(weights[f]);
      }
      assertThat(fitter.fit(noisy, fit)).isEqualTo(Status.CONVERGED);
      for (int p = 0; p < parameters; p++) {
        sum[p] += fit.estimates()[p];
        squares[p] += fit.estimates()[p] * fit.estimates()[p];
        errors[p] += fit.standardErrors()[p];
      }
    }
    for (int p = 0; p < parameters; p++) {
      double scatter = Math.sqrt((squares[p] - sum[p] * sum[p] / DRAWS) / (DRAWS - 1));
      assertThat(scatter / (errors[p] / DRAWS))
          .as(model.parameters().get(p).name())
          .isBetween(0.9, 1.1);
    }
  }

  private static TacFitter bind(KineticModel<?> model, FrameWeights weights) {
    if (model instanceof CompartmentModel compartments) {
      return compartments.bind(TIMING, weights, BLOOD);
    }
    return ((LinearModel) model).bind(TIMING, weights, BLOOD);
  }
}
