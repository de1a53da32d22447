package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tacflow.testing.GoldenTable.number;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tacflow.curve.FrameWeights;
import org.tacflow.testing.GoldenTable;
import org.tacflow.testing.SimrefScan;

/** SRTM2 and FRTM against kinfitr 0.9.1 in its own forward scheme (golden/simref). */
class ReferenceFitGoldenTest {

  @ParameterizedTest
  @CsvSource({"srtm2, S1, w, 30", "srtm2, S2, w, 30", "frtm, S1, w, 5", "frtm, S2, u, 5"})
  void costAndParametersAgreeWithKinfitr(
      String table, String setting, String weighting, int atLeastSound) {
    List<CSVRecord> rows =
        GoldenTable.csv("golden/simref/" + table + ".csv").stream()
            .filter(row -> row.get("setting").equals(setting))
            .toList();
    List<String> worse = new ArrayList<>();
    double worst = 0;
    int sound = 0;
    for (CSVRecord row : rows) {
      SimrefScan scan = SimrefScan.noisy(row);
      FrameWeights weights =
          weighting.equals("w") ? scan.weights() : FrameWeights.uniform(scan.timing().size());
      ForwardScheme scheme = KinfitrReferenceScheme.of(scan.timing(), scan.reference());
      ModelSettings settings = ModelSettings.defaults().withStarts(5);
      TacFitter fitter;
      if (table.equals("frtm")) {
        fitter = new FrtmModel(settings).reference(weights, scheme);
      } else {
        double given = setting.equals("S1") ? number(row, "k2prime_in") : Double.NaN;
        fitter = new Srtm2Model(settings.withK2prime(given)).reference(weights, scheme);
      }
      Fit fit = new Fit(table.equals("frtm") ? 6 : 4);
      fitter.fit(scan.curves().get(row.get("region")), fit);
      double ratio = fit.weightedRss() / number(row, "wrss");
      if (!(ratio <= 1.0001)) {
        worse.add(scan.id() + " " + row.get("region") + " " + ratio + " " + row.get("flag"));
      } else if (row.get("flag").isEmpty() && ratio > 0.9999) {
        sound++;
        worst = Math.max(worst, Math.abs(fit.estimates()[0] / number(row, "bp") - 1));
        worst = Math.max(worst, Math.abs(fit.estimates()[1] / number(row, "R1") - 1));
      }
    }
    assertThat(rows).hasSize(30);
    assertThat(worse).isEmpty();
    assertThat(sound).isGreaterThanOrEqualTo(atLeastSound);
    assertThat(worst).isLessThan(1e-4);
  }
}
