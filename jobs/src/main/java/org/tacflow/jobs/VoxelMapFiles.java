package org.tacflow.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.Row;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.Storage;
import org.tacflow.tables.Tables;

/**
 * Writes the maps of a voxelwise test as NIfTI images with their sidecars.
 *
 * <p>Names follow the derivatives of statistical models: {@code
 * contrast-<test>_stat-<stat>_statmap}. Voxels that were not tested are NaN: 0 would read as
 * significant in a map of p.
 */
final class VoxelMapFiles {
  /** Folder in the run. */
  static final String FOLDER = "voxelwise";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Storage storage;
  private final String folder;

  VoxelMapFiles(RunContext run) {
    this.storage = run.storage();
    this.folder = run.draft().path(FOLDER);
  }

  /** Writes all maps of a test; its row is what the sidecars say of it. */
  void write(VoxelMapRows maps, Row test) throws IOException {
    write(
        maps,
        test,
        "effect",
        "change per unit of the score, or group difference",
        v -> maps.model().effect(v));
    write(maps, test, "r", "partial correlation", v -> maps.model().r(v));
    write(maps, test, "t", "t of the tested variable", v -> maps.model().t(v));
    write(maps, test, "tfce", "threshold-free cluster enhancement of t", maps.result()::enhanced);
    write(maps, test, "p", "two-sided permutation p of each voxel alone", maps.result()::p);
    write(maps, test, "pfwet", "family-wise p by the largest |t|", maps.result()::pFweT);
    write(
        maps, test, "pfwetfce", "family-wise p by the largest |TFCE|", maps.result()::pFweEnhanced);
  }

  private void write(
      VoxelMapRows maps, Row test, String stat, String meaning, IntToDoubleFunction value)
      throws IOException {
    String path = folder + "/contrast-" + maps.name() + "_stat-" + stat + "_statmap";
    NiftiWriter.writeMap(storage, path + ".nii.gz", maps.grid(), maps.volume(value));
    Map<String, Object> sidecar = new LinkedHashMap<>();
    sidecar.put("Description", meaning);
    String[] columns = Tables.VOXELWISE_TESTS.schema().fieldNames();
    for (int c = 0; c < columns.length; c++) {
      if (!test.isNullAt(c)) {
        sidecar.put(columns[c], test.get(c));
      }
    }
    try (OutputStream out = storage.create(path + ".json")) {
      out.write((JSON.writeValueAsString(sidecar) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
