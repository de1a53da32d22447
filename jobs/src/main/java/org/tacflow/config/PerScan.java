package org.tacflow.config;

import java.io.Serializable;

/**
 * What of a model is found once per scan, on mean curves, and then holds for all its curves.
 *
 * @param tStarTolerance largest relative change of the outcome behind an automatic t*; 0 where t*
 *     is given
 * @param bloodVolumeRegion region or group whose fit gives the blood volume; empty without
 * @param k2primeRegion region or group whose fit gives k2prime; empty without
 */
public record PerScan(double tStarTolerance, String bloodVolumeRegion, String k2primeRegion)
    implements Serializable {

  /** Everything is given or fitted curve by curve. */
  public static PerScan nothing() {
    return new PerScan(0, "", "");
  }

  /** Whether anything is found per scan; derived, so no setting of its own. */
  public boolean any() {
    return tStarTolerance > 0 || !bloodVolumeRegion.isEmpty() || !k2primeRegion.isEmpty();
  }
}
