package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.separable.SimulatedTissue;

/** Voxel fits of models whose bounds do not separate, against the reference path's many starts. */
class RateBoxFitTest {
  private static final SimulatedTissue TISSUE = SimulatedTissue.withMadeInput(30, 0.15, 61);

  @ParameterizedTest
  @CsvSource({"2TCM, FRAME_MEAN", "2TCM, MID_FRAME", "2TCM3k, FRAME_MEAN", "2TCM1k, FRAME_MEAN"})
  void voxelFitsInABoxReachTheOptimumOfManyStarts(String name, Sampling sampling) {
    // The box that kinfitr sets for 2TCM, which half of noisy voxels want to leave.
    Bounds rate = new Bounds(1e-4, 0.5);
    ModelSettings settings =
        ModelSettings.defaults()
            .withSampling(sampling)
            .withBounds("K1", new Bounds(1e-4, 1))
            .withBounds("k2", rate)
            .withBounds("k3", rate)
            .withBounds("k4", rate);
    compare(name, settings, 0.9);
  }

  @Test
  void uptakeOfTheWallStaysWithinItsBounds() {
    compare("2TCM1k", ModelSettings.defaults().withBounds("Kb", new Bounds(0, 0.05)), 0.9);
  }

  private static void compare(String name, ModelSettings settings, double share) {
    CompartmentModel model = (CompartmentModel) ModelCatalogue.create(name, settings);
    ArterialInput input = new ArterialInput(TISSUE.plasma, TISSUE.wholeBlood);
    FrameTiming timing = FrameTiming.ofMinutes(TISSUE.begins, TISSUE.ends);
    FrameWeights weights = FrameWeights.of(TISSUE.weights);
    TacFitter fast = model.bind(timing, weights, input);
    TacFitter reference =
        model.reference(weights, ForwardScheme.exact(timing, input, settings.sampling()));
    assertThat(fast).isInstanceOf(SeparableFitter.class);
    Fit mine = Fit.of(model);
    Fit theirs = Fit.of(model);
    int near = 0;
    for (double[] curve : TISSUE.curves) {
      fast.fit(curve, mine);
      reference.fit(curve, theirs);
      assertInside(model, settings, mine);
      near += mine.weightedRss() <= theirs.weightedRss() * 1.001 ? 1 : 0;
    }
    // One start from the clamped optimum against ten from a grid; both may miss.
    assertThat(near).isGreaterThanOrEqualTo((int) Math.ceil(share * TISSUE.curves.length));
  }

  @Test
  void referenceModelsInABoxReachTheOptimumOfManyStarts() {
    ModelSettings settings =
        ModelSettings.defaults()
            .withBounds("R1", new Bounds(0, 1.2))
            .withBounds("k2", new Bounds(0, 0.15))
            .withBounds("BPND", new Bounds(0, 2));
    SrtmModel model = new SrtmModel(settings);
    double[] curve = new double[TISSUE.begins.length];
    TISSUE.curve(new double[] {0.1, 0.12, 0.02, 0.05, 0.04}, curve);
    ReferenceInput input = ReferenceInput.of("cerebellum", curve);
    FrameTiming timing = FrameTiming.ofMinutes(TISSUE.begins, TISSUE.ends);
    FrameWeights weights = FrameWeights.of(TISSUE.weights);
    TacFitter fast = model.bind(timing, weights, input);
    TacFitter reference =
        model.reference(weights, ForwardScheme.exact(timing, input, settings.sampling()));
    Fit mine = Fit.of(model);
    Fit theirs = Fit.of(model);
    int near = 0;
    int refitted = 0;
    for (double[] tac : TISSUE.curves) {
      fast.fit(tac, mine);
      reference.fit(tac, theirs);
      if (theirs.status().hasNumbers()) {
        assertInside(model, settings, mine);
        near += mine.weightedRss() <= theirs.weightedRss() * 1.001 ? 1 : 0;
        refitted++;
      }
    }
    assertThat(near).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * refitted));
  }

  private static void assertInside(KineticModel<?> model, ModelSettings settings, Fit fit) {
    assertThat(fit.status().hasNumbers()).as("%s", fit.status()).isTrue();
    for (int p = 0; p < model.parameters().size(); p++) {
      Bounds bounds = settings.bounds().get(model.parameters().get(p).name());
      if (bounds != null && !Double.isNaN(fit.estimates()[p])) {
        // Beyond the last digit of the map from exponentials to rates.
        assertThat(fit.estimates()[p]).isBetween(bounds.lower() - 1e-9, bounds.upper() + 1e-9);
      }
    }
  }

  @Test
  void fullReferenceModelReachesTheOptimumOfManyStarts() {
    FrtmModel model = new FrtmModel(ModelSettings.defaults());
    double[] curve = new double[TISSUE.begins.length];
    TISSUE.curve(new double[] {0.1, 0.12, 0.001, 0.05, 0.04}, curve);
    ReferenceInput input = ReferenceInput.of("cerebellum", curve);
    FrameTiming timing = FrameTiming.ofMinutes(TISSUE.begins, TISSUE.ends);
    FrameWeights weights = FrameWeights.of(TISSUE.weights);
    TacFitter fast = model.bind(timing, weights, input);
    TacFitter reference = model.bindRegion(timing, weights, input);
    Fit mine = Fit.of(model);
    Fit theirs = Fit.of(model);
    int near = 0;
    for (int v = 0; v < 10; v++) {
      fast.fit(TISSUE.curves[v], mine);
      reference.fit(TISSUE.curves[v], theirs);
      near += mine.weightedRss() <= theirs.weightedRss() * 1.001 ? 1 : 0;
    }
    // Three starts against twelve.
    assertThat(near).isGreaterThanOrEqualTo(9);
  }
}
