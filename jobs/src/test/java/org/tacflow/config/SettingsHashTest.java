package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsHashTest {
  private final ConfigReader reader = new ConfigReader(TestNames.all());

  private CohortConfig read(String yaml, String folder) {
    return reader.parse("c.yaml", yaml, folder, Map.of());
  }

  private String hash(String yaml) {
    return SettingsHash.of(read(yaml, ""));
  }

  @Test
  void orderOfKeysAndPlacesOfFilesDoNotMatter() {
    String first =
        SettingsHash.of(
            read(
                """
                name: one
                bids-dir: a
                output-dir: b
                models: [{model: 2TCM, starts: 12, bounds: {K1: [0, 1], k2: [0, 2]}}]
                region-groups: {a: [x], b: [y]}
                """,
                "/here"));
    String second =
        SettingsHash.of(
            read(
                """
                region-groups: {b: [y], a: [x]}
                models: [{bounds: {k2: [0.0, 2], K1: [0, 1.0]}, starts: 12, model: 2TCM}]
                output-dir: elsewhere
                name: two
                """,
                "/there"));
    assertThat(first).isEqualTo(second).matches("[0-9a-f]{16}");
  }

  @Test
  void writingOutADefaultDoesNotMatter() {
    assertThat(hash("clinical: {window-days: 180}\ncurves: {end-time-minutes: none}\n"))
        .isEqualTo(hash(""));
  }

  @Test
  void everySettingMatters() {
    List<String> settings =
        List.of(
            "",
            "participants: ['01']",
            "curves: {weights: uniform}",
            "curves: {segmentation: gtm}",
            "curves: {end-time-minutes: 60}",
            "curves: {excluded-regions: [a, b]}",
            "curves: {excluded-regions: ['a, b']}",
            "blood: {delay: none}",
            "blood: {delay: given}",
            "blood: {delay: given, delay-minutes: 0.1}",
            "blood: {delay-regions: [a]}",
            "blood: {minimum-coverage: 0}",
            "blood: {dispersion-seconds: 3}",
            "blood: {population-table: a.tsv}",
            "sime: {vnd-grid: [1, 2, 0.1]}",
            "sime: {vnd-grid: [1, 2, 0.1], starts: 4}",
            "occupancy: {baseline: [a], blocked: [b]}",
            "models: [{model: Logan, t-star: auto}]",
            "models: [{model: Logan, t-star: {auto: 0.1}}]",
            "models: [{model: 2TCM, blood-volume: {region: WB}}]",
            "models: [{model: SRTM2, reference-region: x, k2prime: {region: y}}]",
            "models: [{model: 2TCM}]",
            "models: [{model: Logan}]",
            "models: [{model: Logan, t-star: all}]",
            "models: [{model: Logan, t-star: {minutes: 1}}]",
            "models: [{model: Logan, k2prime: 0.1}]",
            "models: [{model: Logan, k2prime: 0.10000000000000002}]",
            "models: [{model: Logan, sampling: mid-frame}]",
            "region-groups: {a: [x]}",
            "clinical: {window-days: 181}",
            "clinical: {score-columns: {x: MMSE}}",
            "correlations: {confidence-level: 0.9}");
    Set<String> hashes = new HashSet<>();
    settings.forEach(yaml -> hashes.add(hash(yaml)));
    assertThat(hashes).hasSize(settings.size());
  }

  @Test
  void theHashOfAModelIsThatOfItsSettingsAlone() {
    CohortConfig config =
        read(
            """
            models:
              - {model: Logan}
              - {model: Logan, id: again}
              - {model: Logan, id: late, t-star: {minutes: 40}}
            """,
            "");
    List<String> hashes = config.models().stream().map(SettingsHash::of).toList();
    assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
  }

  // The number is this program's own: it changes only when a setting is added or renamed, which the
  // commit must say, since published tables carry it.
  @Test
  void theCanonicalTextIsStable() {
    CohortConfig config = read("models: [{model: Logan, t-star: {minutes: 40}}]", "");
    assertThat(SettingsHash.canonical(config.models().get(0)))
        .isEqualTo(
            "Model{name=5:Logan, perScan=PerScan{bloodVolumeRegion=0:, k2primeRegion=0:,"
                + " tStarTolerance=0x0.0p0}, referenceRegion=0:, settings=ModelSettings{bloodVolume="
                + "BloodVolume{lower=0x0.0p0, upper=0x1.999999999999ap-4}, bounds={}, k2prime=NaN,"
                + " lineWeights=UNIFORM, sampling=FRAME_MEAN, starts=10, tStar=TStar{fromMinutes=0x1.4p5,"
                + " lastFrames=0}, tissueIntegral=FRAME_DURATION, windowMinutes="
                + "Window{begin=0x1.ep5, end=0x1.68p6}}, tissueRates=TissueRates{bloodFlow=false,"
                + " density=0x1.0a3d70a3d70a4p0, glucose=NaN, glucoseColumn=0:, lumpedConstant=NaN},"
                + " tracers=[], voxels=true}");
  }
}
