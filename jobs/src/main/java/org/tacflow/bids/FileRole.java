package org.tacflow.bids;

/** What a file is to a scan. */
public enum FileRole {
  /** The dynamic image. */
  IMAGE("dynamic image (_pet.nii.gz)"),
  /** The metadata of the image. */
  SIDECAR("sidecar (_pet.json)"),
  /** The label image. */
  LABELS("label image (_dseg.nii.gz)"),
  /** Names of the labels. */
  LABEL_TABLE("label names (_dseg.tsv)"),
  /** Regional curves. */
  TACS("regional curves (_tacs.tsv)"),
  /** Weights of the frames. */
  WEIGHTS("frame weights (_weights.tsv)"),
  /** Volumes of the regions. */
  MORPH("region volumes (_morph.tsv)"),
  /** Raw blood samples. */
  BLOOD("blood samples (_blood.tsv)"),
  /** Processed arterial input. */
  INPUT_FUNCTION("input function (_inputfunction.tsv or _bloodproc.tsv)");

  private final String description;

  FileRole(String description) {
    this.description = description;
  }

  /** The role in words, with the usual file name. */
  public String description() {
    return description;
  }
}
