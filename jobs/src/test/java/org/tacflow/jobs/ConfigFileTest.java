package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.config.SettingsHash;
import org.tacflow.tables.RunDraft;
import org.tacflow.tables.RunStore;
import org.tacflow.testing.LocalSpark;

/** The configuration that is kept beside the tables is the one that the run was given. */
class ConfigFileTest {
  @Test
  void everyExampleComesBackAsItWas() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(Path.of("..", "conf"))) {
      examples = files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
    for (Path example : examples) {
      comesBack(Configs.reader().read(example, Map.of()));
    }
  }

  @Test
  void settingsUnlikeTheirDefaultsComeBackToo() throws IOException {
    String yaml =
        """
        name: "ä \\"quoted\\""
        curves: {weights: uniform, end-time-minutes: 61.25}
        models:
          - model: 2TCM
            id: 2TCM-free
            blood-volume: {fitted: [0.01, 0.2]}
            bounds: {K1: [1e-4, 1]}
            sampling: mid-frame
            starts: 3
          - model: MRTM2
            reference-region: cerebellum
            k2prime: 0.1
            t-star: {minutes: 12.5}
            voxels: false
        clinical:
          counted-allele: low
          score-columns: {mmse_total: MMSE}
        """;
    CohortConfig config = Configs.reader().parse("test", yaml, "", Map.of());
    comesBack(config);
    // A file that kept nothing would give the defaults back.
    CohortConfig defaults = Configs.reader().parse("test", "", "", Map.of());
    assertThat(ConfigFile.ofJson(ConfigFile.toJson(config))).isNotEqualTo(defaults);
  }

  @Test
  void aRunOfAnOlderProgramIsNamedInsteadOfReadWithHoles(@TempDir Path folder) throws IOException {
    CohortConfig config = Configs.reader().parse("test", "", "", Map.of());
    // As a version wrote it that knew no measures.
    ObjectNode older = (ObjectNode) new ObjectMapper().readTree(ConfigFile.toJson(config));
    older.remove("measures");
    RunStore store = RunStore.of(LocalSpark.session(), folder.toString());
    RunDraft draft = store.begin("older", "");
    draft.attach(ConfigFile.NAME, older.toString());
    draft.publish("older");
    assertThatThrownBy(() -> ConfigFile.ofPublished(store))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("another version of tacflow")
        .hasMessageContaining("'measures'")
        .hasMessageContaining("run the cohort again");
  }

  private static void comesBack(CohortConfig config) throws IOException {
    CohortConfig back = ConfigFile.ofJson(ConfigFile.toJson(config));
    assertThat(back).isEqualTo(config);
    assertThat(SettingsHash.of(back)).isEqualTo(SettingsHash.of(config));
  }
}
