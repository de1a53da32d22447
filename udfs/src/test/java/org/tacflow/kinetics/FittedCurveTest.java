package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;
import org.tacflow.curve.ReferenceInput;

/**
 * The curve behind a fit leaves the residuals that the fit reported.
 *
 * <p>Truth: the weighted residual sum of squares of the fitters, who never saw this class. Frames
 * of unequal weight and noise of 3 % make a wrong curve, frame or parameter show.
 */
class FittedCurveTest {
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final FrameWeights WEIGHTS = FrameWeights.byDuration(TIMING);
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();

  private static double[] noisy(double... rates) {
    double[] tac = CompartmentTruth.plasmaCurve(TIMING, BLOOD, java.util.Arrays.copyOf(rates, 6));
    Random random = new Random(11);
    for (int f = 0; f < tac.length; f++) {
      tac[f] *= 1 + 0.03 * random.nextGaussian();
    }
    return tac;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1TCM", "2TCM", "2TCM3k", "2TCM1k", "SRTM", "FRTM"})
  void leavesTheResidualsThatTheFitReports(String name) {
    double[] tac = noisy(0.12, 0.12, 0.1, 0.05, 0.05);
    InputFunction input =
        name.endsWith("RTM")
            ? ReferenceInput.of("reference", noisy(0.12, 0.12, 0.02, 0.05, 0.05))
            : BLOOD;
    KineticModel<?> model = ModelCatalogue.create(name, ModelSettings.defaults());
    Fit fit = Fit.of(model);
    assertThat(bind(model, input).fit(tac, fit).hasNumbers()).isTrue();
    double[] curve =
        FittedCurve.of(
            name,
            ModelSettings.defaults(),
            TIMING,
            input,
            parameter -> {
              for (int p = 0; p < model.parameters().size(); p++) {
                if (model.parameters().get(p).name().equals(parameter)) {
                  return fit.estimates()[p];
                }
              }
              return Double.NaN;
            });
    double rss = 0;
    for (int f = 0; f < tac.length; f++) {
      rss += WEIGHTS.toArray()[f] * (tac[f] - curve[f]) * (tac[f] - curve[f]);
    }
    // The search of 2TCM1k stops within 2e-6 of its minimum's sum; a percent in K1 shows as 1e-2.
    assertThat(rss / fit.weightedRss()).isBetween(1 - 1e-5, 1 + 1e-5);
  }

  private static <I extends InputFunction> TacFitter bind(
      KineticModel<I> model, InputFunction input) {
    return model.bindRegion(TIMING, WEIGHTS, model.inputType().cast(input));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Logan", "MA1", "SUVR", "Spectral"})
  void modelsThatFitTransformedDataHaveNone(String name) {
    assertThat(FittedCurve.of(name, ModelSettings.defaults(), TIMING, BLOOD, parameter -> 1))
        .isNull();
  }
}
