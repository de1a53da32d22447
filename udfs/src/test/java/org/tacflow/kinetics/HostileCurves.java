package org.tacflow.kinetics;

import java.util.Random;

/** Curves that no tissue makes, and that images hold all the same. */
public final class HostileCurves {
  private HostileCurves() {}

  /** Writes one of twelve kinds, by the remainder of {@code kind}. */
  public static void fill(int kind, Random random, double[] tissue, double[] curve) {
    int n = curve.length;
    double scale = Math.pow(10, random.nextInt(13) - 6);
    int at = random.nextInt(n);
    for (int f = 0; f < n; f++) {
      double noise = random.nextGaussian();
      curve[f] =
          switch (Math.floorMod(kind, 12)) {
            case 0 -> noise;
            case 1 -> f == at ? 1 : 0;
            case 2 -> f == at ? -1 : 0;
            case 3 -> tissue[f] + (f == at ? 1e6 : 0);
            case 4 -> -tissue[f];
            case 5 -> f < at ? 0 : 1;
            case 6 -> f < at ? 1 : 0;
            case 7 -> f;
            case 8 -> n - f;
            case 9 -> Math.abs(noise) + tissue[f];
            case 10 -> f % 2 == 0 ? tissue[f] : -tissue[f];
            default -> tissue[f] * Math.exp(2 * noise);
          };
      curve[f] *= scale;
    }
  }
}
