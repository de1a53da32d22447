package org.tacflow.numerics;

/** A weighted curve and the box its parameters live in. */
record BoxedCurve(LeastSquares.Curve curve, double[] rootWeights, double[] lower, double[] upper) {

  int points() {
    return rootWeights.length;
  }

  int parameters() {
    return lower.length;
  }

  double lower(int j) {
    return lower[j];
  }

  double upper(int j) {
    return upper[j];
  }

  boolean fixed(int j) {
    return lower[j] == upper[j];
  }

  double clamp(int j, double value) {
    return Math.min(upper[j], Math.max(lower[j], value));
  }

  int pointsWithWeight() {
    int used = 0;
    for (double w : rootWeights) {
      used += w > 0 ? 1 : 0;
    }
    return used;
  }

  /** Observations times root weight; one without weight may be anything, NaN included. */
  double[] weighted(double[] observed) {
    double[] y = new double[points()];
    for (int i = 0; i < y.length; i++) {
      y[i] = rootWeights[i] > 0 ? rootWeights[i] * observed[i] : 0;
    }
    return y;
  }

  /**
   * Writes weighted residuals {@code √w (y − c)} and weighted derivatives of the curve.
   *
   * @return the weighted residual sum of squares
   */
  double measure(double[] x, double[] y, double[] residual, double[][] jacobian) {
    curve.evaluate(x, residual, jacobian);
    double rss = 0;
    for (int i = 0; i < residual.length; i++) {
      residual[i] = y[i] - rootWeights[i] * residual[i];
      rss += residual[i] * residual[i];
      for (int j = 0; j < x.length; j++) {
        jacobian[i][j] *= rootWeights[i];
      }
    }
    return rss;
  }
}
