package org.tacflow.kinetics;

import static org.tacflow.numerics.separable.ExponentialFit.A1;
import static org.tacflow.numerics.separable.ExponentialFit.A2;
import static org.tacflow.numerics.separable.ExponentialFit.COLUMN;
import static org.tacflow.numerics.separable.ExponentialFit.EXTRA;
import static org.tacflow.numerics.separable.ExponentialFit.RATE1;
import static org.tacflow.numerics.separable.ExponentialFit.RATE2;

import org.tacflow.numerics.separable.ExponentialFit;

/** Standard error of a function of exponentials: {@code σ √(gᵀ C g)}. */
final class DeltaMethod {
  private DeltaMethod() {}

  /**
   * The error of a function with this gradient in (amplitude 1, rate 1, amplitude 2, rate 2,
   * column).
   *
   * @param sigma square root of the residual variance
   * @return NaN where the covariance is not defined, and for what is fixed and so does not vary
   */
  static double error(
      ExponentialFit fit, double sigma, double a1, double t1, double a2, double t2, double b) {
    return error(fit, sigma, a1, t1, a2, t2, b, 0);
  }

  /** The same with the extra column. */
  static double error(
      ExponentialFit fit,
      double sigma,
      double a1,
      double t1,
      double a2,
      double t2,
      double b,
      double extra) {
    // Written out, since a loop with its branches took a tenth of a voxel's fit.
    double sum =
        a1 * a1 * fit.covariance(A1, A1)
            + t1 * (2 * a1 * fit.covariance(RATE1, A1) + t1 * fit.covariance(RATE1, RATE1))
            + a2
                * (2 * (a1 * fit.covariance(A2, A1) + t1 * fit.covariance(A2, RATE1))
                    + a2 * fit.covariance(A2, A2))
            + t2
                * (2
                        * (a1 * fit.covariance(RATE2, A1)
                            + t1 * fit.covariance(RATE2, RATE1)
                            + a2 * fit.covariance(RATE2, A2))
                    + t2 * fit.covariance(RATE2, RATE2))
            + b
                * (2
                        * (a1 * fit.covariance(COLUMN, A1)
                            + t1 * fit.covariance(COLUMN, RATE1)
                            + a2 * fit.covariance(COLUMN, A2)
                            + t2 * fit.covariance(COLUMN, RATE2))
                    + b * fit.covariance(COLUMN, COLUMN));
    if (extra != 0) {
      sum +=
          extra
              * (2
                      * (a1 * fit.covariance(EXTRA, A1)
                          + t1 * fit.covariance(EXTRA, RATE1)
                          + a2 * fit.covariance(EXTRA, A2)
                          + t2 * fit.covariance(EXTRA, RATE2)
                          + b * fit.covariance(EXTRA, COLUMN))
                  + extra * fit.covariance(EXTRA, EXTRA));
    }
    if (Double.isNaN(sum)) {
      sum = ofDependences(fit, a1, t1, a2, t2, b, extra);
    }
    return sum > 0 ? sigma * Math.sqrt(sum) : Double.NaN;
  }

  /** The same sum without what the function does not depend on, which may lack a covariance. */
  private static double ofDependences(ExponentialFit fit, double... gradient) {
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      for (int j = 0; j < gradient.length; j++) {
        if (gradient[i] != 0 && gradient[j] != 0) {
          sum += gradient[i] * gradient[j] * fit.covariance(i, j);
        }
      }
    }
    return sum;
  }
}
