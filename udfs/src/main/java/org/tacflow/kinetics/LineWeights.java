package org.tacflow.kinetics;

/** How the frames of a graphical model count; its ordinate is not the measured curve. */
public enum LineWeights {
  /** All used frames alike, the method as published. */
  UNIFORM,
  /** The variance that the frame weights imply for the ordinate, by the delta method. */
  TRANSFORMED
}
