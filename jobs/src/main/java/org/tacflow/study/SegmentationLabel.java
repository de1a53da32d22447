package org.tacflow.study;

import java.util.List;
import java.util.Locale;

/**
 * A label of a segmentation, taken apart: its name without the side, the side, the tissue family.
 *
 * <p>Read are {@code ctx-lh-precentral}, {@code lh_precentral}, {@code Left-Thalamus}, {@code
 * Left-Thalamus-Proper} and {@code thalamus_left}; everything else is not sided.
 *
 * @param text the label as written
 * @param base the name without the side, in lower case
 * @param side left, right, or both when not sided
 * @param cortical whether it is a label of the cortical parcellation
 */
record SegmentationLabel(String text, String base, Side side, boolean cortical) {
  // Parts of FreeSurfer's tables that are no brain tissue; compared inside the lower-case name.
  private static final List<String> NOT_BRAIN =
      List.of(
          "ventricle",
          "inf-lat-vent",
          "csf",
          "vessel",
          "choroid",
          "optic",
          "skull",
          "aircavity",
          "extracerebral",
          "unknown",
          "background",
          "head-");
  // Labels of the cortical tables that hold no cortex.
  private static final List<String> NOT_CORTEX =
      List.of("unknown", "corpuscallosum", "medial_wall", "medialwall");

  /** Takes a label apart. */
  static SegmentationLabel parse(String text) {
    String name = text.toLowerCase(Locale.ROOT).trim();
    for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
      String hemisphere = side == Side.LEFT ? "lh" : "rh";
      String word = side == Side.LEFT ? "left" : "right";
      for (String prefix : List.of("ctx-" + hemisphere, "ctx_" + hemisphere, hemisphere)) {
        if (name.startsWith(prefix) && name.length() > prefix.length() + 1) {
          char separator = name.charAt(prefix.length());
          if (separator == '-' || separator == '_' || separator == '.') {
            return cortex(text, name.substring(prefix.length() + 1), side);
          }
        }
      }
      if (name.startsWith(word + "-")) {
        String base = name.substring(word.length() + 1);
        return new SegmentationLabel(text, withoutProper(base), side, false);
      }
      if (name.endsWith("_" + word)) {
        String base = name.substring(0, name.length() - word.length() - 1);
        return new SegmentationLabel(text, base, side, false);
      }
    }
    return new SegmentationLabel(text, name, Side.BOTH, false);
  }

  private static SegmentationLabel cortex(String text, String base, Side side) {
    return new SegmentationLabel(text, base, side, !NOT_CORTEX.contains(base));
  }

  // Older FreeSurfer versions write Thalamus-Proper.
  private static String withoutProper(String base) {
    return base.equals("thalamus-proper") ? "thalamus" : base;
  }

  /** Whether it is brain tissue: no ventricle, vessel, skull or unlabelled rest. */
  boolean brain() {
    return NOT_BRAIN.stream().noneMatch(base::contains);
  }
}
