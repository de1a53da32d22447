package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;

/** The laws that every registered model obeys, whatever its equations. */
class ModelContractTest {
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final FrameWeights WEIGHTS = FrameWeights.uniform(TIMING.size());
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();
  private static final double[] RATES = {0.12, 0.12, 0.10, 0.05, 0, 0};
  private static final double[] TISSUE = CompartmentTruth.plasmaCurve(TIMING, BLOOD, RATES);
  private static final double[] REFERENCE =
      CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.12, 0, 0, 0, 0});
  // Static means have no shape to judge: a constant curve has a mean.
  private static final Set<String> STATIC = Set.of("SUV", "SUVR", "FUR");

  static List<String> names() {
    return ModelCatalogue.names();
  }

  private static KineticModel<?> model(String name) {
    return ModelCatalogue.create(name, ModelSettings.defaults().withStarts(3).withK2prime(0.12));
  }

  private static InputFunction input(KineticModel<?> model, double scale) {
    return ModelInputs.scaled(ModelInputs.of(model, BLOOD, REFERENCE), scale);
  }

  private static TacFitter bind(KineticModel<?> model) {
    return ModelInputs.bind(model, TIMING, WEIGHTS, input(model, 1));
  }

  private static double[] scaled(double[] curve, double factor) {
    return Arrays.stream(curve).map(c -> c * factor).toArray();
  }

  @ParameterizedTest
  @MethodSource("names")
  void parametersAreNamedOnceWithUnitAndMeaning(String name) {
    KineticModel<?> model = model(name);
    assertThat(model.name()).isEqualTo(name);
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Parameter parameter : model.parameters()) {
      assertThat(seen.add(parameter.name())).as(parameter.name()).isTrue();
      assertThat(parameter.unit()).isNotBlank();
      assertThat(parameter.meaning()).isNotBlank();
    }
    assertThat(seen).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void scalingInputAndTissueAlikeLeavesTheOutcome(String name) {
    KineticModel<?> model = model(name);
    Fit fit = Fit.of(model);
    Fit scaled = Fit.of(model);
    bind(model).fit(TISSUE, fit);
    ModelInputs.bind(model, TIMING, WEIGHTS, input(model, 1000)).fit(scaled(TISSUE, 1000), scaled);
    assertThat(fit.status().hasNumbers()).isTrue();
    assertThat(scaled.status()).isEqualTo(fit.status());
    // An iterative fit stops at another last digit; five digits are beyond any measurement.
    assertThat(scaled.estimates()[0] / fit.estimates()[0]).isBetween(1 - 1e-5, 1 + 1e-5);
  }

  @ParameterizedTest
  @MethodSource("names")
  void curvesWithoutSignalHaveAStatusAndNoNumber(String name) {
    KineticModel<?> model = model(name);
    TacFitter fitter = bind(model);
    double[] constant = new double[TIMING.size()];
    Arrays.fill(constant, 3);
    double[] missing = TISSUE.clone();
    missing[35] = Double.NaN;
    double[] infinite = TISSUE.clone();
    infinite[36] = Double.POSITIVE_INFINITY;
    expect(fitter, model, new double[TIMING.size()], Status.NO_SIGNAL);
    expect(fitter, model, scaled(TISSUE, -1), Status.NO_SIGNAL);
    expect(fitter, model, missing, Status.INVALID_CURVE);
    expect(fitter, model, infinite, Status.INVALID_CURVE);
    expect(fitter, model, Arrays.copyOf(TISSUE, 5), Status.INVALID_CURVE);
    if (!STATIC.contains(name)) {
      expect(fitter, model, constant, Status.NO_SIGNAL);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void twoFramesAreTooFew(String name) {
    KineticModel<?> model = model(name);
    FrameTiming two = FrameTiming.ofSeconds(new double[] {0, 60}, new double[] {60, 120});
    InputFunction input = ModelInputs.of(model, BLOOD, new double[] {1, 2});
    TacFitter fitter = ModelInputs.bind(model, two, FrameWeights.uniform(2), input);
    expect(fitter, model, new double[] {1, 2}, Status.TOO_FEW_FRAMES);
  }

  private static void expect(
      TacFitter fitter, KineticModel<?> model, double[] tac, Status expected) {
    Fit fit = Fit.of(model);
    double[] before = tac.clone();
    assertThat(fitter.fit(tac, fit)).isEqualTo(expected).isEqualTo(fit.status());
    assertThat(fit.estimates()).containsOnly(Double.NaN);
    assertThat(fit.standardErrors()).containsOnly(Double.NaN);
    assertThat(fit.weightedRss()).isNaN();
    assertThat(tac).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("names")
  void resultsDependNeitherOnOrderNorOnOtherScans(String name) {
    KineticModel<?> model = model(name);
    TacFitter used = bind(model);
    TacFitter other = ModelInputs.bind(model, TIMING, WEIGHTS, input(model, 3));
    double[] noisy = TISSUE.clone();
    for (int f = 0; f < noisy.length; f++) {
      noisy[f] *= 1 + 0.1 * Math.sin(7 * f);
    }
    used.fit(noisy, Fit.of(model));
    other.fit(TISSUE, Fit.of(model));
    used.fit(new double[TIMING.size()], Fit.of(model));
    assertSame(result(used, model), result(bind(model), model));
  }

  @ParameterizedTest
  @MethodSource("names")
  void modelsSurviveSerialization(String name) throws IOException, ClassNotFoundException {
    KineticModel<?> model = model(name);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      KineticModel<?> copy = (KineticModel<?>) in.readObject();
      assertThat(copy.parameters()).isEqualTo(model.parameters());
      assertSame(result(bind(copy), copy), result(bind(model), model));
    }
  }

  private static Fit result(TacFitter fitter, KineticModel<?> model) {
    Fit fit = Fit.of(model);
    fitter.fit(TISSUE, fit);
    return fit;
  }

  /** To the last bit. */
  private static void assertSame(Fit one, Fit two) {
    assertThat(one.status()).isEqualTo(two.status());
    assertThat(one.estimates()).isEqualTo(two.estimates());
    assertThat(one.standardErrors()).isEqualTo(two.standardErrors());
    assertThat(one.weightedRss()).isEqualTo(Double.valueOf(two.weightedRss()));
    assertThat(one.boundsHit()).isEqualTo(two.boundsHit());
  }
}
