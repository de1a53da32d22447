package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;

/**
 * The forward scheme of kinfitr's reference models: 1024 equally spaced points from the zero row to
 * the last mid-frame time, plain sums of products, straight lines in between.
 */
final class KinfitrReferenceScheme implements ForwardScheme {
  private static final int POINTS = 1024;

  private final double[] frameTimes;
  private final double[] times;
  private final double[] onGrid;

  private KinfitrReferenceScheme(double[] frameTimes, double[] withZero) {
    this.frameTimes = frameTimes;
    this.times = new double[POINTS];
    double end = frameTimes[frameTimes.length - 1];
    for (int i = 0; i < POINTS; i++) {
      times[i] = end * i / (POINTS - 1);
    }
    double[] knots = new double[frameTimes.length + 1];
    System.arraycopy(frameTimes, 0, knots, 1, frameTimes.length);
    this.onGrid = KinfitrScheme.onGrid(knots, withZero, times);
  }

  static KinfitrReferenceScheme of(FrameTiming timing, double[] reference) {
    double[] mids = new double[timing.size()];
    double[] withZero = new double[mids.length + 1];
    for (int f = 0; f < mids.length; f++) {
      mids[f] = timing.mid(f);
      withZero[f + 1] = reference[f];
    }
    return new KinfitrReferenceScheme(mids, withZero);
  }

  @Override
  public int frames() {
    return frameTimes.length;
  }

  @Override
  public void response(double theta, double[] response, double[] derivative) {
    double step = times[1];
    double decay = Math.exp(-theta * step);
    double[] c = new double[POINTS];
    double[] d = new double[POINTS];
    c[0] = step * onGrid[0];
    for (int i = 1; i < POINTS; i++) {
      c[i] = decay * c[i - 1] + step * onGrid[i];
      d[i] = decay * (d[i - 1] - step * c[i - 1]);
    }
    copy(c, response);
    if (derivative != null) {
      copy(d, derivative);
    }
  }

  private void copy(double[] grid, double[] out) {
    System.arraycopy(KinfitrScheme.onGrid(times, grid, frameTimes), 0, out, 0, frameTimes.length);
  }

  @Override
  public double[] integral() {
    return KinfitrScheme.onGrid(times, KinfitrScheme.trapezoids(times, onGrid), frameTimes);
  }

  @Override
  public double[] direct() {
    // kinfitr takes the grid curve here as well, and interpolates it back.
    return KinfitrScheme.onGrid(times, onGrid, frameTimes);
  }
}
