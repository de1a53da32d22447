/**
 * Least squares for sums of one or two exponential responses and linear columns, at voxel speed.
 *
 * <p>The problem is {@code min Σ w (y − Σ aᵢ B(θᵢ) − b c)²} with exact responses {@code B}. What no
 * curve changes is done once: responses are compressed to about a dozen numbers, tabulated over
 * {@code ln θ}, and their scalar products over pairs. A curve then costs one projection, a search
 * of the profile over the fast rate for every basin, and a few Newton steps with exact second
 * derivatives on scalars.
 *
 * <p>Sources: Golub & Pereyra 1973, doi:10.1137/0710036 (variable projection); Gunn et al. 1997,
 * doi:10.1006/nimg.1997.0303 and 2002, doi:10.1097/01.WCB.0000045042.03034.42 (exponential bases in
 * PET); Hong & Fryer 2010, doi:10.1016/j.neuroimage.2009.12.090 (pairs of basis functions).
 */
package org.tacflow.numerics.separable;
