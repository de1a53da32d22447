package org.tacflow.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.SeparableFitter;
import org.tacflow.kinetics.SeparableSettings;
import org.tacflow.kinetics.SeparableFitter;
import org.tacflow.kinetics.TacFitter;
import org.tacflow.numerics.separable.SimulatedTissue;

/** Time of one fit by JMH: {@code -Dbench.main=org.openjdk.jmh.Main -Dbench.arguments=TwoTissue}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TwoTissueJmh {
  /** Coefficient of variation of the curves. */
  @Param({"0.05", "0.15", "0.3"})
  public double noise;

  private SimulatedTissue tissue;
  private TacFitter two;
  private TacFitter one;
  private CommonsMathTwoTissue baseline;
  private final Fit fit = new Fit(8);
  private int next;

  /** Binds the models to one scan. */
  @Setup
  public void bind() {
    tissue = SimulatedTissue.withMadeInput(1000, noise, 1);
    int n = tissue.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = tissue.begins[f] * 60;
      to[f] = tissue.ends[f] * 60;
    }
    FrameTiming timing = FrameTiming.ofSeconds(from, to);
    FrameWeights weights = FrameWeights.of(tissue.weights);
    ArterialInput input = new ArterialInput(tissue.plasma, tissue.wholeBlood);
    two = SeparableFitter.twoTissue(timing, weights, input, SeparableSettings.plasma());
    one = SeparableFitter.oneTissue(timing, weights, input, SeparableSettings.plasma());
    baseline = new CommonsMathTwoTissue(tissue, CommonsMathTwoTissue.Kind.A3);
  }

  private double[] curve() {
    next = next + 1 < tissue.curves.length ? next + 1 : 0;
    return tissue.curves[next];
  }

  /** Two tissue compartments with standard errors. */
  @Benchmark
  public double twoTissue() {
    two.fit(curve(), fit);
    return fit.estimates()[0];
  }

  /** One tissue compartment with standard errors. */
  @Benchmark
  public double oneTissue() {
    one.fit(curve(), fit);
    return fit.estimates()[0];
  }

  /** Commons Math with exact responses and analytic Jacobian. */
  @Benchmark
  public double commonsMath() {
    return baseline.fit(curve());
  }
}
