package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tacflow.bids.Storage;

/** Files of a data set about people, visits and scores: what the statistics rest on. */
final class CohortFiles {
  private CohortFiles() {}

  /** Tables and their JSON in the places that the standard names, sorted. */
  static List<String> list(Storage storage, String bidsDir) throws IOException {
    List<String> files = new ArrayList<>();
    for (Storage.Entry entry : storage.entries(bidsDir)) {
      String name = entry.name();
      if (entry.folder() && name.equals("phenotype")) {
        tables(storage, entry.path(), "", files);
      } else if (entry.folder() && name.startsWith("sub-")) {
        for (Storage.Entry inner : storage.entries(entry.path())) {
          if (inner.folder() && inner.name().startsWith("ses-")) {
            tables(storage, inner.path(), "_scans.", files);
          } else if (!inner.folder()) {
            addTable(inner, "_scans.", files);
            addTable(inner, "_sessions.", files);
          }
        }
      } else if (!entry.folder() && name.startsWith("participants.")) {
        addTable(entry, "", files);
      }
    }
    return files;
  }

  private static void tables(Storage storage, String folder, String part, List<String> files)
      throws IOException {
    for (Storage.Entry entry : storage.entries(folder)) {
      addTable(entry, part, files);
    }
  }

  private static void addTable(Storage.Entry entry, String part, List<String> files) {
    boolean table = entry.name().endsWith(".tsv") || entry.name().endsWith(".json");
    if (!entry.folder() && table && entry.name().contains(part)) {
      files.add(entry.path());
    }
  }
}
