package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Every model of the catalogue against every curve and input that real data have held.
 *
 * <p>A law for all: a status, never an exception, and never a number beside a failure. Which flag
 * the readers give such blood is tested where it is read.
 */
class BadInputTest {
  private static final FrameTiming TIMING = CompartmentTruth.frames();
  private static final FrameWeights WEIGHTS = FrameWeights.uniform(TIMING.size());
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();
  private static final double[] TISSUE =
      CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.12, 0.12, 0.10, 0.05, 0.05, 0});
  private static final double[] REFERENCE =
      CompartmentTruth.plasmaCurve(TIMING, BLOOD, new double[] {0.1, 0.12, 0, 0, 0.03, 0});

  private static Map<String, double[]> curves() {
    int n = TIMING.size();
    Map<String, double[]> curves = new LinkedHashMap<>();
    curves.put("NaN", filled(Double.NaN));
    curves.put("infinite", filled(Double.POSITIVE_INFINITY));
    curves.put("negative", Arrays.stream(TISSUE).map(c -> -c).toArray());
    curves.put("zero", new double[n]);
    curves.put("constant", filled(3));
    curves.put("short", Arrays.copyOf(TISSUE, n - 1));
    curves.put("empty", new double[0]);
    curves.put("one frame", spike(20, 1));
    curves.put("one negative frame", spike(20, -1));
    curves.put("alternating", alternating());
    curves.put("huge", Arrays.stream(TISSUE).map(c -> c * 1e300).toArray());
    curves.put("tiny", Arrays.stream(TISSUE).map(c -> c * 1e-300).toArray());
    return curves;
  }

  private static double[] filled(double value) {
    double[] curve = new double[TIMING.size()];
    Arrays.fill(curve, value);
    return curve;
  }

  private static double[] spike(int frame, double value) {
    double[] curve = new double[TIMING.size()];
    curve[frame] = value;
    return curve;
  }

  private static double[] alternating() {
    double[] curve = TISSUE.clone();
    for (int f = 1; f < curve.length; f += 2) {
      curve[f] = -curve[f];
    }
    return curve;
  }

  /** Blood after its reader: ordered, but with whatever values the samples had. */
  private static Map<String, ArterialInput> bloods() {
    PiecewiseLinear plasma = BLOOD.plasma();
    Map<String, ArterialInput> bloods = new LinkedHashMap<>();
    bloods.put("zero", same(plasma.scaled(0)));
    bloods.put("negative", same(plasma.scaled(-1)));
    bloods.put("ends early", same(firstKnots(plasma, 125)));
    bloods.put("ends in the rise", same(firstKnots(plasma, 12)));
    bloods.put("one sample", same(firstKnots(plasma, 1)));
    bloods.put("padded with zeros", same(padded(plasma)));
    bloods.put("begins late", same(plasma.shifted(60)));
    bloods.put("after the scan", same(plasma.shifted(500)));
    return bloods;
  }

  private static ArterialInput same(PiecewiseLinear curve) {
    return new ArterialInput(curve, curve);
  }

  private static PiecewiseLinear firstKnots(PiecewiseLinear curve, int knots) {
    return PiecewiseLinear.of(
        Arrays.copyOf(curve.times(), knots), Arrays.copyOf(curve.values(), knots));
  }

  private static PiecewiseLinear padded(PiecewiseLinear curve) {
    double[] values = curve.values();
    Arrays.fill(values, values.length / 2, values.length, 0);
    return PiecewiseLinear.of(curve.times(), values);
  }

  static List<Arguments> badCurves() {
    return pairs(curves());
  }

  static List<Arguments> badReferences() {
    Map<String, double[]> finite = curves();
    // ReferenceInput refuses what is not finite; the job then has no input for the model.
    finite.keySet().removeAll(List.of("NaN", "infinite", "short", "empty"));
    List<Arguments> pairs = pairs(finite);
    pairs.removeIf(pair -> !ModelCatalogue.describe((String) pair.get()[0]).needsReference());
    return pairs;
  }

  static List<Arguments> badBlood() {
    List<Arguments> pairs = pairs(bloods());
    pairs.removeIf(pair -> !ModelCatalogue.describe((String) pair.get()[0]).needsBlood());
    return pairs;
  }

  private static List<Arguments> pairs(Map<String, ?> bad) {
    List<Arguments> pairs = new ArrayList<>();
    for (String name : ModelCatalogue.names()) {
      bad.forEach((what, value) -> pairs.add(Arguments.of(name, what, value)));
    }
    return pairs;
  }

  @ParameterizedTest(name = "{0}, curve {1}")
  @MethodSource("badCurves")
  void badCurvesEndInAStatus(String name, String what, double[] curve) {
    Fit fit = fit(name, BLOOD, REFERENCE, curve);
    switch (what) {
      case "NaN", "infinite", "short", "empty" ->
          assertThat(fit.status()).isEqualTo(Status.INVALID_CURVE);
      case "zero", "negative" -> assertThat(fit.status()).isEqualTo(Status.NO_SIGNAL);
      default -> assertThat(fit.status()).isNotNull();
    }
  }

  @ParameterizedTest(name = "{0}, reference {1}")
  @MethodSource("badReferences")
  void badReferencesEndInAStatus(String name, String what, double[] reference) {
    Fit fit = fit(name, BLOOD, reference, TISSUE);
    if (what.equals("zero")) {
      assertThat(fit.status().hasNumbers()).isFalse();
    }
  }

  @ParameterizedTest(name = "{0}, blood {1}")
  @MethodSource("badBlood")
  void badBloodEndsInAStatus(String name, String what, ArterialInput blood) {
    Fit fit = fit(name, blood, REFERENCE, TISSUE);
    boolean nothing = what.equals("zero") || what.equals("after the scan");
    // With a reference region, vessels without blood are only vessels without signal.
    if (nothing && !ModelCatalogue.describe(name).needsReference()) {
      assertThat(fit.status().hasNumbers()).isFalse();
    }
  }

  /** Fits, and holds the result to the law. */
  private static Fit fit(String name, ArterialInput blood, double[] reference, double[] curve) {
    ModelSettings settings = ModelSettings.defaults().withStarts(2).withK2prime(0.12);
    KineticModel<?> model = ModelCatalogue.create(name, settings);
    Fit fit = Fit.of(model);
    Status status =
        ModelInputs.bind(model, TIMING, WEIGHTS, ModelInputs.of(model, blood, reference))
            .fit(curve.clone(), fit);
    assertThat(status).isEqualTo(fit.status());
    if (status.hasNumbers()) {
      assertThat(fit.estimates()[0]).isFinite();
    } else {
      assertThat(fit.estimates()).containsOnly(Double.NaN);
      assertThat(fit.standardErrors()).containsOnly(Double.NaN);
      assertThat(fit.weightedRss()).isNaN();
      assertThat(fit.boundsHit()).isZero();
    }
    return fit;
  }
}
