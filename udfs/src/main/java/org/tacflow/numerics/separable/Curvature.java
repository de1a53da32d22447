package org.tacflow.numerics.separable;

/** What the covariance of a nonlinear fit is the inverse of. */
public enum Curvature {
  /** Product of the Jacobian with itself, what most programs report. */
  GAUSS_NEWTON,
  /** Second derivatives of half the residual sum, including the residual. */
  HESSIAN
}
