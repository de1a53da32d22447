package org.tacflow.bids;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of one scan; null where there is none.
 *
 * @param id identity of the scan
 * @param image dynamic image; a derivative is preferred to the raw one
 * @param sidecar most specific {@code _pet.json}
 * @param inheritedSidecars more general {@code pet.json} files that it completes, general first
 * @param labels label image
 * @param labelTable names of the labels
 * @param tacs regional curves
 * @param tacsSidecar JSON beside the regional curves
 * @param weights frame weights
 * @param morph region volumes
 * @param blood raw blood, one file per recording
 * @param inputFunction processed arterial input
 * @param ambiguities why a role stays empty although there are files for it
 */
public record ScanFiles(
    ScanId id,
    String image,
    String sidecar,
    List<String> inheritedSidecars,
    String labels,
    String labelTable,
    String tacs,
    String tacsSidecar,
    String weights,
    String morph,
    List<String> blood,
    String inputFunction,
    Map<FileRole, String> ambiguities)
    implements Serializable {
  /** Copies the lists. */
  public ScanFiles {
    inheritedSidecars = List.copyOf(inheritedSidecars);
    blood = List.copyOf(blood);
    ambiguities = Map.copyOf(ambiguities);
  }

  /** The file of a role (the first for blood), or null. */
  public String file(FileRole role) {
    return switch (role) {
      case IMAGE -> image;
      case SIDECAR -> sidecar;
      case LABELS -> labels;
      case LABEL_TABLE -> labelTable;
      case TACS -> tacs;
      case WEIGHTS -> weights;
      case MORPH -> morph;
      case BLOOD -> blood.isEmpty() ? null : blood.get(0);
      case INPUT_FUNCTION -> inputFunction;
    };
  }

  /** The file of a role; throws with the reason when there is none or more than one. */
  public String require(FileRole role) throws ScanException {
    requireUnambiguous(role);
    String file = file(role);
    if (file == null) {
      throw new ScanException(
          "Cannot use scan "
              + id.key()
              + ": no "
              + role.description()
              + " (add it or change source)");
    }
    return file;
  }

  /** Throws when several files could fill a role. */
  public void requireUnambiguous(FileRole role) throws ScanException {
    String reason = ambiguities.get(role);
    if (reason != null) {
      throw new ScanException("Cannot use scan " + id.key() + ": " + reason);
    }
  }

  /** All files, in the order of the roles, without nulls. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    for (String file : new String[] {image, sidecar}) {
      addPresent(all, file);
    }
    all.addAll(inheritedSidecars);
    for (String file :
        new String[] {labels, labelTable, tacs, tacsSidecar, weights, morph, inputFunction}) {
      addPresent(all, file);
    }
    for (String file : blood) {
      all.add(file);
    }
    return all;
  }

  private static void addPresent(List<String> all, String file) {
    if (file != null) {
      all.add(file);
    }
  }

  /** All files whose content counts: {@link #all}, and the JSON beside blood and input function. */
  public List<String> counted(Storage storage) throws IOException {
    List<String> counted = new ArrayList<>();
    for (String file : all()) {
      counted.add(file);
      String json = sidecarOf(file);
      if (isBlood(file) && storage.exists(json)) {
        counted.add(json);
      }
    }
    return counted;
  }

  /** Whether a file says what the blood carries: samples, an input function, or their JSON. */
  public boolean isBlood(String file) {
    for (String own : blood) {
      if (file.equals(own) || file.equals(sidecarOf(own))) {
        return true;
      }
    }
    return inputFunction != null
        && (file.equals(inputFunction) || file.equals(sidecarOf(inputFunction)));
  }

  /**
   * SHA-256 over names and contents of files, 64 hexadecimal digits.
   *
   * <p>The folder of the data set does not count: a copy elsewhere has the same hash.
   *
   * @param counted files in order, as {@link #counted} lists them
   * @param hashes the contents of all of them
   */
  public String contentHash(List<String> counted, FileHashes hashes) {
    StringBuilder text = new StringBuilder(id.key());
    for (String file : counted) {
      text.append('\n').append(hashes.of(file)).append(' ').append(Storage.name(file));
    }
    return FileHashes.ofText(text.toString());
  }

  /** Path of the JSON beside a table: the same name with {@code .json}. */
  public static String sidecarOf(String table) {
    int slash = table.lastIndexOf('/');
    int dot = table.indexOf('.', slash + 1);
    return (dot < 0 ? table : table.substring(0, dot)) + ".json";
  }
}
