package org.tacflow.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.HostileCurves;
import org.tacflow.kinetics.SeparableSettings;
import org.tacflow.kinetics.SeparableFitter;
import org.tacflow.kinetics.Status;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.SimulatedTissue;

/**
 * Fits curves that no tissue makes, by the million: nothing may throw, no number may be absurd.
 *
 * <p>Argument: how many (default 10,000,000).
 */
public final class HostileFits {
  private HostileFits() {}

  /** Ends with exit code 1 when a fit breaks its contract. */
  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    SimulatedTissue tissue = SimulatedTissue.withMadeInput(50, 0.3, 1);
    int n = tissue.begins.length;
    double[] from = new double[n];
    double[] to = new double[n];
    for (int f = 0; f < n; f++) {
      from[f] = tissue.begins[f] * 60;
      to[f] = tissue.ends[f] * 60;
    }
    FrameTiming timing = FrameTiming.ofSeconds(from, to);
    ArterialInput input = new ArterialInput(tissue.plasma, tissue.wholeBlood);
    FrameWeights weights = FrameWeights.of(tissue.weights);
    SeparableSettings plasma = SeparableSettings.plasma();
    SeparableFitter[] fitters = {
      SeparableFitter.twoTissue(timing, weights, input, plasma),
      SeparableFitter.twoTissue(
          timing, weights, input, plasma.withColumn(ColumnBox.nonNegative())),
      SeparableFitter.twoTissue(timing, weights, input, plasma.withColumn(ColumnBox.fixed(0.05)))
    };
    Random random = new Random(7);
    double[] curve = new double[n];
    Fit fit = new Fit(8);
    Map<Status, Long> statuses = new EnumMap<>(Status.class);
    for (int i = 0; i < count; i++) {
      HostileCurves.fill(i / 3, random, tissue.curves[i % 50], curve);
      Status status = fitters[i % 3].fit(curve, fit);
      statuses.merge(status, 1L, Long::sum);
      for (double estimate : fit.estimates()) {
        boolean absurd = status.hasNumbers() ? !(estimate >= 0 && estimate < 1e12) : estimate == estimate;
        if (absurd) {
          System.out.println("fit " + i + " is " + status + " with estimate " + estimate);
          System.exit(1);
        }
      }
    }
    System.out.println(count + " hostile fits, no exception: " + statuses);
  }
}
