package org.tacflow.simulate;

import java.util.TreeMap;
import org.tacflow.bids.Entities;
import org.tacflow.bids.LabelImage;
import org.tacflow.bids.LabelTable;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

/** Reads the anatomy of a cohort: a label image with its {@code dseg.tsv}. */
final class LabelVolumeReader {
  private LabelVolumeReader() {}

  /**
   * Reads an image and the names of its labels.
   *
   * <p>The segmentation is called by the {@code seg} or {@code desc} entity of the file, else
   * {@code labels}.
   *
   * @throws InputException naming the file and what is wrong with it
   */
  static LabelVolume read(Storage storage, String image, String table) {
    try {
      LabelImage read = LabelImage.read(storage, image);
      int[] labels = new int[read.grid().voxels()];
      for (int v = 0; v < labels.length; v++) {
        labels[v] = read.label(v);
      }
      Entities entities = Entities.parse(Storage.name(image));
      String seg = entities.label("seg") == null ? entities.label("desc") : entities.label("seg");
      return new LabelVolume(
          seg == null ? "labels" : seg,
          read.grid(),
          labels,
          new TreeMap<>(LabelTable.names(storage, table)));
    } catch (ScanException | IllegalArgumentException e) {
      throw new InputException("Cannot simulate in " + image + ": " + e.getMessage());
    }
  }
}
