package org.tacflow.jobs;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.DerivativeNames;
import org.tacflow.bids.NiftiSpace;
import org.tacflow.bids.NiftiType;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.Status;

/**
 * The maps of one scan and model, filled voxel by voxel and written in the space of its image.
 *
 * <p>Holds the labelled voxels as floats and one whole map at a time.
 */
final class VoxelMaps {
  private final ModelSidecar model;
  private final int columns;
  private int[] voxels = new int[1 << 12];
  private byte[] statuses = new byte[1 << 12];
  private float[][] values;
  private int count;

  /**
   * Empty maps.
   *
   * @param columns numbers per voxel: the parameters, then their standard errors where wanted
   */
  private VoxelMaps(ModelSidecar model, int columns) {
    this.model = model;
    this.columns = columns;
    this.values = new float[columns][1 << 12];
  }

  /** What is done with the maps of a scan once they are full. */
  interface Use {
    void with(String scan, VoxelMaps maps);
  }

  /** Fills maps from rows sorted by scan and uses them scan by scan. */
  static void byScan(Iterator<Row> rows, ModelSidecar model, int columns, Use use) {
    String scan = null;
    VoxelMaps maps = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.getString(0).equals(scan)) {
        if (maps != null) {
          use.with(scan, maps);
        }
        scan = row.getString(0);
        maps = new VoxelMaps(model, columns);
      }
      maps.add(row);
    }
    if (maps != null) {
      use.with(scan, maps);
    }
  }

  /** Adds a voxel: {@code scan, voxel, status}, then the numbers. */
  private void add(Row row) {
    if (count == voxels.length) {
      voxels = Arrays.copyOf(voxels, 2 * count);
      statuses = Arrays.copyOf(statuses, 2 * count);
      for (int c = 0; c < columns; c++) {
        values[c] = Arrays.copyOf(values[c], 2 * count);
      }
    }
    voxels[count] = row.getInt(1);
    statuses[count] =
        (byte) (1 + Status.valueOf(row.getString(2).toUpperCase(Locale.ROOT)).ordinal());
    for (int c = 0; c < columns; c++) {
      values[c][count] = row.isNullAt(3 + c) ? Float.NaN : (float) row.getDouble(3 + c);
    }
    count++;
  }

  /** Writes all maps and their sidecars. */
  void write(Storage storage, DatasetText files, ExportScan scan, DerivativeNames names)
      throws ScanException, IOException {
    NiftiSpace space = NiftiSpace.read(storage, scan.scan().files().image());
    float[] map = new float[space.grid().voxels()];
    List<Parameter> parameters = model.parameters();
    for (int c = 0; c < columns; c++) {
      Parameter parameter = parameters.get(c % parameters.size());
      boolean error = c >= parameters.size();
      if (error && !hasNumber(values[c])) {
        continue; // Ratios have no standard error.
      }
      String name =
          error
              ? names.errorMap(model.label(), parameter.name())
              : names.map(model.label(), parameter.name());
      String what = error ? "standard error of " + parameter.meaning() : parameter.meaning();
      fill(scan, c, map);
      String title =
          model.label().id() + " " + parameter.name() + (error ? " SE" : "") + unit(parameter);
      try (NiftiWriter writer =
          NiftiWriter.create(
              storage, files.path(name + ".nii.gz"), space, title, NiftiType.FLOAT32)) {
        writer.frame(map);
      }
      Map<String, Object> json = model.of(scan, what + "; NaN outside regions and without a fit");
      json.put("Units", parameter.unit().equals("1") ? "unitless" : parameter.unit());
      files.json(name + ".json", json);
    }
    writeStatus(storage, files, scan, names, space);
  }

  private boolean hasNumber(float[] column) {
    for (int v = 0; v < count; v++) {
      if (!Float.isNaN(column[v])) {
        return true;
      }
    }
    return false;
  }

  private static String unit(Parameter parameter) {
    return parameter.unit().equals("1") ? "" : " [" + parameter.unit() + "]";
  }

  /** Fills a whole map with the numbers of a column, NaN where there is none. */
  void fill(ExportScan scan, int column, float[] map) throws ScanException {
    Arrays.fill(map, Float.NaN);
    for (int v = 0; v < count; v++) {
      if (voxels[v] < 0 || voxels[v] >= map.length) {
        throw new ScanException(
            "Cannot write maps of "
                + scan.scan().key()
                + ": voxel "
                + voxels[v]
                + " is not in "
                + scan.scan().files().image()
                + " (the image changed since the run; run again)");
      }
      map[voxels[v]] = values[column][v];
    }
  }

  /** How the fit of every voxel ended: 1 and more in the order of {@link Status}, 0 for none. */
  int[] statuses(int size) {
    int[] map = new int[size];
    for (int v = 0; v < count; v++) {
      map[voxels[v]] = statuses[v];
    }
    return map;
  }

  private void writeStatus(
      Storage storage, DatasetText files, ExportScan scan, DerivativeNames names, NiftiSpace space)
      throws IOException {
    int[] map = statuses(space.grid().voxels());
    String name = names.statusMap(model.label());
    try (NiftiWriter writer =
        NiftiWriter.create(
            storage,
            files.path(name + ".nii.gz"),
            space,
            model.label().id() + " status of the fit",
            NiftiType.INT16)) {
      writer.frame(map);
    }
    files.json(
        name + ".json", model.of(scan, "How the fit of each voxel ended; 0 outside regions"));
    files.table(
        name + ".tsv",
        List.of("index", "name"),
        Arrays.stream(Status.values())
            .map(s -> List.of(Integer.toString(1 + s.ordinal()), s.name().toLowerCase(Locale.ROOT)))
            .toList());
  }
}
