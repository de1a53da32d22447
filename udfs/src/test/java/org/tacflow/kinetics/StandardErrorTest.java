package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.TStar;

/**
 * Standard errors are the scatter of the estimates: 1,000 noisy curves each.
 *
 * <p>Curves are such as the model describes, or noisy enough to hide what it does not; all are
 * bound as for voxels. Noise variance is 1/weight times a constant. The scatter of 1,000 draws is
 * known to 2.2 %; 10 % leave room for the curvature of the models.
 */
class StandardErrorTest {
  private static final int DRAWS = 1000;
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();
  private static final FrameWeights WEIGHTS = FrameWeights.byDuration(TIMING);
  private static final double[] REFERENCE =
      CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.1, 0, 0, 0.05, 0});

  @ParameterizedTest
  @CsvSource({
    // model, noise of a frame of 1 min as a share of the curve, curve
    "1TCM, 0.03, plasma 0.12 0.12 0 0 0.05 0",
    "2TCM, 0.01, plasma 0.12 0.12 0.1 0.05 0.05 0",
    "2TCM3k, 0.02, plasma 0.12 0.12 0.1 0 0.05 0",
    "2TCM1k, 0.002, plasma 0.12 0.16 0.09 0.055 0.05 0.2",
    "LEGA, 0.01, plasma 0.12 0.04 0 0 0 0",
    "SRTM, 0.01, SRTM 1.2 1.1 0.1",
    "SRTM2, 0.01, SRTM 1.2 1.1 0.11",
    "SRTMV, 0.01, SRTMV 1.2 1.1 0.1 0.04 0.05",
    "FRTM, 0.0005, FRTM 1.5 1.1 0.15 0.05",
    "Logan, 0.01, plasma 0.12 0.04 0 0 0 0",
    "Logan transformed, 0.01, plasma 0.12 0.04 0 0 0 0",
    "MA1, 0.01, plasma 0.12 0.04 0 0 0 0",
    "MLLogan, 0.01, plasma 0.12 0.04 0 0 0 0",
    "MA2, 0.008, plasma 0.12 0.12 0.1 0.05 0 0",
    "LS2TCM, 0.008, plasma 0.12 0.12 0.1 0.05 0.05 0",
    "Patlak, 0.05, plasma 0.1 0.4 0.06 0 0 0",
    "MRTM1, 0.003, SRTM 1.2 1.1 0.1",
    "MRTM2, 0.003, SRTM 1.2 1.1 0.11",
    "LoganRef, 0.003, SRTM 1.2 1.1 0.11",
    "MLLoganRef, 0.003, SRTM 1.2 1.1 0.11",
    "LoganRef transformed, 0.01, SRTM 1.2 1.1 0.11",
    "PatlakRef transformed, 0.1, plasma 0.1 0.4 0.06 0 0 0",
    "PatlakRef, 0.1, plasma 0.1 0.4 0.06 0 0 0"
  })
  void scatterEqualsTheMeanStandardError(String text, double noise, String curve) {
    String name = text.split(" ")[0];
    KineticModel<?> model =
        ModelCatalogue.create(name, settings(name, text.endsWith("transformed")));
    double[] tac = curve(curve);
    InputFunction input = ModelInputs.of(model, BLOOD, REFERENCE);
    compare(model, tac, noise, ModelInputs.bind(model, TIMING, WEIGHTS, input), "voxels");
    if (name.equals("2TCM")) {
      // The same engine with a finer resolution, as for the other compartment models.
      compare(model, tac, noise, ModelInputs.bindRegion(model, TIMING, WEIGHTS, input), "regions");
    }
  }

  private static void compare(
      KineticModel<?> model, double[] tac, double noise, TacFitter fitter, String path) {
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
        noisy[f] += scale * random.nextGaussian() / Math.sqrt(WEIGHTS.get(f));
      }
      assertThat(fitter.fit(noisy, fit)).isEqualTo(Status.CONVERGED);
      for (int p = 0; p < parameters; p++) {
        sum[p] += fit.estimates()[p];
        squares[p] += fit.estimates()[p] * fit.estimates()[p];
        errors[p] += fit.standardErrors()[p];
      }
    }
    assertThat(errors[0]).isPositive();
    for (int p = 0; p < parameters; p++) {
      double scatter = Math.sqrt((squares[p] - sum[p] * sum[p] / DRAWS) / (DRAWS - 1));
      // What is fixed, and what t* leaves undefined, has no standard error.
      if (Double.isNaN(errors[p])) {
        continue;
      }
      assertThat(scatter / (errors[p] / DRAWS))
          .as(path + " " + model.parameters().get(p).name())
          .isBetween(0.9, 1.1);
    }
  }

  private static ModelSettings settings(String name, boolean transformed) {
    ModelSettings settings =
        ModelSettings.defaults()
            .withStarts(1)
            .withTStar(TStar.lastFrames(14))
            .withLineWeights(transformed ? LineWeights.TRANSFORMED : LineWeights.UNIFORM);
    return switch (name) {
      case "MA2" -> settings.withBloodVolume(BloodVolume.fixed(0));
      case "SRTM2", "MRTM2", "LoganRef", "MLLoganRef" -> settings.withK2prime(0.1);
      default -> settings;
    };
  }

  /** A curve that the model can describe: what it leaves over would pass for noise. */
  private static double[] curve(String text) {
    String[] words = text.split(" ");
    double[] p = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    return switch (words[0]) {
      case "SRTM" -> ReferenceTruth.simplified(TIMING, REFERENCE, p);
      case "SRTMV" -> ReferenceTruth.vascular(TIMING, REFERENCE, BLOOD.wholeBlood(), p);
      case "FRTM" -> ReferenceTruth.full(TIMING, REFERENCE, p);
      default -> CompartmentTruth.plasmaCurve(TIMING, BLOOD, p);
    };
  }
}
