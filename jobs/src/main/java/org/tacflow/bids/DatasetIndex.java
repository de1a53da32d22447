package org.tacflow.bids;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tacflow.config.InputException;

/**
 * The scans of a PET-BIDS data set with the files that belong to each.
 *
 * <p>A scan is known by a {@code _pet.nii[.gz]} or {@code _pet.json} in the raw tree, or by a
 * {@code _tacs.tsv} of a participant that agrees with no such scan. Names are read as sets of
 * entities; paths come from listings only, never from text inside files.
 */
public final class DatasetIndex {
  private static final Pattern LABEL = Pattern.compile("[0-9a-zA-Z+]+");

  private final List<ScanFiles> scans;
  private final List<String> warnings;

  private DatasetIndex(List<ScanFiles> scans, List<String> warnings) {
    this.scans = List.copyOf(scans);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Lists a data set.
   *
   * @param bidsDir raw data set; its {@code derivatives} are searched too, after the given ones
   * @param derivativesDirs trees with derivatives, searched in order
   * @param participants labels with or without {@code sub-}; empty means all
   * @param segmentation the {@code seg}, {@code desc} or {@code atlas} label to use; empty means
   *     the only one
   */
  public static DatasetIndex of(
      Storage storage,
      String bidsDir,
      List<String> derivativesDirs,
      List<String> participants,
      String segmentation) {
    Set<String> wanted = new TreeSet<>();
    for (String participant : participants) {
      wanted.add(label("participant", participant.replaceFirst("^sub-", "")));
    }
    String wantedSegmentation = Objects.requireNonNullElse(segmentation, "");
    if (!wantedSegmentation.isEmpty()) {
      label("segmentation", wantedSegmentation);
    }
    try {
      DatasetTree tree = DatasetTree.walk(storage, bidsDir, derivativesDirs, wanted);
      List<ScanFiles> scans = new ArrayList<>();
      List<String> warnings = new ArrayList<>(tree.warnings());
      for (List<BidsFile> files : tree.bySub().values()) {
        List<ScanId> ids = scanIds(files);
        for (ScanId id : ids) {
          scans.add(ScanFilesFinder.find(id, ids, files, tree.general(), wantedSegmentation));
        }
      }
      for (String participant : wanted) {
        if (scans.stream().noneMatch(scan -> scan.id().sub().equals(participant))) {
          warnings.add("Cannot find participant " + participant + ": no scan in " + bidsDir);
        }
      }
      scans.sort(Comparator.comparing(ScanFiles::id));
      return new DatasetIndex(scans, warnings);
    } catch (IOException e) {
      throw new InputException("Cannot list data set " + bidsDir + ": " + e.getMessage(), e);
    }
  }

  private static String label(String what, String text) {
    if (!LABEL.matcher(text).matches()) {
      throw new InputException(
          "Invalid " + what + " label: " + text + " (must be letters, digits or +)");
    }
    return text;
  }

  private static List<ScanId> scanIds(List<BidsFile> files) {
    Set<ScanId> ids = new TreeSet<>();
    for (BidsFile file : files) {
      if (isRawPet(file) && file.entities().isImage()) {
        ids.add(ScanId.of(file.entities()));
      }
    }
    Set<ScanId> withImage = new TreeSet<>(ids);
    for (BidsFile file : files) {
      // A more general JSON beside an image is inherited by it and is no scan of its own.
      if (isRawPet(file)
          && file.entities().extension().equals(".json")
          && withImage.stream().noneMatch(file::isGeneralTo)) {
        ids.add(ScanId.of(file.entities()));
      }
    }
    Set<ScanId> raw = new TreeSet<>(ids);
    for (BidsFile file : files) {
      if (ScanFilesFinder.is(file, "tacs", ".tsv")
          && raw.stream().noneMatch(id -> id.agrees(file.entities()))) {
        ids.add(ScanId.of(file.entities()));
      }
    }
    return List.copyOf(ids);
  }

  private static boolean isRawPet(BidsFile file) {
    return file.raw() && file.inPetFolder() && file.entities().suffix().equals("pet");
  }

  /** All scans, sorted by key. */
  public List<ScanFiles> scans() {
    return scans;
  }

  /** What was left out of the index, and why. */
  public List<String> warnings() {
    return warnings;
  }
}
