package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.kinetics.ModelSettings.TStar;

/**
 * Every model of the catalogue gives back the parameters of its truth file.
 *
 * <p>Curves are made by a Runge-Kutta integration of the equations ({@link CompartmentTruth},
 * {@link ReferenceTruth}), accurate to 1e-9; each file says what its tolerance is owed to.
 */
class TruthFilesTest {
  private static final ArterialInput BLOOD = CompartmentTruth.bolus();
  private static final FrameTiming USUAL = CompartmentTruth.frames();
  private static final FrameTiming FINE = fine();

  /** 90 min in frames of 3 s: what the integral of tissue loses between frames is gone. */
  private static FrameTiming fine() {
    double[] begins = new double[1800];
    double[] ends = new double[1800];
    for (int f = 0; f < begins.length; f++) {
      begins[f] = 3 * f;
      ends[f] = 3 * (f + 1);
    }
    return FrameTiming.ofSeconds(begins, ends);
  }

  static List<String> names() {
    return ModelCatalogue.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void noiseFreeCurvesGiveTheParametersBack(String name) throws IOException {
    Set<String> checked = new TreeSet<>();
    Map<String, Fit> fits = new HashMap<>();
    for (CSVRecord row : rows(name)) {
      KineticModel<?> model = ModelCatalogue.create(name, settings(row.get("settings")));
      String curve = String.join("|", row.get("tissue"), row.get("reference"), row.get("settings"));
      Fit fit = fits.computeIfAbsent(curve, key -> fit(model, row));
      String where = name + " " + row.get("tissue") + " " + row.get("parameter");
      assertThat(fit.status()).as(where).isEqualTo(Status.CONVERGED);
      int p =
          model.parameters().stream().map(Parameter::name).toList().indexOf(row.get("parameter"));
      assertThat(p).as(where).isNotNegative();
      double expected = Double.parseDouble(row.get("expected"));
      double scale = expected == 0 ? 1 : Math.abs(expected);
      assertThat(Math.abs(fit.estimates()[p] - expected) / scale)
          .as(where + ": " + fit.estimates()[p])
          .isLessThanOrEqualTo(Double.parseDouble(row.get("tolerance")));
      checked.add(row.get("parameter"));
    }
    assertThat(checked)
        .containsExactlyInAnyOrderElementsOf(
            ModelCatalogue.describe(name).parameters().stream().map(Parameter::name).toList());
  }

  private static Fit fit(KineticModel<?> model, CSVRecord row) {
    FrameTiming timing = row.get("settings").contains("fine") ? FINE : USUAL;
    double[] reference = curve(row.get("reference"), timing, null);
    Fit fit = Fit.of(model);
    ModelInputs.bind(
            model,
            timing,
            FrameWeights.uniform(timing.size()),
            ModelInputs.of(model, BLOOD, reference))
        .fit(curve(row.get("tissue"), timing, reference), fit);
    return fit;
  }

  private static List<CSVRecord> rows(String name) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setTrim(true)
            .get();
    String file = "/truth/" + name + ".csv";
    try (InputStream bytes = TruthFilesTest.class.getResourceAsStream(file)) {
      assertThat(bytes).as(file).isNotNull();
      try (Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
        return format.parse(text).getRecords();
      }
    }
  }

  /** {@code plasma K1 k2 k3 k4 vB Kb}, {@code flat level}, or a reference model by name. */
  private static double[] curve(String text, FrameTiming timing, double[] reference) {
    String[] words = text.split(" ");
    double[] p = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    return switch (words[0]) {
      case "" -> null;
      case "plasma" -> CompartmentTruth.plasmaCurve(timing, BLOOD, Arrays.copyOf(p, 6));
      case "flat" -> flat(timing, p[0]);
      case "SRTM" -> ReferenceTruth.simplified(timing, reference, p);
      case "SRTMV" -> ReferenceTruth.vascular(timing, reference, BLOOD.wholeBlood(), p);
      case "FRTM" -> ReferenceTruth.full(timing, reference, p);
      default -> throw new IllegalArgumentException("Invalid curve: " + text);
    };
  }

  private static double[] flat(FrameTiming timing, double level) {
    double[] curve = new double[timing.size()];
    Arrays.fill(curve, level);
    return curve;
  }

  private static ModelSettings settings(String text) {
    ModelSettings settings = ModelSettings.defaults().withTStar(TStar.all());
    for (String word : text.split(" ")) {
      String[] pair = word.split("=");
      settings =
          switch (pair[0]) {
            case "", "fine" -> settings;
            case "vB" -> settings.withBloodVolume(BloodVolume.fixed(Double.parseDouble(pair[1])));
            case "tStar" -> settings.withTStar(TStar.fromMinutes(Double.parseDouble(pair[1])));
            case "k2prime" -> settings.withK2prime(Double.parseDouble(pair[1]));
            case "VBr" -> settings.withBounds("VBr", new Bounds(0, 0.15));
            default -> throw new IllegalArgumentException("Invalid setting: " + word);
          };
    }
    return settings;
  }
}
