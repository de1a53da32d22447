package org.tacflow.bids;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
  private static final int BUFFER_BYTES = 1 << 16;

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

  /**
   * SHA-256 over names and contents of all files, 64 hexadecimal digits.
   *
   * <p>Sidecars of blood and input function count too. The folder of the data set does not: a copy
   * elsewhere has the same hash.
   */
  public String contentHash(Storage storage) throws IOException {
    return contentHash(storage, List.of());
  }

  /** The same with files of the cohort that this scan depends on, such as a population's input. */
  public String contentHash(Storage storage, List<String> shared) throws IOException {
    MessageDigest digest = sha256();
    digest.update(id.key().getBytes(StandardCharsets.UTF_8));
    for (String file : all()) {
      update(digest, storage, file);
      String json = sidecarOf(file);
      boolean bloodFile = blood.contains(file) || file.equals(inputFunction);
      if (bloodFile && storage.exists(json)) {
        update(digest, storage, json);
      }
    }
    for (String file : shared) {
      update(digest, storage, file);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Storage storage, String file)
      throws IOException {
    // Length and name in front of each content: moving bytes from one file to the next must show.
    String head = "\n" + storage.size(file) + " " + Storage.name(file) + "\n";
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = storage.open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: this Java has no SHA-256", e);
    }
  }

  /** Path of the JSON beside a table: the same name with {@code .json}. */
  public static String sidecarOf(String table) {
    int slash = table.lastIndexOf('/');
    int dot = table.indexOf('.', slash + 1);
    return (dot < 0 ? table : table.substring(0, dot)) + ".json";
  }
}
