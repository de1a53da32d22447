package org.tacflow.kinetics;

import org.tacflow.numerics.LeastSquares;

/** A compartment curve whose parameters are the rate constants themselves: K1 k2 k3 k4 vB Kb. */
final class RateCurve implements LeastSquares.Curve {
  private final CompartmentCurve curve;
  private final double[] exponentials = new double[RateMap.SIZE];
  private final double[][] map = new double[RateMap.SIZE][RateMap.SIZE];
  private final double[][] byExponential;

  RateCurve(CompartmentCurve curve, int frames) {
    this.curve = curve;
    this.byExponential = new double[frames][RateMap.SIZE];
  }

  @Override
  public void evaluate(double[] rates, double[] values, double[][] jacobian) {
    RateMap.toExponentials(rates, exponentials, map);
    curve.evaluate(exponentials, values, byExponential);
    for (int f = 0; f < values.length; f++) {
      for (int rate = 0; rate < RateMap.SIZE; rate++) {
        double sum = 0;
        for (int e = 0; e < RateMap.SIZE; e++) {
          sum += byExponential[f][e] * map[e][rate];
        }
        jacobian[f][rate] = sum;
      }
    }
  }
}
