package org.tacflow.numerics.separable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.tacflow.numerics.ExponentialConvolution;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Noisy two-tissue curves of one scan, 38 frames over 90 min, carbon-11.
 *
 * <p>Truth is log-uniform in K1 0.05–0.3, k2 0.02–0.2, k3 0.01–0.15, k4 0.005–0.06 and uniform in
 * vB 0.02–0.08; curves are exact frame means; the variance of a frame is proportional to {@code (C
 * + 0.05 max) exp(λt)/duration}, scaled to a mean coefficient of variation over the frames after 5
 * min. The curves are rounded to float as images are.
 */
public final class SimulatedTissue {
  private static final double LAMBDA = Math.log(2) / 20.4;

  /** Frame begins and ends, min. */
  public final double[] begins;

  public final double[] ends;
  public final double[] weights;
  public final double[] blood;
  public final PiecewiseLinear plasma;
  public final PiecewiseLinear wholeBlood;
  public final ExponentialConvolution convolution;

  /** Noisy curves and their truth (K1, k2, k3, k4, vB). */
  public final double[][] curves;

  public final double[][] truth;

  private SimulatedTissue(
      PiecewiseLinear plasma, PiecewiseLinear blood, int n, double cv, long seed) {
    double[][] frames = frames();
    this.begins = frames[0];
    this.ends = frames[1];
    this.plasma = plasma;
    this.wholeBlood = blood;
    this.convolution = ExponentialConvolution.of(Sampling.FRAME_MEAN, plasma, begins, ends);
    int count = begins.length;
    this.blood = new double[count];
    for (int f = 0; f < count; f++) {
      this.blood[f] = blood.mean(begins[f], ends[f]);
    }
    Random random = new Random(seed);
    this.truth = new double[n][];
    this.curves = new double[n][count];
    double[] mean = new double[count];
    for (int v = 0; v < n; v++) {
      truth[v] =
          new double[] {
            logUniform(random, 0.05, 0.3),
            logUniform(random, 0.02, 0.2),
            logUniform(random, 0.01, 0.15),
            logUniform(random, 0.005, 0.06),
            0.02 + 0.06 * random.nextDouble()
          };
      curve(truth[v], curves[v]);
      for (int f = 0; f < count; f++) {
        mean[f] += curves[v][f] / n;
      }
    }
    this.weights = new double[count];
    double max = max(mean);
    double sum = 0;
    for (int f = 0; f < count; f++) {
      double mid = 0.5 * (begins[f] + ends[f]);
      weights[f] = (ends[f] - begins[f]) * Math.exp(-LAMBDA * mid) / (mean[f] + 0.05 * max);
      sum += weights[f];
    }
    for (int f = 0; f < count; f++) {
      weights[f] *= count / sum;
    }
    for (double[] curve : curves) {
      addNoise(curve, cv, random);
    }
  }

  /** Curves of one scan with a bolus-like made input. */
  public static SimulatedTissue withMadeInput(int n, double cv, long seed) {
    int knots = 320;
    double[] t = new double[knots];
    double[] plasma = new double[knots];
    double[] blood = new double[knots];
    for (int i = 0; i < knots; i++) {
      t[i] = i < 200 ? i / 60.0 : 200 / 60.0 + (i - 199) * (90 - 200 / 60.0) / (knots - 200);
      double s = Math.max(0, t[i] - 0.4);
      double shape = 600 * s * Math.exp(-4 * s) + 18 * (1 - Math.exp(-5 * s)) * Math.exp(-0.25 * s);
      plasma[i] = shape + (s > 0 ? 3 * Math.exp(-0.012 * s) * (1 - Math.exp(-3 * s)) : 0);
      blood[i] = 0.7 * shape + (s > 0 ? 5 * Math.exp(-0.004 * s) * (1 - Math.exp(-2 * s)) : 0);
    }
    return new SimulatedTissue(
        PiecewiseLinear.of(t, plasma), PiecewiseLinear.of(t, blood), n, cv, seed);
  }

  /** Curves of one scan with a measured input: columns time (s), whole blood and AIF (kBq/mL). */
  public static SimulatedTissue withMeasuredInput(Path table, int n, double cv, long seed)
      throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    List<String> header = List.of(lines.get(0).split("\t"));
    int time = header.indexOf("time");
    int whole = header.indexOf("whole_blood_radioactivity");
    int aif = header.indexOf("AIF");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t");
      rows.add(
          new double[] {
            Double.parseDouble(cells[time]) / 60,
            Math.max(0, Double.parseDouble(cells[aif])),
            Math.max(0, Double.parseDouble(cells[whole]))
          });
    }
    double[] t = rows.stream().mapToDouble(r -> r[0]).toArray();
    double[] plasma = rows.stream().mapToDouble(r -> r[1]).toArray();
    double[] blood = rows.stream().mapToDouble(r -> r[2]).toArray();
    return new SimulatedTissue(
        PiecewiseLinear.of(t, plasma), PiecewiseLinear.of(t, blood), n, cv, seed);
  }

  /** The measured inputs below a folder, in the order of their names. */
  public static List<Path> measuredInputs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(p -> p.toString().endsWith("_inputfunction.tsv")).sorted().toList();
    }
  }

  /** Exact frame means of a curve with rates (K1, k2, k3, k4, vB). */
  public void curve(double[] rates, double[] out) {
    double sum = rates[1] + rates[2] + rates[3];
    double root = Math.sqrt(sum * sum - 4 * rates[1] * rates[3]);
    double fast = 0.5 * (sum + root);
    double slow = 0.5 * (sum - root);
    double phi1 = rates[0] * (fast - rates[2] - rates[3]) / root;
    double phi2 = rates[0] * (rates[2] + rates[3] - slow) / root;
    double[] first = new double[out.length];
    double[] second = new double[out.length];
    convolution.evaluate(fast, first, null);
    convolution.evaluate(slow, second, null);
    for (int f = 0; f < out.length; f++) {
      out[f] = (1 - rates[4]) * (phi1 * first[f] + phi2 * second[f]) + rates[4] * blood[f];
    }
  }

  private void addNoise(double[] curve, double cv, Random random) {
    double max = max(curve);
    double[] sigma = new double[curve.length];
    double mean = 0;
    int late = 0;
    for (int f = 0; f < curve.length; f++) {
      double mid = 0.5 * (begins[f] + ends[f]);
      sigma[f] =
          Math.sqrt((curve[f] + 0.05 * max) * Math.exp(LAMBDA * mid) / (ends[f] - begins[f]));
      if (begins[f] >= 5) {
        mean += sigma[f] / curve[f];
        late++;
      }
    }
    double scale = cv * late / mean;
    for (int f = 0; f < curve.length; f++) {
      curve[f] = (float) (curve[f] + scale * sigma[f] * random.nextGaussian());
    }
  }

  private static double[][] frames() {
    int[][] groups = {{9, 10}, {2, 15}, {3, 20}, {4, 30}, {4, 60}, {4, 180}, {11, 360}, {1, 180}};
    List<Double> begins = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    double t = 0;
    for (int[] group : groups) {
      for (int i = 0; i < group[0]; i++) {
        begins.add(t);
        t += group[1] / 60.0;
        ends.add(t);
      }
    }
    return new double[][] {
      begins.stream().mapToDouble(d -> d).toArray(), ends.stream().mapToDouble(d -> d).toArray()
    };
  }

  private static double logUniform(Random random, double lower, double upper) {
    return lower * Math.pow(upper / lower, random.nextDouble());
  }

  private static double max(double[] values) {
    double max = 0;
    for (double v : values) {
      max = Math.max(max, v);
    }
    return max;
  }
}
