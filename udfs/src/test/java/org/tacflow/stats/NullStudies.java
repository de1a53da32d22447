package org.tacflow.stats;

import java.util.Random;

/**
 * Studies whose effects differ between studies, sd 0.2 about 0: Fisher's z of 10 people and more.
 *
 * @param effects z of each
 * @param variances their sampling variances
 */
record NullStudies(double[] effects, double[] variances) {
  /** Sizes from 10 people on, 3 more in each, as long as they are ten; then the same again. */
  static NullStudies of(Random random, int studies) {
    double[] effects = new double[studies];
    double[] variances = new double[studies];
    for (int study = 0; study < studies; study++) {
      variances[study] = 1.0 / (7 + 3 * (study % 10));
      effects[study] =
          0.2 * random.nextGaussian() + Math.sqrt(variances[study]) * random.nextGaussian();
    }
    return new NullStudies(effects, variances);
  }
}
