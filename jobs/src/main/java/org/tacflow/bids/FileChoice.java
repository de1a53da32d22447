package org.tacflow.bids;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Picks one file for each role of a scan, or says why it cannot.
 *
 * <p>Several candidates are narrowed, in this order, by: the segmentation asked for, the search
 * order of the trees, most entities in common with the scan, no {@code pvc}, no {@code desc},
 * {@code desc-preproc}. More than one file left is an ambiguity, never a guess.
 */
final class FileChoice {
  private static final String[] SCAN_ENTITIES = {"sub", "ses", "task", "trc", "rec", "run"};

  private final ScanId scan;
  private final List<ScanId> siblings;
  private final String segmentation;
  private final Map<FileRole, String> ambiguities = new EnumMap<>(FileRole.class);

  /**
   * For one scan.
   *
   * @param siblings all scans of the same participant, this one among them
   * @param segmentation label asked for, empty means any
   */
  FileChoice(ScanId scan, List<ScanId> siblings, String segmentation) {
    this.scan = scan;
    this.siblings = siblings;
    this.segmentation = segmentation;
  }

  /** Reasons of the roles that stay empty although there are files. */
  Map<FileRole, String> ambiguities() {
    return ambiguities;
  }

  /** Files that belong to this scan and no other; a file of several scans leaves a reason. */
  List<BidsFile> own(FileRole role, List<BidsFile> files) {
    List<BidsFile> own = new ArrayList<>();
    String shared = null;
    for (BidsFile file : files) {
      if (!scan.agrees(file.entities()) || common(scan, file) < bestCommon(file)) {
        continue;
      }
      List<String> owners = new ArrayList<>();
      for (ScanId sibling : siblings) {
        boolean asClose =
            sibling.agrees(file.entities()) && common(sibling, file) >= bestCommon(file);
        if (asClose && !(isBlood(role) && sameAcquisition(sibling))) {
          owners.add(sibling.key());
        }
      }
      owners.remove(scan.key());
      if (owners.isEmpty()) {
        own.add(file);
      } else {
        shared = file.path() + " could belong to " + scan.key() + " and to " + owners;
      }
    }
    if (own.isEmpty() && shared != null) {
      ambiguities.put(role, shared + " (add the entities that tell them apart)");
    }
    return own;
  }

  // Reconstructions of one acquisition share its blood.
  private boolean sameAcquisition(ScanId other) {
    return new ScanId(scan.sub(), scan.ses(), scan.task(), scan.trc(), other.rec(), scan.run())
        .equals(other);
  }

  private static boolean isBlood(FileRole role) {
    return role == FileRole.BLOOD || role == FileRole.INPUT_FUNCTION;
  }

  private int bestCommon(BidsFile file) {
    int best = 0;
    for (ScanId sibling : siblings) {
      if (sibling.agrees(file.entities())) {
        best = Math.max(best, common(sibling, file));
      }
    }
    return best;
  }

  private static int common(ScanId scan, BidsFile file) {
    Entities own = Entities.parse(scan.key() + "_pet.json");
    int common = 0;
    for (String entity : SCAN_ENTITIES) {
      if (own.has(entity) && file.entities().has(entity)) {
        common++;
      }
    }
    return common;
  }

  /** Files that may describe this scan: anatomy of its participant, and session where given. */
  List<BidsFile> anatomical(List<BidsFile> files) {
    List<BidsFile> out = new ArrayList<>();
    for (BidsFile file : files) {
      if (scan.agrees(file.entities())) {
        out.add(file);
      }
    }
    return out;
  }

  /** Keeps the files of the segmentation asked for; none left is a reason. */
  List<BidsFile> ofSegmentation(FileRole role, List<BidsFile> files) {
    if (segmentation.isEmpty() || files.isEmpty()) {
      return files;
    }
    List<BidsFile> named = filter(files, f -> f.entities().isOfSegmentation(segmentation));
    if (!named.isEmpty()) {
      return named;
    }
    List<BidsFile> unnamed =
        filter(files, f -> !f.entities().has("seg") && !f.entities().has("atlas"));
    unnamed = filter(unnamed, f -> !f.entities().has("desc"));
    if (unnamed.isEmpty()) {
      ambiguities.put(
          role,
          "no "
              + role.description()
              + " of segmentation "
              + segmentation
              + " among "
              + paths(files)
              + " (correct curves.segmentation)");
    }
    return unnamed;
  }

  /** The one file that is left, or null with a reason when there are several. */
  BidsFile one(FileRole role, List<BidsFile> files) {
    List<BidsFile> left = files;
    int first = left.stream().mapToInt(BidsFile::rank).min().orElse(0);
    left = narrow(left, f -> f.rank() == first);
    int most = left.stream().mapToInt(f -> common(scan, f)).max().orElse(0);
    left = narrow(left, f -> common(scan, f) == most);
    left = narrow(left, f -> !f.entities().has("pvc"));
    left = narrow(left, f -> !f.entities().has("desc"));
    left = narrow(left, f -> "preproc".equals(f.entities().label("desc")));
    if (left.size() > 1) {
      ambiguities.put(
          role,
          left.size()
              + " files could be the "
              + role.description()
              + ": "
              + paths(left)
              + " (set curves.segmentation or list one tree in derivatives_dirs)");
      return null;
    }
    return left.isEmpty() ? null : left.get(0);
  }

  /** Keeps what matches when anything does. */
  static List<BidsFile> narrow(List<BidsFile> files, Predicate<BidsFile> wanted) {
    List<BidsFile> kept = filter(files, wanted);
    return kept.isEmpty() ? files : kept;
  }

  private static List<BidsFile> filter(List<BidsFile> files, Predicate<BidsFile> wanted) {
    return files.stream().filter(wanted).toList();
  }

  private static String paths(List<BidsFile> files) {
    return String.join(", ", files.stream().map(BidsFile::path).toList());
  }
}
