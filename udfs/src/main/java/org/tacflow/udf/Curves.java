package org.tacflow.udf;

/** What a fit function is given. */
enum Curves {
  /** Many noisy curves: speed counts. */
  VOXELS,
  /** Few mean curves: the last digits count. */
  REGIONS
}
