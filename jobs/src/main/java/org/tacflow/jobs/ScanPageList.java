package org.tacflow.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tacflow.bids.Storage;
import org.tacflow.report.ReportFolder;
import org.tacflow.tables.Manifest;

/**
 * Which scans have a page in a report folder, and of which run: its first line is the run.
 *
 * <p>A page that an earlier run left is not of this run's numbers and is not linked to.
 */
final class ScanPageList {
  private static final String FILE = "scan-pages.txt";
  private static final long LIMIT_BYTES = 16L << 20;

  private ScanPageList() {}

  /** Scans of a run that have a page; none when the pages are of another run. */
  static Set<String> read(Storage storage, String folder, Manifest manifest) throws IOException {
    String path = folder + "/" + FILE;
    if (!storage.exists(path)) {
      return Set.of();
    }
    List<String> lines = storage.readText(path, LIMIT_BYTES).lines().toList();
    boolean sameRun = !lines.isEmpty() && lines.get(0).equals(manifest.run());
    return sameRun ? new LinkedHashSet<>(lines.subList(1, lines.size())) : Set.of();
  }

  /** Notes the scans that have a page beside those that were noted for the same run. */
  static void write(Storage storage, String folder, Manifest manifest, Set<String> scans)
      throws IOException {
    Set<String> all = new TreeSet<>(read(storage, folder, manifest));
    all.addAll(scans);
    List<String> lines = new ArrayList<>(List.of(manifest.run()));
    lines.addAll(all);
    ReportFolder.of(storage, folder)
        .write(FILE, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** So many scans, evenly spread over the sorted ones, so that every group shows some. */
  static Set<String> spread(Set<String> scans, int limit) {
    List<String> sorted = List.copyOf(new TreeSet<>(scans));
    int taken = Math.min(limit, sorted.size());
    Set<String> chosen = new TreeSet<>();
    for (int k = 0; k < taken; k++) {
      chosen.add(sorted.get((int) ((long) k * sorted.size() / taken)));
    }
    return chosen;
  }
}
