package org.tacflow.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The log book of an output folder: one small file per run, kept when the run's tables are not.
 *
 * <p>{@code output/_HISTORY/<run id>.json}, written when a run begins and when it ends.
 */
public final class RunHistory {
  private static final String FOLDER = "_HISTORY";

  private RunHistory() {}

  /** Writes the page of a run. */
  public static void keep(RunStore store, RunRecord record) throws IOException {
    store.keepText(FOLDER + "/" + record.run() + ".json", record.toJson());
  }

  /** All runs, oldest first; a page that cannot be read is left out. */
  public static List<RunRecord> all(RunStore store) throws IOException {
    List<RunRecord> records = new ArrayList<>();
    Path folder = store.path(FOLDER);
    if (!store.files().exists(folder)) {
      return records;
    }
    List<String> names = new ArrayList<>();
    for (FileStatus status : store.files().listStatus(folder)) {
      if (status.getPath().getName().endsWith(".json")) {
        names.add(status.getPath().getName());
      }
    }
    names.sort(null);
    for (String name : names) {
      Optional<String> text = store.text(FOLDER + "/" + name);
      if (text.isPresent()) {
        try {
          records.add(RunRecord.ofJson(text.get()));
        } catch (JsonProcessingException e) {
          // Of another version of the program: it says nothing that this one understands.
          continue;
        }
      }
    }
    return records;
  }
}
