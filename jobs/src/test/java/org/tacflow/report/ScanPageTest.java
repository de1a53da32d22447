package org.tacflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.Storage;
import org.tacflow.testing.NodeTool;

/** The page of a scan in a browser; the truth is what was put into it by hand. */
class ScanPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ImageGrid GRID = ImageGrid.cubes(12, 14, 10, 6);
  private static final String HOSTILE = "</script><img src=x onerror=window.injected=1>";

  @TempDir private static Path folder;

  private static JsonNode seen;

  @BeforeAll
  static void openInABrowser() throws Exception {
    Storage storage = Storage.local();
    ReportFolder report = ReportFolder.of(storage, folder.toString());
    ObjectNode data = data();
    for (String model : new String[] {"PET", "Logan"}) {
      data.withArray("map").add(map(storage, report, model));
    }
    data.withArray("map").add(status(storage, report));
    report.writeAssets(ScanPage.empty());
    report.write("lib/colours.png", SlicePicture.bar());
    String file = ScanPage.file("sub-01");
    report.writeAlone(file, ScanPage.of("sub-01", data));
    seen = JSON.readTree(NodeTool.run("pages", "scan-page.mjs", folder.resolve(file).toString()));
  }

  private static ObjectNode data() throws IOException {
    String quoted = JSON.writeValueAsString(HOSTILE);
    return (ObjectNode)
        JSON.readTree(
            """
            {"scan": [{"tracer": "PBR28", "injected_activity": 350.0, "body_weight": 80.0,
                "frame_begin": [0, 1, 5, 20], "frame_end": [1, 5, 20, 60],
                "flags": ["dose_missing: no dose", %1$s]}],
             "input": [{"time": [0, 1, 60], "plasma": [0, 50, 1], "whole_blood_time": [0, 60],
                "whole_blood": [0, 2], "delay": 0.25, "delay_source": "none", "coverage": 1.0}],
             "samples": [{"file": "blood.tsv", "time": [0, 60],
                "plasma_radioactivity": [0, 50], "metabolite_parent_fraction": [1, 0.5]}],
             "curve": [
                {"region": "thalamus", "is_group": false, "tac": [1, 9, 7, 4], "tstar":
                  [{"model": "Logan", "t": 3, "outcome": "VT", "unit": "mL/cm3", "value": 3.1}]},
                {"region": %1$s, "is_group": true, "tac": [1, 8, 6, 3], "tstar": []}],
             "fit": [
                {"region": "thalamus", "is_group": false, "model": "2TCM", "status": "converged",
                  "VT": 3.25, "VT_se": 0.5, "fitted": [1, 8.5, 7, 4]},
                {"region": "thalamus", "is_group": false, "model": "Logan", "status": "converged",
                  "VT": 3.1},
                {"region": %1$s, "is_group": true, "model": "2TCM", "status": "no_signal"}],
             "voxel": [{"model": "2TCM", "choice": "worst", "voxel": 7, "region": %1$s,
                "status": "at_bound", "tac": [1, 2, 3, 1], "fitted": [1, 2, 2, 2]}],
             "status": [{"model": "Logan", "status": "converged", "voxels": 30}],
             "map": [], "refused": [{"stage": "fit", "reason": %1$s}],
             "tstar": {"2TCM": 30, "Logan": 30}}
            """
                .formatted(quoted));
  }

  /** How the fits ended: all on a bound. */
  private static ObjectNode status(Storage storage, ReportFolder report) throws IOException {
    float[] values = new float[GRID.voxels()];
    Arrays.fill(values, 0.6f);
    return map(storage, report, "Loganstatus", values)
        .put("model", "Logan")
        .put("parameter", "status")
        .put("low", 0)
        .put("high", 1);
  }

  private static ObjectNode map(Storage storage, ReportFolder report, String model)
      throws IOException {
    float[] values = new float[GRID.voxels()];
    for (int v = 0; v < values.length; v++) {
      values[v] = (model.equals("PET") ? 1 : 6) + v % 5;
    }
    return map(storage, report, model, values);
  }

  private static ObjectNode map(Storage storage, ReportFolder report, String model, float[] values)
      throws IOException {
    String name = "scan/sub-01/" + model;
    report.write(name + ".png", SlicePicture.png(GRID, values, 1, 5));
    NiftiWriter.writeMap(storage, report.path() + "/" + name + ".nii.gz", GRID, values);
    byte[] image = Files.readAllBytes(folder.resolve(name + ".nii.gz"));
    String script =
        "(window.tacflowVolumes ??= {})['%s'] = '%s';"
            .formatted(model, Base64.getEncoder().encodeToString(image));
    report.write(name + ".js", script.getBytes(StandardCharsets.UTF_8));
    return JSON.createObjectNode()
        .put("model", model)
        .put("parameter", model.equals("PET") ? "mean" : "VT")
        .put("unit", "mL/cm3")
        .put("meaning", HOSTILE)
        .put("file", name + ".png")
        .put("low", 1)
        .put("high", 10)
        .put("volume", model)
        .put("script", name + ".js")
        .put("image", name + ".nii.gz");
  }

  @Test
  void opensFromTheDiskWithoutNetworkOrComplaint() {
    assertThat(seen.get("complaints")).isEmpty();
    assertThat(seen.get("foreign")).isEmpty();
    assertThat(seen.get("brokenImages")).isEmpty();
    assertThat(seen.get("images").asInt()).isEqualTo(5);
  }

  @Test
  void drawsEveryChart() {
    // Curve with fit, one voxel, t*, input and its first minutes, samples and parent fraction.
    assertThat(seen.get("charts").asInt()).isEqualTo(7);
    assertThat(seen.get("drawn").asInt()).isEqualTo(7);
  }

  @Test
  void theViewerShowsTheMapAndNamesTheValues() {
    assertThat(seen.get("viewer").asText()).isEqualTo("Logan");
    assertThat(seen.get("viewerBytes").asInt()).isGreaterThan(4000);
    Matcher values =
        Pattern.compile("x .* mm – PET mean: (\\d+) \\(mL/cm3\\), Logan VT: (\\d+) \\(mL/cm3\\)")
            .matcher(seen.get("location").asText());
    assertThat(values.matches()).as(seen.get("location").asText()).isTrue();
    // The map holds 5 more than the image in every voxel.
    int image = Integer.parseInt(values.group(1));
    assertThat(image).isBetween(1, 5);
    assertThat(Integer.parseInt(values.group(2))).isEqualTo(image + 5);
  }

  @Test
  void theViewerTellsHowTheFitOfAVoxelEnded() {
    assertThat(seen.get("nextMap").asText()).endsWith(", Logan status: on a bound");
  }

  @Test
  void theKeyboardChoosesARegionAndItsOwnFits() {
    assertThat(seen.at("/captions/0").asText()).isEqualTo("2TCM: converged, VT 3.25 ± 0.50");
    assertThat(seen.at("/captionsOfNext/0").asText()).isEqualTo("As measured");
  }

  @Test
  void markupInNamesStaysText() {
    assertThat(seen.get("injected").isNull()).isTrue();
    assertThat(seen.at("/flags/0").asText()).isEqualTo("dose_missing: no dose");
    assertThat(seen.at("/flags/1").asText()).isEqualTo(HOSTILE);
  }

  @Test
  void aNarrowWindowNeedsNoSidewaysScroll() {
    assertThat(seen.get("overflow").asInt()).isZero();
  }
}
