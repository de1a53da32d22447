package org.tacflow.bids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small data sets for tests. */
final class TestFiles {
  // One for all: a Hadoop configuration takes a tenth of a second to load.
  static final Storage STORAGE = Storage.local();

  static final String SIDECAR =
      """
      {"TracerName": "PBR28", "TracerRadionuclide": "C11", "Units": "Bq/mL",
       "InjectedRadioactivity": 400, "InjectedRadioactivityUnits": "MBq",
       "TimeZero": "12:00:00", "ScanStart": 0, "InjectionStart": 0,
       "FrameTimesStart": [0, 60, 120], "FrameDuration": [60, 60, 60],
       "ImageDecayCorrected": true, "ImageDecayCorrectionTime": 0}
      """;

  private TestFiles() {}

  /** Writes a text file below a folder, making folders. */
  static Path write(Path root, String relative, String text) throws IOException {
    Path file = root.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The sidecar of {@link #SIDECAR} with one line's field replaced: {@code "Units": "Bq/mL"}. */
  static String sidecar(String field, String replacement) {
    if (!SIDECAR.contains(field)) {
      throw new IllegalArgumentException("Invalid field: " + field + " (must stand in SIDECAR)");
    }
    return SIDECAR.replace(field, replacement).replace(",,", ",").replace(", ,", ",");
  }

  /** The index of a data set without other derivatives, all participants. */
  static DatasetIndex index(Path bids, String segmentation) {
    return DatasetIndex.of(
        TestFiles.STORAGE, bids.toString(), java.util.List.of(), java.util.List.of(), segmentation);
  }

  /** The files of the only scan. */
  static ScanFiles onlyScan(Path bids) {
    DatasetIndex index = index(bids, "");
    if (index.scans().size() != 1) {
      throw new AssertionError("one scan expected, found " + index.scans());
    }
    return index.scans().get(0);
  }
}
