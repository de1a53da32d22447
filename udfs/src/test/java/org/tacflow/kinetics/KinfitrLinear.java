package org.tacflow.kinetics;

import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.testing.Pbr28Scan;

/**
 * The integrals of kinfitr's graphical and multilinear plasma models.
 *
 * <p>Without durations the curve is interpolated onto the 6000-point grid, corrected for blood
 * there and integrated by trapezoids; with durations it is summed frame by frame and no gap is
 * bridged.
 */
class KinfitrLinear implements LinearScheme {
  private final Pbr28Scan scan;
  private final KinfitrScheme grid;
  private final boolean durations;
  private final boolean overPlasma;
  private final double[] knots;

  /**
   * Over one scan.
   *
   * @param overPlasma whether the model divides by plasma, as Patlak does
   */
  KinfitrLinear(Pbr28Scan scan, double shift, TissueIntegral method, boolean overPlasma) {
    this.overPlasma = overPlasma;
    this.scan = scan;
    this.grid = KinfitrScheme.of(scan, shift);
    this.durations = method == TissueIntegral.FRAME_DURATION;
    this.knots = withZero(grid.frameTimes());
  }

  private static double[] withZero(double[] values) {
    double[] longer = new double[values.length + 1];
    System.arraycopy(values, 0, longer, 1, values.length);
    return longer;
  }

  /** A grid curve at the frames; over plasma, the ratio is what is interpolated. */
  private double[] atFrames(double[] curve) {
    if (!overPlasma) {
      return grid.atFrames(curve);
    }
    double[] ratio = new double[curve.length];
    for (int i = 0; i < ratio.length; i++) {
      ratio[i] = curve[i] / grid.plasmaOnGrid()[i];
    }
    double[] values = grid.atFrames(ratio);
    double[] plasma = plasma();
    for (int f = 0; f < values.length; f++) {
      values[f] *= plasma[f];
    }
    return values;
  }

  private double[] integrated(double[] curve) {
    return KinfitrScheme.trapezoids(grid.times(), curve);
  }

  @Override
  public double[] plasma() {
    return grid.plasmaAtFrames();
  }

  @Override
  public double[] plasmaIntegral() {
    return atFrames(integrated(grid.plasmaOnGrid()));
  }

  @Override
  public double[] plasmaDoubleIntegral() {
    return grid.atFrames(integrated(integrated(grid.plasmaOnGrid())));
  }

  @Override
  public double[] blood() {
    return grid.direct();
  }

  @Override
  public double[] bloodIntegral() {
    return grid.atFrames(integrated(grid.bloodOnGrid()));
  }

  @Override
  public double[] bloodDoubleIntegral() {
    return grid.atFrames(integrated(integrated(grid.bloodOnGrid())));
  }

  @Override
  public void tissue(
      double[] tac,
      double bloodVolume,
      double[] tissue,
      double[] integral,
      double[] doubleIntegral) {
    double[] curve = KinfitrScheme.onGrid(knots, withZero(tac), grid.times());
    for (int i = 0; i < curve.length; i++) {
      curve[i] = (curve[i] - bloodVolume * grid.bloodOnGrid()[i]) / (1 - bloodVolume);
    }
    System.arraycopy(atFrames(curve), 0, tissue, 0, tissue.length);
    if (durations) {
      halves(tissue, integral);
      if (doubleIntegral != null) {
        halves(integral, doubleIntegral);
      }
      return;
    }
    double[] area = integrated(curve);
    System.arraycopy(grid.atFrames(area), 0, integral, 0, tissue.length);
    if (doubleIntegral != null) {
      System.arraycopy(grid.atFrames(integrated(area)), 0, doubleIntegral, 0, tissue.length);
    }
  }

  /** Sum of value times duration of the frames before, plus half of the frame itself. */
  private void halves(double[] values, double[] out) {
    double before = 0;
    for (int f = 0; f < values.length; f++) {
      double own = values[f] * scan.timing().duration(f);
      out[f] = before + 0.5 * own;
      before += own;
    }
  }
}
