package org.tacflow.config;

import java.io.Serializable;
import java.util.List;

/**
 * Whether and how the non-displaceable volume is estimated over the regions of each scan.
 *
 * @param from first VND tried, mL/cm3; NaN estimates none
 * @param to last VND tried, mL/cm3
 * @param step between them, mL/cm3
 * @param regions regions or groups; empty means all groups if there are groups, else all regions
 * @param bloodVolume fixed blood volume fraction
 * @param starts starts of each fit
 */
public record Sime(
    double from, double to, double step, List<String> regions, double bloodVolume, int starts)
    implements Serializable {

  /** Copies the list. */
  public Sime {
    regions = List.copyOf(regions);
  }

  /** Nothing is estimated. */
  public static Sime none() {
    return new Sime(Double.NaN, Double.NaN, Double.NaN, List.of(), 0.05, 3);
  }

  /** Whether VND is estimated; derived from the grid, so no setting of its own. */
  public boolean wanted() {
    return from > 0;
  }

  /** The VND to try, mL/cm3, in ascending order. */
  public double[] grid() {
    int count = (int) Math.floor((to - from) / step + 1e-9) + 1;
    double[] grid = new double[count];
    for (int i = 0; i < count; i++) {
      grid[i] = from + i * step;
    }
    return grid;
  }
}
