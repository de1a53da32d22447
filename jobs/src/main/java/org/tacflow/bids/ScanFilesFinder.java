package org.tacflow.bids;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finds for one scan the file of each role among the files of its participant. */
final class ScanFilesFinder {
  private ScanFilesFinder() {}

  /**
   * Finds the files of a scan.
   *
   * @param siblings all scans of the same participant, this one among them
   * @param files files of the participant
   * @param general files of no participant
   * @param segmentation label asked for, empty means any
   */
  static ScanFiles find(
      ScanId id,
      List<ScanId> siblings,
      List<BidsFile> files,
      List<BidsFile> general,
      String segmentation) {
    FileChoice choice = new FileChoice(id, siblings, segmentation);
    List<BidsFile> labelImages =
        orGeneral(choice.anatomical(images(files, "dseg")), images(general, "dseg"));
    labelImages = choice.ofSegmentation(FileRole.LABELS, labelImages);
    BidsFile image = image(choice, files, labelImages);
    if (image != null) {
      labelImages = FileChoice.narrow(labelImages, f -> space(f).equals(space(image)));
    }
    BidsFile labels = choice.one(FileRole.LABELS, labelImages);
    BidsFile tacs = curves(choice, FileRole.TACS, all(files, "tacs", ".tsv"));
    BidsFile weights = curves(choice, FileRole.WEIGHTS, all(files, "weights", ".tsv"));
    BidsFile table =
        anatomy(choice, FileRole.LABEL_TABLE, labels, files, all(general, "dseg", ".tsv"));
    BidsFile source = labels == null ? tacs : labels;
    BidsFile morph = anatomy(choice, FileRole.MORPH, source, files, all(general, "morph", ".tsv"));
    List<BidsFile> blood = choice.own(FileRole.BLOOD, all(files, "blood", ".tsv"));
    List<BidsFile> inputs = new ArrayList<>(all(files, "inputfunction", ".tsv"));
    inputs.addAll(all(files, "bloodproc", ".tsv"));
    BidsFile input =
        choice.one(FileRole.INPUT_FUNCTION, choice.own(FileRole.INPUT_FUNCTION, inputs));
    List<BidsFile> sidecars = sidecars(id, choice, files, general);
    int last = sidecars.size() - 1;
    return new ScanFiles(
        id,
        path(image),
        last < 0 ? null : path(sidecars.get(last)),
        paths(sidecars.subList(0, Math.max(0, last))),
        path(labels),
        path(table),
        path(tacs),
        beside(tacs, files),
        path(weights),
        path(morph),
        paths(blood),
        path(input),
        choice.ambiguities());
  }

  private static List<BidsFile> images(List<BidsFile> files, String suffix) {
    return files.stream()
        .filter(f -> f.entities().suffix().equals(suffix) && f.entities().isImage())
        .toList();
  }

  private static List<BidsFile> orGeneral(List<BidsFile> own, List<BidsFile> general) {
    return own.isEmpty() ? general : own;
  }

  private static BidsFile image(
      FileChoice choice, List<BidsFile> files, List<BidsFile> labelImages) {
    List<BidsFile> images = choice.own(FileRole.IMAGE, images(files, "pet"));
    Set<String> spaces = new TreeSet<>();
    labelImages.forEach(f -> spaces.add(space(f)));
    return choice.one(FileRole.IMAGE, FileChoice.narrow(images, f -> spaces.contains(space(f))));
  }

  // Derivatives leave out the space of the participant's own anatomy or call it T1w.
  private static String space(BidsFile file) {
    String space = file.entities().label("space");
    return space == null || space.equals("T1w") ? "" : space;
  }

  private static BidsFile curves(FileChoice choice, FileRole role, List<BidsFile> files) {
    return choice.one(role, choice.ofSegmentation(role, choice.own(role, files)));
  }

  // Tables of the same segmentation as the curves or labels that they describe.
  private static BidsFile anatomy(
      FileChoice choice,
      FileRole role,
      BidsFile source,
      List<BidsFile> files,
      List<BidsFile> general) {
    String suffix = role == FileRole.MORPH ? "morph" : "dseg";
    List<BidsFile> found = choice.anatomical(all(files, suffix, ".tsv"));
    found = choice.ofSegmentation(role, orGeneral(found, general));
    if (source != null) {
      Entities described = source.entities();
      for (String key : new String[] {"seg", "atlas", "desc"}) {
        found =
            FileChoice.narrow(
                found, f -> Objects.equals(f.entities().label(key), described.label(key)));
      }
    }
    return choice.one(role, found);
  }

  // General first: what the data set says of all, then of the participant, then of the scan.
  private static List<BidsFile> sidecars(
      ScanId id, FileChoice choice, List<BidsFile> files, List<BidsFile> general) {
    List<BidsFile> sidecars = new ArrayList<>();
    for (List<BidsFile> some : List.of(general, files)) {
      for (BidsFile file : some) {
        if (file.raw() && is(file, "pet", ".json") && file.isGeneralTo(id)) {
          sidecars.add(file);
        }
      }
    }
    sidecars.sort(Comparator.comparingInt(f -> f.entities().values().size()));
    if (sidecars.isEmpty()) {
      BidsFile derived =
          choice.one(FileRole.SIDECAR, choice.own(FileRole.SIDECAR, all(files, "pet", ".json")));
      return derived == null ? List.of() : List.of(derived);
    }
    return sidecars;
  }

  private static String beside(BidsFile table, List<BidsFile> files) {
    if (table == null) {
      return null;
    }
    String wanted = ScanFiles.sidecarOf(table.path());
    return files.stream().anyMatch(f -> f.path().equals(wanted)) ? wanted : null;
  }

  private static String path(BidsFile file) {
    return file == null ? null : file.path();
  }

  private static List<String> paths(List<BidsFile> files) {
    return files.stream().map(BidsFile::path).toList();
  }

  /** Whether a file has this suffix and extension. */
  static boolean is(BidsFile file, String suffix, String extension) {
    return file.entities().suffix().equals(suffix) && file.entities().extension().equals(extension);
  }

  private static List<BidsFile> all(List<BidsFile> files, String suffix, String extension) {
    return files.stream().filter(f -> is(f, suffix, extension)).toList();
  }
}
