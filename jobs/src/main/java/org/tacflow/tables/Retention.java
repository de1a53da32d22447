package org.tacflow.tables;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Deletes what no kept run needs: old runs, and what dead runs left behind.
 *
 * <p>The newest published runs are kept, and any run that was published within the grace period,
 * since a reader may have looked up its folder and not yet read it. A table folder that a kept run
 * refers to is kept wherever it lies.
 */
public final class Retention {
  private Retention() {}

  /**
   * Deletes.
   *
   * @param keep published runs to keep, the current one among them
   * @param grace time after which a run may go
   * @return what was deleted, relative to the output folder
   */
  public static List<String> apply(RunStore store, int keep, Duration grace) throws IOException {
    String current = store.current().map(Manifest::run).orElse("");
    long young = System.currentTimeMillis() - grace.toMillis();
    Set<String> needed = new HashSet<>();
    List<String> deleted = new ArrayList<>();
    List<String> old = new ArrayList<>();
    int published = 0;
    for (String run : store.runs()) {
      Optional<Manifest> manifest = store.manifest(run);
      boolean later = run.compareTo(current) > 0;
      boolean kept =
          run.equals(current)
              || (manifest.isPresent() && (published < keep || changed(store, run) > young))
              // Not published, and newer than what is: a later run goes on from it.
              || (manifest.isEmpty() && later);
      if (manifest.isPresent()) {
        published++;
      }
      if (kept) {
        manifest.ifPresent(known -> needed.addAll(known.tables().values()));
      } else {
        old.add(run);
      }
    }
    for (String run : old) {
      delete(store, run, needed, deleted);
    }
    return deleted;
  }

  private static long changed(RunStore store, String run) throws IOException {
    Path manifest = store.path("runs/" + run + "/manifest.json");
    return store.files().getFileStatus(manifest).getModificationTime();
  }

  private static void delete(RunStore store, String run, Set<String> needed, List<String> deleted)
      throws IOException {
    String folder = "runs/" + run;
    // The manifest goes first: a run that is half deleted is no run.
    store.files().delete(store.path(folder + "/manifest.json"), false);
    boolean partly = needed.stream().anyMatch(table -> table.startsWith(folder + "/"));
    if (!partly) {
      store.files().delete(store.path(folder), true);
      deleted.add(folder);
      return;
    }
    for (FileStatus status : store.files().listStatus(store.path(folder))) {
      String inner = folder + "/" + status.getPath().getName();
      if (!needed.contains(inner)) {
        store.files().delete(status.getPath(), true);
        deleted.add(inner);
      }
    }
  }
}
