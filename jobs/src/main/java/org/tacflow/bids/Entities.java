package org.tacflow.bids;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A BIDS file name as a set of entities, a suffix and an extension.
 *
 * <p>The order of the entities carries no meaning: {@code sub-01_seg-gtm_desc-preproc_tacs.tsv} and
 * {@code sub-01_desc-preproc_seg-gtm_tacs.tsv} are equal.
 *
 * @param values entity key to label, sorted by key
 * @param suffix what stands after the last underscore, {@code tacs}
 * @param extension from the first dot on, {@code .nii.gz}
 */
public record Entities(Map<String, String> values, String suffix, String extension) {
  // Labels become keys of tables and parts of file names: no quote, space or control character.
  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}+-]+");

  /** Copies the entities. */
  public Entities {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * Reads a file name, without its folder.
   *
   * @return null when the name does not follow BIDS: a part without a hyphen before the suffix, an
   *     entity without key or label, an entity that stands twice, no suffix or no extension, a
   *     label of other characters than letters, digits, plus and hyphen
   */
  public static Entities parse(String fileName) {
    int dot = fileName.indexOf('.');
    if (dot <= 0) {
      return null;
    }
    String[] parts = fileName.substring(0, dot).split("_", -1);
    String suffix = parts[parts.length - 1];
    if (suffix.isEmpty() || suffix.indexOf('-') >= 0) {
      return null;
    }
    Map<String, String> values = new TreeMap<>();
    for (int p = 0; p < parts.length - 1; p++) {
      int hyphen = parts[p].indexOf('-');
      if (hyphen <= 0 || hyphen == parts[p].length() - 1) {
        return null;
      }
      String label = parts[p].substring(hyphen + 1);
      if (!LABEL.matcher(label).matches()) {
        return null;
      }
      if (values.put(parts[p].substring(0, hyphen), label) != null) {
        return null;
      }
    }
    return new Entities(values, suffix, fileName.substring(dot));
  }

  /** Label of an entity, or null when the name has none of that key. */
  public String label(String key) {
    return values.get(key);
  }

  /** Whether the name has an entity of that key. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Whether the file holds an image, {@code .nii} or {@code .nii.gz}. */
  public boolean isImage() {
    return extension.equals(".nii") || extension.equals(".nii.gz");
  }

  /** Whether the segmentation, description or atlas of the name is {@code label}. */
  public boolean isOfSegmentation(String label) {
    return label.equals(label("seg"))
        || label.equals(label("desc"))
        || label.equals(label("atlas"));
  }
}
