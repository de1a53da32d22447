package org.tacflow.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tacflow.bids.ImageMemory;
import org.tacflow.bids.LabelImage;
import org.tacflow.bids.LabelTable;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanMetadata;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.HalfLives;
import org.tacflow.study.Registries;

/**
 * Rows of {@code voxel_tacs} from the image of a scan, and the means of its regions beside them.
 *
 * <p>Streams the image and keeps labelled voxels only: memory is kept voxels × frames × 4 bytes.
 * The whole image is read and checked before the first row leaves, so that a damaged image leaves
 * none.
 */
final class ImageVoxels implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Storage storage;
  private final HalfLives halfLives;
  private final CohortConfig config;
  private final Rejections rejections;
  private final CollectedMeans means;
  private final String stage;

  ImageVoxels(RunContext run, CollectedMeans means, String stage) {
    this.storage = run.storage();
    this.halfLives = HalfLives.with(run.config().curves().halfLives());
    this.config = run.config();
    this.rejections = run.rejections();
    this.means = means;
    this.stage = stage;
  }

  /** The labelled voxels of one scan in the order of their index; none when it cannot be used. */
  VoxelRows of(ScanTable.Scan scan) throws IOException {
    try {
      return rows(scan);
    } catch (ScanException e) {
      rejections.add(scan.key(), stage, e.getMessage());
      return VoxelRows.none(scan.key());
    }
  }

  private VoxelRows rows(ScanTable.Scan scan) throws ScanException, IOException {
    ScanMetadata metadata = Sidecar.read(storage, scan.files(), halfLives);
    LabelImage labels = LabelImage.read(storage, scan.files().labels());
    Map<Integer, String> names = names(scan);
    try (NiftiFrames image = NiftiFrames.open(storage, scan.files().image())) {
      image.header().requireFrames(scan.files().image(), metadata.timing().size());
      labels.requireGrid(scan.files().image(), image.header().grid());
      int[] kept = labels.voxels(names::containsKey);
      if (kept.length == 0) {
        throw new ScanException(
            "Cannot use labels "
                + scan.files().labels()
                + ": no voxel of a region of "
                + scan.files().labelTable()
                + " (check the table and excluded-regions)");
      }
      float[][] frames = frames(scan.files().image(), image, kept, scan.timing().size(), metadata);
      String[] regions = regions(labels, kept, names);
      RegionMeans own = new RegionMeans(scan.key(), CurveFiles.parcellation(scan.files().labels()));
      return new VoxelRows(
          scan.key(),
          kept,
          regions,
          frames,
          labels.grid().voxelVolume(),
          own,
          () ->
              means.add(
                  scan.key(), own.rows(config.regionGroups(), Registries.packaged().regions())));
    }
  }

  private static String[] regions(LabelImage labels, int[] kept, Map<Integer, String> names) {
    String[] regions = new String[kept.length];
    int last = 0;
    String name = null;
    for (int v = 0; v < kept.length; v++) {
      int label = labels.label(kept[v]);
      // Neighbours mostly have one label.
      if (label != last) {
        last = label;
        name = names.get(label);
      }
      regions[v] = name;
    }
    return regions;
  }

  /** Names of the regions that are used, by label. */
  private Map<Integer, String> names(ScanTable.Scan scan) throws ScanException {
    String table = scan.files().labelTable();
    if (table == null) {
      throw new ScanException(
          "Cannot use labels "
              + scan.files().labels()
              + ": no _dseg.tsv with their names (add it)");
    }
    Map<Integer, String> names = new TreeMap<>(LabelTable.names(storage, table));
    names.remove(0);
    Set<String> unwanted = new HashSet<>(config.curves().excludedRegions());
    names.values().removeIf(unwanted::contains);
    return names;
  }

  private static float[][] frames(
      String path, NiftiFrames image, int[] kept, int wanted, ScanMetadata metadata)
      throws ScanException {
    // Beside the frames: the values of one, the region of each voxel.
    ImageMemory.require(path, 4L * kept.length * (wanted + 2));
    float[][] frames = new float[wanted][kept.length];
    float[] values = new float[kept.length];
    for (int f = 0; image.next(kept, values); f++) {
      if (f < wanted) {
        double factor =
            metadata.toKilobecquerelPerMillilitre() * metadata.decayCorrection().factor(f);
        for (int v = 0; v < values.length; v++) {
          frames[f][v] = (float) (values[v] * factor);
        }
      }
    }
    return frames;
  }
}
