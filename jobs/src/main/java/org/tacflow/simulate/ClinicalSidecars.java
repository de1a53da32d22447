package org.tacflow.simulate;

import java.util.List;
import java.util.Map;
import org.tacflow.bids.DatasetText;

/** What the columns of the clinical tables of a simulated cohort mean. */
final class ClinicalSidecars {
  private ClinicalSidecars() {}

  /** Of participants.tsv. */
  static Map<String, Object> participants() {
    return DatasetText.object(
        "age", DatasetText.object("Description", "Age at the first scan", "Units", "years"),
        "sex",
            DatasetText.object(
                "Description", "Sex", "Levels", DatasetText.object("M", "male", "F", "female")),
        "weight", DatasetText.object("Description", "Body weight", "Units", "kg"),
        "group", DatasetText.object("Description", "Diagnosis, HC: healthy control"),
        "subgroup", DatasetText.object("Description", "Subgroup of the diagnosis"),
        "site", DatasetText.object("Description", "Imaging site"),
        "rs6971", DatasetText.object("Description", "TSPO rs6971 genotype, C is high affinity"),
        "genotype_source", DatasetText.object("Description", "How the genotype was found"),
        "onset_date", DatasetText.object("Description", "Day of the first symptom"));
  }

  /** Of the items of the motor examination, by the columns of their table. */
  static Map<String, Object> motorItems(List<String> header) {
    Map<String, Object> description =
        DatasetText.object(
            "MeasurementToolMetadata",
            DatasetText.object("Description", "MDS-UPDRS part III, simulated"));
    for (String column : header.subList(1, header.size())) {
      String text =
          switch (column) {
            case "session_id" -> "Clinical visit by months since the first";
            case "visit_date" -> "Day of the visit";
            case "PDSTATE" -> "Whether the person was rated ON or OFF medication";
            case "NP3TOT" -> "Sum of the items";
            default -> "Item of the motor examination, 0 to 4";
          };
      description.put(column, DatasetText.object("Description", text));
    }
    return description;
  }
}
