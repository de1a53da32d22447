package org.tacflow.curve.blood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * The spread of VT over resampled inputs is the spread of VT over repeated measurements of blood.
 *
 * <p>Blood of known truth (Feng's plasma, Hill's parent fraction) is measured 120 times with new
 * noise of the parent fraction; the tissue never changes. The standard deviation of the 120 VT is
 * the truth; each measurement's own estimate comes from 30 resampled inputs.
 */
class ResamplingCoverageTest {
  private static final double[] FENG = {0.4, 700, 15, 6, 4, 0.3, 0.01};
  private static final double[] HILL = {0.1, 1.8, 20};
  private static final int MEASUREMENTS = 120;
  private static final int DRAWS = 30;
  private static final double NOISE = 0.03;

  private static ArterialSamples measured(double noise, long seed) {
    Random random = new Random(seed);
    double[] times = new double[130];
    double[] total = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i < 60 ? i / 20.0 : 3 + (i - 60) * 1.25;
      total[i] = new FengInput().value(times[i], FENG) / new HillFraction().value(times[i], HILL);
    }
    double[] late = {2, 5, 8, 12, 18, 25, 32, 40, 50, 60, 75, 90};
    double[] fraction = new double[late.length];
    for (int i = 0; i < late.length; i++) {
      fraction[i] = new HillFraction().value(late[i], HILL) + noise * random.nextGaussian();
    }
    PiecewiseLinear plasma = PiecewiseLinear.of(times, total);
    return new ArterialSamples(null, plasma, plasma, PiecewiseLinear.of(late, fraction));
  }

  @Test
  void theReportedSpreadIsTheTrueSpreadOfVt() {
    BloodSettings hill =
        BloodSettings.defaults().withParentFraction(ParentFractionModel.HILL).withResamples(DRAWS);
    double[] begin = new double[18];
    double[] end = new double[18];
    for (int f = 0; f < begin.length; f++) {
      begin[f] = 5.0 * f;
      end[f] = begin[f] + 5;
    }
    FrameTiming timing = FrameTiming.ofMinutes(begin, end);
    ArterialInput truth =
        BloodAssembly.of(measured(0, 0), hill.withResamples(0), 90, "truth").input();
    double[] tac = tissue(timing, truth.plasma());
    double[] volumes = new double[MEASUREMENTS];
    double squares = 0;
    int covered = 0;
    double expected = vt(timing, truth, tac);
    for (int m = 0; m < MEASUREMENTS; m++) {
      AssembledInput made = BloodAssembly.of(measured(NOISE, 100 + m), hill, 90, "scan" + m);
      volumes[m] = vt(timing, made.input(), tac);
      List<Double> draws = new ArrayList<>();
      for (double[] plasma : made.plasmaResamples()) {
        PiecewiseLinear drawn = PiecewiseLinear.of(made.input().plasma().times(), plasma);
        draws.add(vt(timing, new ArterialInput(drawn, made.input().wholeBlood()), tac));
      }
      assertThat(draws).hasSizeGreaterThan(DRAWS / 2);
      double spread = deviation(draws.stream().mapToDouble(Double::doubleValue).toArray());
      squares += spread * spread / MEASUREMENTS;
      covered += Math.abs(volumes[m] - expected) <= 1.96 * spread ? 1 : 0;
    }
    double ratio = Math.sqrt(squares) / deviation(volumes);
    // The true spread itself is known to 1/√(2·119), 6.5 %; twice that, and the bootstrap's own
    // bias with three parameters in twelve samples.
    assertThat(ratio).isBetween(0.8, 1.2);
    // 95 % intervals; binomial error of 120 is 2 %, and thirty draws know a spread to 13 %.
    assertThat(covered / (double) MEASUREMENTS).isBetween(0.87, 0.99);
  }

  /** One compartment of VT 4 by small steps of its equation, dC/dt = 0.2 Cp − 0.05 C. */
  private static double[] tissue(FrameTiming timing, PiecewiseLinear plasma) {
    double[] tac = new double[timing.size()];
    double step = 0.005;
    double value = 0;
    double t = 0;
    for (int f = 0; f < tac.length; f++) {
      int steps = (int) Math.round(timing.duration(f) / step);
      for (int s = 0; s < steps; s++, t += step) {
        double half = value + step / 2 * (0.2 * plasma.value(t) - 0.05 * value);
        value += step * (0.2 * plasma.value(t + step / 2) - 0.05 * half);
        tac[f] += value / steps;
      }
    }
    return tac;
  }

  @SuppressWarnings("unchecked")
  private static double vt(FrameTiming timing, ArterialInput input, double[] tac) {
    KineticModel<ArterialInput> logan =
        (KineticModel<ArterialInput>) ModelCatalogue.create("Logan", ModelSettings.defaults());
    Fit fit = Fit.of(logan);
    logan.bind(timing, FrameWeights.uniform(timing.size()), input).fit(tac, fit);
    return fit.estimates()[0];
  }

  private static double deviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
