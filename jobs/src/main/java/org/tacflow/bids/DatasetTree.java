package org.tacflow.bids;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tacflow.config.InputException;
import org.tacflow.config.Printable;

/**
 * All files of a data set and its derivatives whose names follow BIDS, by participant.
 *
 * <p>Folders {@code sourcedata} and {@code code} and hidden ones are left out, and so is a link
 * that leads out of its tree.
 */
final class DatasetTree {
  // sub/ses/modality below a pipeline's folder is 4; deeper trees are link loops or other programs.
  private static final int DEEPEST = 8;
  private static final Set<String> SKIPPED_FOLDERS =
      Set.of("sourcedata", "code", "logs", "figures", "derivatives");

  // Files that would make a scan; other programs leave many others with names of their own.
  private static final Pattern PET = Pattern.compile("_(pet\\.(nii|json)|tacs\\.tsv)");

  private final Storage storage;
  private final Set<String> participants;
  private final Map<String, List<BidsFile>> bySub = new TreeMap<>();
  private final List<BidsFile> general = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private DatasetTree(Storage storage, Set<String> participants) {
    this.storage = storage;
    this.participants = participants;
  }

  /** Walks the trees; arguments as in {@link DatasetIndex#of}. */
  static DatasetTree walk(
      Storage storage, String bidsDir, List<String> derivativesDirs, Set<String> participants)
      throws IOException {
    DatasetTree tree = new DatasetTree(storage, participants);
    requireFolder(storage, "data set", bidsDir, "bids_dir");
    int rank = 0;
    for (String derivatives : derivativesDirs) {
      requireFolder(storage, "derivatives", derivatives, "derivatives_dirs");
      tree.walkTree(derivatives, rank, false);
      Storage.Entry inner = new Storage.Entry(derivatives + "/derivatives", true);
      if (storage.isFolder(inner.path())) {
        tree.walkTree(inner.path(), rank, false);
      }
      rank++;
    }
    String own = bidsDir + "/derivatives";
    if (storage.isFolder(own)) {
      tree.walkTree(own, rank, false);
    }
    tree.walkTree(bidsDir, rank + 1, true);
    return tree;
  }

  private static void requireFolder(Storage storage, String what, String path, String setting)
      throws IOException {
    if (!storage.isFolder(path)) {
      throw new InputException(
          "Cannot read " + what + " " + path + ": no such folder (correct " + setting + ")");
    }
  }

  private void walkTree(String root, int rank, boolean raw) throws IOException {
    for (Storage.Entry entry : storage.entries(root)) {
      visit(entry, root, rank, raw, 1);
    }
  }

  private void visit(Storage.Entry entry, String root, int rank, boolean raw, int depth)
      throws IOException {
    String name = entry.name();
    if (name.startsWith(".") || isUnwanted(name)) {
      return;
    }
    if (!isInside(entry.path(), root)) {
      return;
    }
    if (entry.folder()) {
      // The raw tree is sub-*/[ses-*/]pet; whatever else lies beside sub-* is not raw data.
      boolean foreign = raw && depth == 1 && !name.startsWith("sub-");
      if (depth < DEEPEST && !foreign && !SKIPPED_FOLDERS.contains(name)) {
        for (Storage.Entry inner : storage.entries(entry.path())) {
          visit(inner, root, rank, raw, depth + 1);
        }
      }
      return;
    }
    Entities entities = Entities.parse(name);
    if (entities == null || !seen.add(entry.path())) {
      if (entities == null && name.startsWith("sub-") && PET.matcher(name).find()) {
        warn(entry.path(), "its name does not follow BIDS (rename it: sub-01_ses-1_pet.nii.gz)");
      }
      return;
    }
    BidsFile file = new BidsFile(entry.path(), entities, rank, raw);
    if (entities.has("sub")) {
      bySub.computeIfAbsent(entities.label("sub"), sub -> new ArrayList<>()).add(file);
    } else {
      general.add(file);
    }
  }

  /** The tree that a file of a participant lies in: what stands before its folder {@code sub-}. */
  static String rootOf(String path) {
    int folder = path.indexOf("/sub-");
    int last = path.lastIndexOf('/');
    for (int next = folder; next >= 0 && next < last; next = path.indexOf("/sub-", next + 1)) {
      folder = next;
    }
    return path.substring(0, folder >= 0 && folder < last ? folder : Math.max(0, last));
  }

  private boolean isInside(String path, String root) {
    String reason;
    try {
      if (storage.isInside(path, root)) {
        return true;
      }
      reason =
          "it leads out of " + root + " (copy it there or list its folder in derivatives_dirs)";
    } catch (IOException e) {
      reason = "it is a link to nothing (fetch the file)";
    }
    warn(path, reason);
    return false;
  }

  private void warn(String path, String reason) {
    String text = "Cannot use " + path + ": " + reason;
    warnings.add(Printable.line(text, Printable.LONGEST_REASON));
  }

  // Folders and files of participants that nobody asked for are not even listed.
  private boolean isUnwanted(String name) {
    if (participants.isEmpty() || !name.startsWith("sub-")) {
      return false;
    }
    String label = name.substring(4);
    int end = 0;
    while (end < label.length() && label.charAt(end) != '_' && label.charAt(end) != '.') {
      end++;
    }
    return !participants.contains(label.substring(0, end));
  }

  /** Files whose name has {@code sub}, by its label, sorted. */
  Map<String, List<BidsFile>> bySub() {
    return bySub;
  }

  /** Files whose name has no {@code sub}. */
  List<BidsFile> general() {
    return general;
  }

  /** What was left out and why. */
  List<String> warnings() {
    return warnings;
  }
}
