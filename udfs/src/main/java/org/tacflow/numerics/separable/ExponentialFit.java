package org.tacflow.numerics.separable;

import java.util.Arrays;

/**
 * The solution of one separable problem, reused from curve to curve.
 *
 * <p>{@code y ≈ a₁ B(θ₁) + a₂ B(θ₂) + b column + κ extra}, with {@code θ₁ > θ₂}. With one
 * exponential {@code a₂ = 0} and {@code θ₂} is the smallest rate; with none both amplitudes are 0.
 */
public final class ExponentialFit {
  /** Amplitude of the faster exponential, as a row of {@link #covariance}. */
  public static final int A1 = 0;

  /** The faster rate, as a row of {@link #covariance}. */
  public static final int RATE1 = 1;

  /** Amplitude of the slower exponential, as a row of {@link #covariance}. */
  public static final int A2 = 2;

  /** The slower rate, as a row of {@link #covariance}. */
  public static final int RATE2 = 3;

  /** Factor of the column, as a row of {@link #covariance}. */
  public static final int COLUMN = 4;

  /** Factor of the extra column, as a row of {@link #covariance}. */
  public static final int EXTRA = 5;

  private static final int SIZE = 6;

  int exponentials;
  double amplitude1;
  double rate1;
  double amplitude2;
  double rate2;
  double column;
  double extra;
  double residualSum;
  boolean fastAtUpper;
  boolean slowAtLower;
  boolean columnOnBox;
  private final double[] covariance = new double[SIZE * SIZE];

  /** How many exponentials the solution has: 2, 1 or 0. */
  public int exponentials() {
    return exponentials;
  }

  /** Amplitude of the faster exponential. */
  public double amplitude1() {
    return amplitude1;
  }

  /** Faster rate, 1/time. */
  public double rate1() {
    return rate1;
  }

  /** Amplitude of the slower exponential. */
  public double amplitude2() {
    return amplitude2;
  }

  /** Slower rate, 1/time. */
  public double rate2() {
    return rate2;
  }

  /** Coefficient of the linear column. */
  public double column() {
    return column;
  }

  /** Coefficient of the extra column, 0 where there is none. */
  public double extra() {
    return extra;
  }

  /** Weighted residual sum of squares, {@code Σ w (y − model)²}. */
  public double residualSum() {
    return residualSum;
  }

  /** Whether the faster (or only) rate lies on the upper end of the range. */
  public boolean fastAtUpper() {
    return fastAtUpper;
  }

  /** Whether the slower (or only) rate lies on the lower end of the range. */
  public boolean slowAtLower() {
    return slowAtLower;
  }

  /** Whether the coefficient of the column lies on its box. */
  public boolean columnOnBox() {
    return columnOnBox;
  }

  /**
   * Covariance of two of (amplitude 1, rate 1, amplitude 2, rate 2, column, extra), for residuals
   * of unit weighted variance; 0 for what lies on a bound.
   */
  public double covariance(int i, int j) {
    return covariance[i * SIZE + j];
  }

  void covariance(int i, int j, double value) {
    covariance[i * SIZE + j] = value;
    covariance[j * SIZE + i] = value;
  }

  void clear() {
    exponentials = 0;
    amplitude1 = 0;
    rate1 = 0;
    amplitude2 = 0;
    rate2 = 0;
    column = 0;
    extra = 0;
    fastAtUpper = false;
    slowAtLower = false;
    columnOnBox = false;
    Arrays.fill(covariance, 0);
  }
}
