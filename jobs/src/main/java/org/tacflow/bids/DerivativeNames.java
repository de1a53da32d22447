package org.tacflow.bids;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Names of the derivatives of one scan, relative to their data set.
 *
 * <p>The draft is BEP023 (https://bids.neuroimaging.io/bep023), whose names may still move: all of
 * them are made here. The released standard has no name for tables of parameters and curves, so
 * that only maps are written under it, as {@code desc-2TCMVT_pet.nii.gz}.
 *
 * <p>Every label is letters, digits and plus signs, so that no name leads out of the data set.
 */
public final class DerivativeNames implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9+]+");

  /** Which names are written. */
  public enum Standard {
    /** Those of BEP023: mimap, kinpar, tacs, bloodproc. */
    BEP023,
    /** Those that the released standard has. */
    RELEASED
  }

  private final Standard standard;
  private final String stem;

  private DerivativeNames(Standard standard, String stem) {
    this.standard = standard;
    this.stem = stem;
  }

  /**
   * The names of one scan.
   *
   * @param space label of the space that its image is in, null for that of the scanner
   * @throws ScanException when a label holds what no label may
   */
  public static DerivativeNames of(Standard standard, ScanId scan, String space)
      throws ScanException {
    for (String label :
        new String[] {
          scan.sub(), scan.ses(), scan.task(), scan.trc(), scan.rec(), scan.run(), space
        }) {
      if (label != null && !LABEL.matcher(label).matches()) {
        throw new ScanException(
            "Cannot name the derivatives of "
                + scan.key()
                + ": label "
                + label
                + " (must be letters and digits; rename the source files)");
      }
    }
    String folder = scan.participantId() + (scan.ses() == null ? "" : "/" + scan.sessionId());
    String stem = folder + "/pet/" + scan.key() + (space == null ? "" : "_space-" + space);
    return new DerivativeNames(standard, stem);
  }

  /** The label of a region, model or parcellation: its letters and digits. */
  public static String label(String text) {
    String label = text.replaceAll("[^A-Za-z0-9]", "");
    return label.isEmpty() ? "unnamed" : label;
  }

  /** Whether there are names for tables. */
  public boolean hasTables() {
    return standard == Standard.BEP023;
  }

  /** A parametric map, without extension. */
  public String map(ModelLabel model, String parameter) {
    return switch (standard) {
      case BEP023 -> stem + model.entity() + "_meas-" + label(parameter) + model.desc() + "_mimap";
      case RELEASED -> stem + "_desc-" + model.id() + label(parameter) + "_pet";
    };
  }

  /** The map of the standard errors of a parameter, without extension. */
  public String errorMap(ModelLabel model, String parameter) {
    return switch (standard) {
      case BEP023 ->
          stem
              + model.entity()
              + "_meas-"
              + label(parameter)
              + "_desc-"
              + model.descPrefix()
              + "se_mimap";
      case RELEASED -> stem + "_desc-" + model.id() + label(parameter) + "se_pet";
    };
  }

  /** The label image of how each voxel's fit ended, without extension; the same in both. */
  public String statusMap(ModelLabel model) {
    return stem + "_desc-" + model.id() + "status_dseg";
  }

  /** The table of regional parameters, without extension. */
  public String parameters(ModelLabel model, String parcellation) {
    return stem + "_seg-" + label(parcellation) + model.entity() + model.desc() + "_kinpar";
  }

  /** The table of regional curves, without extension. */
  public String curves(String parcellation) {
    return stem + "_seg-" + label(parcellation) + "_tacs";
  }

  /** The table of the input function, without extension. */
  public String input() {
    return stem + "_bloodproc";
  }

  /** What the input function was made by, without extension. */
  public String inputModel() {
    return stem + "_bloodconfig";
  }

  /**
   * A model entry of the configuration in file names.
   *
   * @param model BEP023 label of the model, letters and digits
   * @param id label of the entry, the model's own where there is one entry of the model
   */
  public record ModelLabel(String model, String id) implements Serializable {
    /** Checks that both are labels. */
    public ModelLabel {
      if (!LABEL.matcher(model).matches() || !LABEL.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "Invalid label of a model: " + model + ", " + id + " (must be letters and digits)");
      }
    }

    private String entity() {
      return "_model-" + model;
    }

    private String descPrefix() {
      return model.equals(id) ? "" : id;
    }

    private String desc() {
      return model.equals(id) ? "" : "_desc-" + id;
    }
  }
}
