package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.config.ConfigReference.Entry;
import org.tacflow.study.RegionRegistry;
import org.tacflow.study.Registries;
import org.yaml.snakeyaml.Yaml;

class ConfigReferenceTest {
  private static final KnownNames NAMES =
      Registries.packaged().knownNames(KnownNames.ofCatalogue());

  private static Path conf(String name) {
    Path module = Path.of("").toAbsolutePath();
    return module.resolveSibling("conf").resolve(name);
  }

  // The defaults of the reference, given to the reader as options, change nothing: what the
  // reference
  // says is what the reader does.
  @Test
  void everyDefaultOfTheReferenceIsTheDefaultOfTheReader() {
    ConfigReader reader = new ConfigReader(NAMES);
    CohortConfig plain = reader.parse("c", "", "", Map.of());
    int checked = 0;
    for (Entry entry : ConfigReference.entries()) {
      boolean section = entry.values().equals("a section");
      if (!section && !entry.path().contains("[]") && !entry.path().equals("models")) {
        Map<String, String> option = Map.of(entry.path(), entry.fallback());
        if (!entry.fallback().equals("{}") && !entry.fallback().equals("[]")) {
          assertThat(reader.parse("c", "", "", option)).as(entry.path()).isEqualTo(plain);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(15);
  }

  @Test
  void theReferenceHoldsEveryKeyOnceWithItsUnitAndDefault() {
    List<String> paths = new ArrayList<>();
    ConfigReference.entries().forEach(entry -> paths.add(entry.path()));
    assertThat(paths)
        .doesNotHaveDuplicates()
        .contains(
            "bids-dir",
            "curves.end-time-minutes",
            "models[].window-minutes",
            "models[].blood-volume",
            "clinical.score-tables[].scales",
            "correlations.primary-estimate");
    String markdown = ConfigReference.markdown();
    String text = ConfigReference.text();
    for (Entry entry : ConfigReference.entries()) {
      assertThat(markdown).contains("| `" + entry.path() + "` | " + entry.values());
      assertThat(text).contains(entry.path() + "\n    " + entry.meaning());
      assertThat(entry.meaning()).endsWith(".");
    }
    assertThat(markdown).contains("`{fitted: [0, 0.1]}`").contains("`{frames: 10}`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pbr28.yaml", "ds004869.yaml", "simulated.yaml", "cohort-statistics.yaml"})
  void theExamplesAreReadWithoutAProblem(String name) throws IOException {
    CohortConfig config = new ConfigReader(NAMES).read(conf(name), Map.of("bids-dir", "/data"));
    assertThat(config.bidsDir()).isEqualTo("/data");
    assertThat(config.models()).hasSizeGreaterThan(2);
    String text = Files.readString(conf(name));
    assertThat(text).doesNotContain("\r").endsWith("\n");
    Object packaged =
        new Yaml().load(new String(packaged(name), java.nio.charset.StandardCharsets.UTF_8));
    assertThat(packaged).isEqualTo(new Yaml().load(new StringReader(text)));
  }

  private static byte[] packaged(String name) throws IOException {
    try (java.io.InputStream in =
        ConfigReferenceTest.class.getResourceAsStream("/org/tacflow/conf/" + name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void theGroupsOfTheExampleExistInTheRealSegmentation() throws IOException {
    CohortConfig config = new ConfigReader(NAMES).read(conf("ds004869.yaml"), Map.of());
    Path folder =
        org.tacflow.testing.SharedData.path(
            "data/ds004869/derivatives/petprep/sub-01/ses-baseline/pet");
    String header =
        Files.readAllLines(folder.resolve("sub-01_ses-baseline_desc-preproc_seg-gtm_tacs.tsv"))
            .get(0);
    List<String> labels = List.of(header.split("\t"));
    RegionRegistry regions = Registries.packaged().regions();
    Map<String, List<String>> groups = regions.resolve(config.regionGroups(), labels);
    assertThat(groups.keySet()).isEqualTo(config.regionGroups().keySet());
    assertThat(groups.get("medial_temporal")).hasSize(6);
    // Vessel labels are missing in some scans of this data set, which its readers must bear.
    List<String> excluded = new ArrayList<>(config.curves().excludedRegions());
    excluded.removeAll(List.of("Left-vessel", "Right-vessel"));
    assertThat(labels).containsAll(excluded);
  }
}
