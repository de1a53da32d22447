package org.tacflow.study;

/** A side of the brain. */
public enum Side {
  /** Left hemisphere. */
  LEFT,
  /** Right hemisphere. */
  RIGHT,
  /** Both, or not sided. */
  BOTH
}
