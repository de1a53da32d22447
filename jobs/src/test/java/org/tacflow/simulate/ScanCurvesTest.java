package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.TwoTissueRates;

class ScanCurvesTest {
  private static final EffectPlan PLAN =
      new EffectPlan(Finding.all(), BrainPhantom.ofVoxelSize(8).tissueVoxels());

  private static SimulatedScan scan(String tracer, String group) {
    Person person = PersonDesign.draw(4, group, 3);
    return SimulatedScan.draw(4, person, 1, TracerDesign.of(tracer), PLAN);
  }

  /**
   * Truth: the two differential equations integrated by Runge-Kutta steps of 0.002 min, frame means
   * by summing steps; the step leaves about 1e-5 of the curve where the input bends.
   */
  @ParameterizedTest
  @ValueSource(strings = {"PBR28", "PK11195", "DPA714", "FDG"})
  void curvesSolveTheTwoCompartmentEquations(String tracer) {
    SimulatedScan scan = scan(tracer, "ALS");
    ScanTruth.Tissue tissue = scan.truth().tissues().get("motor_primary");
    FrameTiming timing = scan.curves().timing();
    double[] curve = scan.curves().curve("motor_primary");
    double[] state = {0, 0};
    double step = 0.002;
    long now = 0;
    for (int f = 0; f < timing.size(); f++) {
      double sum = 0;
      long end = Math.round(timing.end(f) / step);
      long begin = now;
      for (; now < end; now++) {
        double before = value(scan, tissue, state, now * step);
        advance(scan, tissue.rates(), state, now * step, step);
        sum += 0.5 * (before + value(scan, tissue, state, (now + 1) * step));
      }
      // Begin and end of a frame are not on the grid of steps: up to half a step is missed.
      assertThat(curve[f])
          .as("frame " + f)
          .isCloseTo(sum / (end - begin), within(0.004 * peak(curve)));
      if (timing.duration(f) > 2) {
        assertThat(curve[f]).isCloseTo(sum / (end - begin), within(2e-4 * curve[f]));
      }
    }
  }

  private static double peak(double[] curve) {
    return Arrays.stream(curve).max().orElseThrow();
  }

  private static double value(
      SimulatedScan scan, ScanTruth.Tissue tissue, double[] state, double t) {
    double whole = scan.blood().wholeBlood().value(t);
    return (1 - tissue.vB()) * (state[0] + state[1]) + tissue.vB() * whole;
  }

  private static void advance(
      SimulatedScan scan, TwoTissueRates r, double[] state, double t, double h) {
    double[] total = new double[2];
    double[] slope = {0, 0};
    double[] weights = {1, 2, 2, 1};
    double[] ahead = {0, 0.5, 0.5, 1};
    for (int s = 0; s < 4; s++) {
      double c1 = state[0] + ahead[s] * h * slope[0];
      double c2 = state[1] + ahead[s] * h * slope[1];
      double plasma = scan.blood().parent().value(t + ahead[s] * h);
      slope[0] = r.K1() * plasma - (r.k2() + r.k3()) * c1 + r.k4() * c2;
      slope[1] = r.k3() * c1 - r.k4() * c2;
      total[0] += weights[s] / 6 * slope[0];
      total[1] += weights[s] / 6 * slope[1];
    }
    state[0] += h * total[0];
    state[1] += h * total[1];
  }

  /** By the definition of each outcome, from the rates alone. */
  @ParameterizedTest
  @ValueSource(strings = {"PBR28", "PK11195", "DPA714"})
  void everyTissueIsWhatItsRatesSay(String tracer) {
    ScanTruth truth = scan(tracer, "PD").truth();
    double reference = truth.tissues().get("cerebellum").rates().vt();
    for (Map.Entry<String, ScanTruth.Tissue> entry : truth.tissues().entrySet()) {
      TwoTissueRates r = entry.getValue().rates();
      double vt = r.K1() / r.k2() * (1 + r.k3() / r.k4());
      assertThat(List.of(r.K1(), r.k2(), r.k4())).allMatch(rate -> rate > 0);
      assertThat(r.vt()).isCloseTo(vt, within(1e-12));
      if (tracer.equals("PK11195") && !entry.getKey().equals(RegionCatalogue.FLUID)) {
        assertThat(entry.getValue().bpnd()).isCloseTo(vt / reference - 1, within(1e-12));
      } else {
        assertThat(entry.getValue().bpnd()).isCloseTo(r.k3() / r.k4(), within(1e-12));
      }
    }
  }
}
