package org.tacflow.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.tacflow.bids.DerivativeNames;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.NiftiSpace;
import org.tacflow.bids.NiftiType;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.Status;
import org.tacflow.report.ReportFolder;
import org.tacflow.report.SlicePicture;

/** Pictures and viewer volumes of one scan in the folder of its report. */
final class ScanPictures implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage storage;
  private final String folder;

  ScanPictures(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** Draws every parameter and the status of one model; describes each as JSON. */
  List<String> maps(ExportScan scan, ModelSidecar model, VoxelMaps maps)
      throws ScanException, IOException {
    NiftiSpace space = NiftiSpace.read(storage, scan.scan().files().image());
    float[] map = new float[space.grid().voxels()];
    List<String> pieces = new ArrayList<>();
    List<Parameter> parameters = model.parameters();
    for (int c = 0; c < parameters.size(); c++) {
      Parameter parameter = parameters.get(c);
      maps.fill(scan, c, map);
      ObjectNode piece = drawn(scan, model.label().id() + parameter.name(), space, map);
      piece.put("model", model.label().id()).put("parameter", parameter.name());
      piece.put("unit", parameter.unit()).put("meaning", parameter.meaning());
      volume(scan, piece, space, map);
      pieces.add(piece.toString());
    }
    int[] statuses = maps.statuses(map.length);
    for (int v = 0; v < map.length; v++) {
      map[v] = shade(statuses[v]);
    }
    ObjectNode piece = JSON.createObjectNode();
    String name = name(scan, model.label().id() + "status") + ".png";
    folder().write(name, SlicePicture.png(space.grid(), map, 0, 1));
    piece.put("model", model.label().id()).put("parameter", "status").put("file", name);
    piece.put("unit", "1").put("low", 0).put("high", 1);
    volume(scan, piece, space, map);
    pieces.add(piece.toString());
    return pieces;
  }

  /** Far apart in light and dark: converged, on a bound, without numbers; NaN outside. */
  private static float shade(int status) {
    if (status == 0) {
      return Float.NaN;
    }
    return switch (Status.values()[status - 1]) {
      case CONVERGED -> 0;
      case AT_BOUND -> 0.6f;
      default -> 1;
    };
  }

  /** Draws the mean of the frames, weighted by their durations; describes it as JSON. */
  String mean(ExportScan scan) throws ScanException, IOException {
    String image = scan.scan().files().image();
    NiftiSpace space = NiftiSpace.read(storage, image);
    int[] all = new int[space.grid().voxels()];
    for (int v = 0; v < all.length; v++) {
      all[v] = v;
    }
    float[] frame = new float[all.length];
    float[] mean = new float[all.length];
    FrameTiming timing = scan.scan().timing();
    double total = 0;
    for (int f = 0; f < timing.size(); f++) {
      total += timing.duration(f);
    }
    try (NiftiFrames frames = NiftiFrames.open(storage, image)) {
      for (int f = 0; f < timing.size() && frames.next(all, frame); f++) {
        float share = (float) (timing.duration(f) / total);
        for (int v = 0; v < mean.length; v++) {
          mean[v] += share * frame[v];
        }
      }
    }
    ObjectNode piece = drawn(scan, "meanpet", space, mean);
    piece.put("model", "PET").put("parameter", "mean").put("meaning", "mean over the frames");
    piece.put("unit", "units of the image");
    volume(scan, piece, space, mean);
    return piece.toString();
  }

  private ObjectNode drawn(ExportScan scan, String label, NiftiSpace space, float[] map)
      throws IOException {
    double[] range = SlicePicture.range(map);
    String name = name(scan, label) + ".png";
    folder().write(name, SlicePicture.png(space.grid(), map, range[0], range[1]));
    ObjectNode piece = JSON.createObjectNode();
    return piece.put("file", name).put("low", range[0]).put("high", range[1]);
  }

  /** A volume as a script, for a page opened from a disk may not read files but may run scripts. */
  private void volume(ExportScan scan, ObjectNode piece, NiftiSpace space, float[] map)
      throws IOException {
    String id = piece.get("model").asText() + " " + piece.get("parameter").asText();
    String name = name(scan, DerivativeNames.label(id));
    String image = folder + "/" + name + ".nii.gz";
    try (NiftiWriter writer = NiftiWriter.create(storage, image, space, id, NiftiType.FLOAT32)) {
      writer.frame(map);
    }
    String base64;
    try (InputStream in = storage.open(image)) {
      base64 = Base64.getEncoder().encodeToString(in.readAllBytes());
    }
    String script =
        "(window.tacflowVolumes ??= {})['" + DerivativeNames.label(id) + "'] = '" + base64 + "';\n";
    folder().write(name + ".js", script.getBytes(StandardCharsets.US_ASCII));
    piece.put("volume", DerivativeNames.label(id)).put("script", name + ".js");
    piece.put("image", name + ".nii.gz");
  }

  private ReportFolder folder() {
    return ReportFolder.of(storage, folder);
  }

  private static String name(ExportScan scan, String label) {
    return "scan/" + scan.scan().key() + "/" + DerivativeNames.label(label);
  }
}
