package org.tacflow.simulate;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tacflow.bids.ImageGrid;

/**
 * A label image with its names: the anatomy of a simulated cohort.
 *
 * @param name label of the segmentation, letters and digits
 * @param grid voxel grid
 * @param labels label of every voxel, first axis fastest; 0 is background
 * @param names label to region name, for every label that has voxels
 */
record LabelVolume(String name, ImageGrid grid, int[] labels, SortedMap<Integer, String> names) {
  /** Checks that every label has a name. */
  LabelVolume {
    if (labels.length != grid.voxels()) {
      throw new IllegalArgumentException(
          "Invalid labels: " + labels.length + " voxels (must be " + grid.voxels() + ")");
    }
    TreeMap<Integer, String> used = new TreeMap<>();
    for (int label : labels) {
      if (label != 0 && !used.containsKey(label)) {
        String region = names.get(label);
        if (region == null) {
          throw new IllegalArgumentException(
              "Invalid label image "
                  + name
                  + ": label "
                  + label
                  + " has no name (the dseg.tsv must name every label)");
        }
        used.put(label, region);
      }
    }
    names = Collections.unmodifiableSortedMap(used);
  }

  /** Number of voxels of every label. */
  SortedMap<Integer, Long> voxels() {
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (int label : labels) {
      if (label != 0) {
        counts.merge(label, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** Number of voxels of every tissue. */
  Map<String, Long> tissueVoxels() {
    Map<String, Long> counts = new TreeMap<>();
    voxels().forEach((l, n) -> counts.merge(RegionCatalogue.tissue(names.get(l)), n, Long::sum));
    return counts;
  }
}
