package org.tacflow.bids;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what makes a folder a BIDS data set of derivatives: description and read-me. */
public final class DerivedDataset {
  /** Version of the standard whose rules for derivatives are followed. */
  public static final String BIDS_VERSION = "1.10.0";

  private DerivedDataset() {}

  /**
   * Writes {@code dataset_description.json} and {@code README}.
   *
   * @param folder root of the derivatives
   * @param name title of the data set
   * @param source folder of the raw data set
   * @param version version of this program
   * @param run id of the run whose tables were exported
   */
  public static void describe(
      Storage storage, String folder, String name, String source, String version, String run)
      throws IOException {
    DatasetText files = new DatasetText(storage, folder);
    // One slash after the scheme is a path to Hadoop and no address to others.
    String raw = storage.qualified(source).replaceFirst("^file:/(?!/)", "file:///");
    files.json(
        "dataset_description.json",
        DatasetText.object(
            "Name",
            name + ", kinetic modelling",
            "BIDSVersion",
            BIDS_VERSION,
            "DatasetType",
            "derivative",
            "GeneratedBy",
            List.of(
                DatasetText.object(
                    "Name", "tacflow", "Version", version, "Description", "run " + run)),
            "SourceDatasets",
            List.of(Map.of("URL", raw)),
            "DatasetLinks",
            Map.of("raw", raw)));
    files.text(
        "README",
        """
        Derivatives of %s, written by tacflow %s from the tables of run %s.

        Maps (mimap) lie on the grid of the image they were made from and hold NaN outside the
        labelled regions and where a fit has no numbers; the dseg image beside them says how the
        fit of every voxel ended. In tables of parameters (kinpar) a column <parameter>-se is the
        standard error in percent of the value, as BEP023 defines it; the tables of tacflow itself
        hold it in the units of the parameter.
        """
            .formatted(name, version, run));
  }
}
