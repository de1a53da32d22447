package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Window;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.Pbr28Scan;

/** SUV and SUVR against plain arithmetic on the same data (golden/pbr28/suv.csv). */
class SuvGoldenTest {
  // Ten digits are printed.
  private static final Percentage EXACT = Percentage.withPercentage(1e-7);

  @Test
  void meansAndRatiosEqualTheTable() {
    List<CSVRecord> rows = GoldenTable.csv("golden/pbr28/suv.csv");
    int covered = 0;
    for (CSVRecord row : rows) {
      Pbr28Scan scan = Pbr28Scan.of(row);
      // Frames of this scan overlap: the durations of the table are not those of the frames here.
      if (scan.id().equals("sub-yfdn_ses-2")) {
        continue;
      }
      Window window = row.get("setting").equals("U40_60") ? new Window(40, 60) : new Window(60, 90);
      double[] tac = scan.regions().get(row.get("region"));
      WindowMean mean = WindowMean.of(scan.timing(), window);
      assertThat(mean.frames()).isEqualTo(Integer.parseInt(row.get("n_frames")));
      assertThat(mean.mean(tac)).isCloseTo(number(row, "mean_conc"), EXACT);

      ModelSettings settings = ModelSettings.defaults().withWindow(window);
      DoseInput dose = dose(row);
      Fit fit = new Fit(1);
      Status status =
          new SuvModel(settings).bind(scan.timing(), scan.weights(), dose).fit(tac, fit);
      ReferenceInput wholeBrain = ReferenceInput.of("WB", scan.regions().get("WB"));
      Fit ratio = new Fit(1);
      new SuvrModel(settings).bind(scan.timing(), scan.weights(), wholeBrain).fit(tac, ratio);
      if (row.get("flag").contains("window_not_covered")) {
        assertThat(status).isEqualTo(Status.TOO_FEW_FRAMES);
        assertThat(ratio.estimates()[0]).isNaN();
      } else {
        assertThat(fit.estimates()[0]).isCloseTo(number(row, "mean_SUV"), EXACT);
        assertThat(ratio.estimates()[0]).isCloseTo(number(row, "ratio_to_WB"), EXACT);
        covered++;
      }
    }
    assertThat(rows).hasSize(168);
    assertThat(covered).isGreaterThan(140);
  }

  /** Dose and weight as the data set has them. */
  private static DoseInput dose(CSVRecord row) {
    String participant = row.get("participant_id");
    String session = row.get("session");
    double weight = Double.NaN;
    for (CSVRecord person : GoldenTable.tsv("data/pbr28/participants.tsv")) {
      if (person.get("participant_id").equals(participant)) {
        weight = number(person, "weight");
      }
    }
    return new DoseInput(Pbr28Scan.injectedMegabecquerel(participant, session), weight);
  }
}
