package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Curves of compartment models by integrating their differential equations, step by step.
 *
 * <p>Independent of the product: no exponential is convolved, the classical Runge-Kutta method of
 * order 4 follows the compartments at a twentieth of a second; frame means are integrated as one
 * more equation.
 */
final class CompartmentTruth {
  private static final int STEPS_PER_MINUTE = 1200;

  private CompartmentTruth() {}

  /** Frames of 90 min as in the field: 10 s growing to 6 min, from 0 on, without gaps. */
  static FrameTiming frames() {
    double[] lengths = new double[38];
    int[][] plan = {{9, 10}, {2, 15}, {3, 20}, {4, 30}, {4, 60}, {4, 180}, {11, 360}, {1, 180}};
    int frame = 0;
    for (int[] run : plan) {
      for (int i = 0; i < run[0]; i++) {
        lengths[frame++] = run[1];
      }
    }
    double[] begins = new double[lengths.length];
    double[] ends = new double[lengths.length];
    double time = 0;
    for (int f = 0; f < lengths.length; f++) {
      begins[f] = time;
      time += lengths[f];
      ends[f] = time;
    }
    return FrameTiming.ofSeconds(begins, ends);
  }

  /** A bolus: plasma rises within a minute and clears over hours; whole blood follows. */
  static ArterialInput bolus() {
    double[] times = new double[220];
    double[] plasma = new double[times.length];
    double[] blood = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i < 120 ? i / 30.0 : 4 + (i - 119) * 0.9;
      double t = Math.max(0, times[i] - 0.3);
      plasma[i] =
          (600 * t - 20 - 3) * Math.exp(-4.1 * t)
              + 20 * Math.exp(-0.12 * t)
              + 3 * Math.exp(-0.01 * t);
      plasma[i] = times[i] <= 0.3 ? 0 : plasma[i];
      blood[i] = 0.8 * plasma[i] + 0.02 * times[i];
    }
    return new ArterialInput(PiecewiseLinear.of(times, plasma), PiecewiseLinear.of(times, blood));
  }

  /**
   * Frame means of a plasma-driven model.
   *
   * @param rates K1 k2 k3 k4 vB Kb
   */
  static double[] plasmaCurve(FrameTiming timing, ArterialInput input, double[] rates) {
    double vB = rates[4];
    double[] tissue =
        frameMeans(
            timing,
            (t, state, slope) -> {
              double plasma = input.plasma().value(t);
              slope[0] = rates[0] * plasma - (rates[1] + rates[2]) * state[0] + rates[3] * state[1];
              slope[1] = rates[2] * state[0] - rates[3] * state[1];
              slope[2] = rates[5] * plasma;
              double vessel = input.wholeBlood().value(t) + state[2];
              slope[3] = (1 - vB) * (state[0] + state[1]) + vB * vessel;
            });
    return tissue;
  }

  /**
   * Frame means of the simplified reference tissue model over a continuous reference curve.
   *
   * @param parameters BPND R1 k2
   */
  static double[] referenceCurve(
      FrameTiming timing, PiecewiseLinear reference, double[] parameters) {
    double k2a = parameters[2] / (1 + parameters[0]);
    return frameMeans(
        timing,
        (t, state, slope) -> {
          double cr = reference.value(t);
          // C = R1 Cr + (k2 − R1 k2a) y with y' = Cr − k2a y.
          slope[0] = cr - k2a * state[0];
          slope[1] = 0;
          slope[2] = 0;
          slope[3] = parameters[1] * cr + (parameters[2] - parameters[1] * k2a) * state[0];
        });
  }

  /** The right-hand side of the equations; the last of four states gathers what the frame sees. */
  interface Equations {
    void slope(double t, double[] state, double[] slope);
  }

  static double[] frameMeans(FrameTiming timing, Equations equations) {
    double[] state = new double[4];
    double[] means = new double[timing.size()];
    double time = 0;
    for (int f = 0; f < means.length; f++) {
      time = advance(equations, state, time, timing.begin(f));
      double before = state[3];
      time = advance(equations, state, time, timing.end(f));
      means[f] = (state[3] - before) / timing.duration(f);
    }
    return means;
  }

  private static double advance(Equations equations, double[] state, double from, double to) {
    int steps = (int) Math.ceil((to - from) * STEPS_PER_MINUTE);
    double h = steps == 0 ? 0 : (to - from) / steps;
    double[][] k = new double[4][state.length];
    double[] at = new double[state.length];
    for (int i = 0; i < steps; i++) {
      double t = from + i * h;
      for (int stage = 0; stage < 4; stage++) {
        double part = stage == 3 ? 1 : 0.5;
        for (int s = 0; s < state.length; s++) {
          at[s] = stage == 0 ? state[s] : state[s] + part * h * k[stage - 1][s];
        }
        double offset = stage == 0 ? 0 : part * h;
        equations.slope(t + offset, at, k[stage]);
      }
      for (int s = 0; s < state.length; s++) {
        state[s] += h / 6 * (k[0][s] + 2 * k[1][s] + 2 * k[2][s] + k[3][s]);
      }
    }
    return to;
  }
}
