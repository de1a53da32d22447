package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigMessagesTest {
  private final ConfigReader reader = new ConfigReader(TestNames.all());

  private String problem(String yaml) {
    Throwable thrown = catchThrowable(() -> reader.parse("cohort.yaml", yaml, "", Map.of()));
    assertThat(thrown).as(yaml).isInstanceOf(InputException.class);
    return thrown.getMessage();
  }

  @Test
  void allProblemsComeInOneMessageWithTheirPlaces() {
    String message =
        problem(
            """
            nam: x
            curves:
              wieghts: duration
              source: image
            models:
              - model: 2TCM_irr
              - model: Logan
                t-star: {frames: 0}
            clinical: {window-days: -1}
            """);
    assertThat(message)
        .isEqualTo(
"""
Cannot use cohort.yaml: 6 problems
  cohort.yaml:1:1: Invalid key: nam (must be a known one; did you mean name?)
  cohort.yaml:3:3: Invalid key of curves: wieghts (must be a known one; did you mean weights?)
  cohort.yaml:4:11: Invalid curves.source: image (must be one of auto, images, regional)
  cohort.yaml:6:12: Invalid models[1].model: 2TCM_irr (must be a known one; did you mean 2TCM3k?)
  cohort.yaml:8:22: Invalid models[2].t-star.frames: 0 (must be an integer >= 1)
  cohort.yaml:9:25: Invalid clinical.window-days: -1 (must be an integer from 0 to 36500)""");
  }

  @Test
  void aNuclideOfHalfLivesIsAKnownOne() {
    assertThat(problem("curves: {half-lives: {C11: 1220, Xx9: 3}}"))
        .isEqualTo("cohort.yaml:1:22: Invalid nuclide of half-lives: Xx9 (must be C11, F18, ...)");
  }

  @Test
  void anOutcomeIsOneOfTheModelsOrOfAnImportedTable() {
    String asked = "correlations: {outcomes: [glow]}\n";
    assertThat(problem(asked)).contains("glow (must be one of VT");
    String table = "measures: {regional-values: [{path: v.tsv, tracer: x, outcome: glow}]}\n";
    assertThat(problem(asked + table + "nam: x\n")).doesNotContain("glow (must");
  }

  @ParameterizedTest
  @CsvSource({
    "2TCM_irr, 2TCM3k",
    "2TCMirr, 2TCM3k",
    "twotcm_irr, 2TCM3k",
    "refLogan, LoganRef",
    "refPatlak, PatlakRef",
    "ref_mllogan, MLLoganRef",
    "twotcm, 2TCM",
    "onetcm, 1TCM",
    "2tcm, 2TCM",
    "logan, Logan",
    "Lgan, Logan",
    "MRTM, MRTM1",
    "suvr, SUVR"
  })
  void modelsOfOtherProgramsAreRefusedWithTheRightName(String written, String right) {
    assertThat(problem("models: [{model: " + written + "}]"))
        .isEqualTo(
            "cohort.yaml:1:18: Invalid models[1].model: "
                + written
                + " (must be a known one; did you mean "
                + right
                + "?)");
  }

  @ParameterizedTest
  @CsvSource({"Vt, VT", "BPnd, BPND", "bp, BPND", "vB, VB", "VTT, VT", "suvr, SUVR"})
  void outcomesOfOtherProgramsAreRefusedWithTheRightName(String written, String right) {
    assertThat(problem("correlations: {outcomes: [" + written + "]}"))
        .endsWith(written + " (must be a known one; did you mean " + right + "?)");
  }

  @Test
  void aNameNearNothingListsWhatIsKnown() {
    assertThat(problem("correlations: {scales: [depression]}"))
        .isEqualTo(
            "cohort.yaml:1:25: Invalid correlations.scales[1]: depression (must be one of MMSE,"
                + " EDSS, ALSFRS_R)");
  }

  @Test
  void anEmptyCatalogueTakesNoModel() {
    KnownNames none = new KnownNames(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    assertThatThrownBy(
            () -> new ConfigReader(none).parse("c", "models: [{model: 2TCM}]", "", Map.of()))
        .isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "curves: [1] | cohort.yaml:1:9: Invalid curves: a list (must be a section with the keys",
        "just text | cohort.yaml:1:1: Invalid configuration: just text",
        "participants: 01 | cohort.yaml:1:15: Invalid participants: 01 (must be a list; each a"
            + " text)",
        "name: {a: b} | cohort.yaml:1:7: Invalid name: a section (must be a text)",
        "name: a\\nname: b | cohort.yaml:2:1: Invalid key: name (must be given once)",
        "models: [] | cohort.yaml:1:9: Invalid models: an empty list (must be at least one model)",
        "models: [{id: x}] | cohort.yaml:1:10: Invalid models[1].model: nothing (must be a model"
            + " name)",
        "models: [{model: SRTM}] | cohort.yaml:1:18: Invalid reference-region of SRTM: nothing",
        "models: [{model: MA1}, {model: MA1}] | cohort.yaml:1:9: Invalid id of a model: MA1 (must"
            + " be given once;",
        "models: [{model: MA1, id: a_b}] | Invalid id of a model: a_b (must be letters, digits and"
            + " single hyphens)",
        "models: [{model: MA1, voxels: yes}] | Invalid models[1].voxels: yes (must be true or"
            + " false)",
        "models: [{model: SUV, window-minutes: [90, 60]}] | Invalid models[1].window-minutes:"
            + " [90.0, 60.0] (must be [begin, end] in min",
        "models: [{model: SUV, window-minutes: [60]}] | Invalid models[1].window-minutes: a list",
        "models: [{model: SUV, window-minutes: [60, .nan]}] | Invalid models[1].window-minutes:"
            + " .nan",
        "models: [{model: MA1, k2prime: 0}] | Invalid models[1].k2prime: 0 (must be a number above"
            + " 0",
        "models: [{model: MA1, k2prime: NaN}] | Invalid models[1].k2prime: NaN",
        "models: [{model: 2TCM, blood-volume: 0.05}] | Invalid models[1].blood-volume: 0.05 (must"
            + " be {fixed: number}",
        "models: [{model: 2TCM, blood-volume: {fixed: 5}}] | Invalid models[1].blood-volume.fixed:"
            + " 5",
        "models: [{model: 2TCM, blood-volume: {fitted: [0.1, 0]}}] | Invalid"
            + " models[1].blood-volume.fitted: [0.1, 0.0]",
        "models: [{model: 2TCM, bounds: {vB: [0, 1]}}] | Invalid parameter of models[1].bounds: vB"
            + " (must be a known one; did you mean VB?)",
        "models: [{model: 2TCM, bounds: {K1: [1, 0]}}] | Invalid models[1].bounds.K1: [1.0, 0.0]",
        "models: [{model: 2TCM, starts: 1.5}] | Invalid models[1].starts: 1.5 (must be an integer"
            + " from 1",
        "models: [{model: MA1, t-star: last}] | Invalid models[1].t-star: last (must be {frames:"
            + " integer >= 1}",
        "models: [{model: MA1, t-star: {frames: 1, minutes: 2}}] | Invalid models[1].t-star: a"
            + " section",
        "blood: {delay: table} | Invalid blood.delay-table: nothing (must be a path with delay:"
            + " table)",
        "blood: {delay-table: x.csv} | Invalid blood.delay-table: x.csv (must be empty unless"
            + " delay: table is set)",
        "registry-groups: [thalmus] | cohort.yaml:1:19: Invalid registry-groups[1]: thalmus (must"
            + " be a known one; did you mean thalamus?)",
        "region-groups: {a: ['@thalmus']} | did you mean thalamus?",
        "clinical: {counted-allele: minor} | (must be one of none, low, high)",
        "clinical: {score-tables: [{path: x}]} | Invalid clinical.score-tables[1].scales: nothing",
        "correlations: {confidence-level: 95} | (must be a number between 0 and 1)",
        "blood: {delay-minutes: 1} | Invalid blood.delay-minutes: 1.0 (must be 0 unless delay:"
            + " given is set)",
        "blood: {minimum-coverage: 50} | Invalid blood.minimum-coverage: 50 (must be a number from"
            + " 0 to 1)",
        "blood: {dispersion-seconds: -1} | Invalid blood.dispersion-seconds: -1",
        "curves: {weights: root} | Invalid curves.weights: root (must be one of inverse-variance,"
            + " duration,",
        "models: [{model: MA1, t-star: {auto: 2}}] | Invalid models[1].t-star.auto: 2 (must be a"
            + " number between",
        "models: [{model: 2TCM, blood-volume: {region: WB, fixed: 0.1}}] | Invalid"
            + " models[1].blood-volume: a section",
        "models: [{model: 2TCM, blood-volume: {region: ''}}] | Invalid"
            + " models[1].blood-volume.region: empty text",
        "models: [{model: SRTM2, reference-region: a, k2prime: {region: []}}] | Invalid"
            + " models[1].k2prime.region: a list",
        "sime: {vnd-grid: [1, 2]} | cohort.yaml:1:18: Invalid sime.vnd-grid: [1.0, 2.0] (must be"
            + " [first, last, step]",
        "sime: {vnd-grid: [1, 2, 0.0001]} | of 3 to 500 points)",
        "occupancy: {blocked: [x]} | cohort.yaml:1:22: Invalid occupancy.baseline: nothing (must be"
            + " given where",
        "occupancy: {baseline: [x], blocked: [x]} | Invalid occupancy.blocked: x (must be no label"
            + " of",
        "occupancy: {by: sessions-column} | Invalid occupancy.column: nothing (must be a column"
            + " name with",
        "curves: {end-time-minutes: -5} | (must be a number above 0 (min), or none)"
      })
  void wrongValuesSayWhereAndWhatTheyMustBe(String yaml, String expected) {
    assertThat(problem(yaml.replace("\\n", "\n"))).contains(expected).contains("cohort.yaml:");
  }

  @Test
  void brokenYamlIsRefusedWithItsPlace() {
    assertThat(problem("name: [a, b\nbids-dir: x\n")).startsWith("Cannot read cohort.yaml:2:");
    assertThat(problem("name: a\n---\nname: b\n")).startsWith("Cannot read cohort.yaml:");
    assertThat(problem("\tname: a\n")).startsWith("Cannot read cohort.yaml:1:");
  }

  @Test
  void tagsOfYamlNeverMakeObjects() {
    assertThat(problem("name: !!java.net.URL [\"http://x\"]"))
        .isEqualTo(
            "Cannot read cohort.yaml:1:7: Global tag is not allowed:"
                + " tag:yaml.org,2002:java.net.URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2TCM, blood-flow: true|Invalid blood-flow: true with 2TCM (must be false unless 1TCM)",
        "Patlak, lumped-constant: 0.65|Invalid plasma-glucose: nothing (must be a number, or",
        "Patlak, plasma-glucose: 5|Invalid lumped-constant: none (must be a number where",
        "Logan, lumped-constant: 0.65, plasma-glucose: 5|Invalid lumped-constant: 0.65 with Logan",
        "Patlak, lumped-constant: 0|Invalid models[1].lumped-constant: 0 (must be a number above 0",
        "Patlak, plasma-glucose: 95|Invalid models[1].plasma-glucose: 95 (must be a number from 1"
      })
  void tissueRatesNeedTheirModelAndConstants(String entry, String message) {
    assertThat(problem("models: [{model: " + entry + "}]"))
        .startsWith("cohort.yaml:1:")
        .contains(message);
  }
}
