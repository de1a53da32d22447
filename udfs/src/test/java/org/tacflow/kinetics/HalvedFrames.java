package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;

/**
 * A scheme whose tissue is integrated twice as kinfitr does it with durations.
 *
 * <p>It takes half of the frame itself of the integral, too, where a constant curve has a quarter:
 * another number than the integral of the integral, worth up to 0.5 % of a VT.
 */
record HalvedFrames(LinearScheme exact, FrameTiming timing) implements LinearScheme {
  @Override
  public double[] plasma() {
    return exact.plasma();
  }

  @Override
  public double[] plasmaIntegral() {
    return exact.plasmaIntegral();
  }

  @Override
  public double[] plasmaDoubleIntegral() {
    return exact.plasmaDoubleIntegral();
  }

  @Override
  public double[] blood() {
    return exact.blood();
  }

  @Override
  public double[] bloodIntegral() {
    return exact.bloodIntegral();
  }

  @Override
  public double[] bloodDoubleIntegral() {
    return exact.bloodDoubleIntegral();
  }

  @Override
  public void tissue(
      double[] tac, double volume, double[] tissue, double[] integral, double[] twice) {
    exact.tissue(tac, volume, tissue, integral, twice);
    double before = 0;
    for (int f = 0; f < integral.length; f++) {
      double own = integral[f] * timing.duration(f);
      twice[f] = before + 0.5 * own;
      before += own;
    }
  }
}
