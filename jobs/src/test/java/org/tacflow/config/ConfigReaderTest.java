package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig.CurveSource;
import org.tacflow.config.CohortConfig.DelayMode;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.config.CohortConfig.Model;
import org.tacflow.config.CohortConfig.WeightScheme;
import org.tacflow.config.Occupancy.PairBy;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.kinetics.ModelSettings.Window;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

class ConfigReaderTest {
  private final ConfigReader reader = new ConfigReader(TestNames.all());

  private CohortConfig read(String yaml) {
    return reader.parse("cohort.yaml", yaml, "", Map.of());
  }

  @Test
  void anEmptyFileIsAllDefaults() {
    for (String nothing : List.of("", "# only a comment\n", "curves:\nblood: {}\n", "\uFEFF")) {
      CohortConfig config = read(nothing);
      assertThat(config.name()).isEqualTo("cohort");
      assertThat(config.bidsDir()).isEqualTo("bids");
      assertThat(config.curves().source()).isEqualTo(CurveSource.AUTO);
      assertThat(config.curves().weights()).isEqualTo(WeightScheme.INVERSE_VARIANCE);
      assertThat(config.curves().endTimeMinutes()).isInfinite();
      assertThat(config.blood().delayMode()).isEqualTo(DelayMode.FIT);
      assertThat(config.models()).extracting(Model::id).containsExactly("2TCM", "Logan");
      assertThat(config.models().get(0).settings()).isEqualTo(ModelSettings.defaults());
      assertThat(config.clinical().windowDays()).isEqualTo(180);
      assertThat(config.correlations().confidenceLevel()).isEqualTo(0.95);
      assertThat(config.correlations().primaryEstimate()).isEqualTo("voxels");
    }
  }

  @Test
  void everyKeyIsRead() {
    CohortConfig config =
        read(
            """
            keep-runs: 3
            name: my study
            bids-dir: /data/bids
            derivatives-dirs: [/data/a, /data/b]
            output-dir: s3a://bucket/out
            participants: [01, sub-02]
            curves:
              source: regional
              segmentation: gtm
              excluded-regions: [CSF]
              weights: duration
              end-time-minutes: 60
            blood: {source: blood, delay: table, delay-table: /d.csv, delay-column: inpshift}
            models:
              - model: 2TCM
                id: 2TCM-fixed
                voxels: false
                tracers: [PBR28]
                sampling: mid-frame
                blood-volume: {fixed: 0.05}
                bounds: {K1: [1e-4, 1], theta2: [5e-4, 3]}
                starts: 28
              - model: Logan
                t-star: {minutes: 30}
                tissue-integral: mid-time-trapezoid
              - model: MA1
                t-star: all
              - model: SRTM2
                reference-region: cerebellum
                k2prime: 0.1
                blood-volume: {fitted: [0, 0.2]}
              - {model: SUVR, reference-region: CBL, window-minutes: [40, 60]}
            registry-groups: [thalamus_left]
            region-groups: {deep: ["@thalamus", Left-Putamen]}
            clinical:
              group-column: dx
              genotype-column: tspo
              counted-allele: low
              window-days: 90
              score-columns: {disability: EDSS}
              subgroup-columns: [onset, gene]
              subgroups: {early: [drug_naive+early]}
              onset-column: first_symptom
              affected-side-column: side
              derived-scales: [MSSS]
              change-scales: [MMSE]
              msss-table: /msss.tsv
              armss-table: /armss.tsv
              scales:
                - {id: VIGOUR, minimum: 0, maximum: open, worse: lower, special-codes: {-4: none}}
                - id: GAIT
                  name: Gait
                  kind: continuous
                  minimum: open
                  maximum: 7
                  step: 0.5
                  values: [1, 2.5]
                  worse: neither
                  columns: [gait]
              score-tables:
                - path: /t.csv
                  participant-column: PTID
                  session-column: VISCODE
                  date-column: EXAMDATE
                  scales: {MMSCORE: MMSE}
            correlations:
              outcomes: [VT, SUVR]
              regions: [deep]
              scales: [MMSE]
              confidence-level: 0.9
              minimum-n: 8
              log-transform-vt: false
              exclude-lab: false
              primary-estimate: mean_tac
              bootstrap: 500
            occupancy: {by: task, baseline: [task-rest], blocked: [drug], regions: [deep]}
            measures:
              ratios: [{region: lesion, over: nawm}]
              asymmetry: [putamen]
              contralateral: [midbrain]
              regional-values:
                - path: /v.tsv
                  tracer: ECD
                  outcome: perfusion
                  unit: ratio
                  participant-column: PTID
                  session-column: VISCODE
                  region-column: roi
                  value-column: mean
                  regions: {CTX: cortex_global}
                  reference-region: cerebellum
            analyses:
              - id: slopes
                kind: linear
                groups: [AD, HC]
                subgroup: early
                tracers: [PBR28]
                outcomes: [VT]
                regions: [deep]
                scales: [MMSE]
                terms: [group, score, "group:score"]
                random: slope
                over: tracer
                effect: difference
                genotype: none
            evidence:
              diseases: {FTD with MND: FTD}
              subgroups: {spinal onset: spinal_onset}
              tracers: {CBF_ANY: [H2O]}
              regions: {cortex_multiple: [deep]}
            sime: {vnd-grid: [0.2, 3, 0.1], regions: [deep], blood-volume: 0.04, starts: 5}
            voxelwise:
              maps: /maps.tsv
              mask: /mask.nii.gz
              tests: [{name: motor, tracer: PBR28, model: 2TCM, outcome: VT, disease: ALS,
                       subgroup: limb, scale: ALSFRS-R}]
              permutations: 1000
              smoothing-fwhm: 6
              global-scaling: covariate
              cluster-p: 0.01
              connectivity: corners
            """);
    ModelSettings defaults = ModelSettings.defaults();
    assertThat(config)
        .isEqualTo(
            new CohortConfig(
                "my study",
                "/data/bids",
                List.of("/data/a", "/data/b"),
                "s3a://bucket/out",
                List.of("01", "02"),
                new CohortConfig.Curves(
                    CurveSource.REGIONAL,
                    "gtm",
                    List.of("CSF"),
                    WeightScheme.DURATION,
                    60,
                    Map.of()),
                new CohortConfig.Blood(InputSource.BLOOD, DelayMode.TABLE, "/d.csv", "inpshift"),
                List.of(
                    new Model(
                        "2TCM",
                        "2TCM-fixed",
                        "",
                        false,
                        defaults
                            .withSampling(Sampling.MID_FRAME)
                            .withBloodVolume(BloodVolume.fixed(0.05))
                            .withBounds("K1", new Bounds(1e-4, 1))
                            .withBounds("theta2", new Bounds(5e-4, 3))
                            .withStarts(28),
                        List.of("PBR28")),
                    new Model(
                        "Logan",
                        "Logan",
                        "",
                        true,
                        defaults
                            .withTStar(TStar.fromMinutes(30))
                            .withTissueIntegral(TissueIntegral.MID_TIME_TRAPEZOID)),
                    new Model("MA1", "MA1", "", true, defaults.withTStar(TStar.all())),
                    new Model(
                        "SRTM2",
                        "SRTM2",
                        "cerebellum",
                        true,
                        defaults.withK2prime(0.1).withBloodVolume(BloodVolume.fitted(0, 0.2))),
                    new Model(
                        "SUVR", "SUVR", "CBL", true, defaults.withWindow(new Window(40, 60)))),
                Map.of(
                    "thalamus_left",
                    List.of("@thalamus_left"),
                    "deep",
                    List.of("@thalamus", "Left-Putamen")),
                new Clinical(
                    "dx",
                    "tspo",
                    "low",
                    List.of(
                        new ScoreTable(
                            "/t.csv", "PTID", "VISCODE", "EXAMDATE", Map.of("MMSCORE", "MMSE"))),
                    90,
                    Map.of("disability", "EDSS"),
                    List.of(
                        new OwnScale(
                            "VIGOUR",
                            "VIGOUR",
                            false,
                            0,
                            Double.NaN,
                            1,
                            List.of(),
                            -1,
                            Map.of("-4", "none"),
                            List.of()),
                        new OwnScale(
                            "GAIT",
                            "Gait",
                            true,
                            Double.NaN,
                            7,
                            0.5,
                            List.of(1.0, 2.5),
                            0,
                            Map.of(),
                            List.of("gait"))),
                    new People(
                        List.of("onset", "gene"),
                        Map.of("early", List.of("drug_naive+early")),
                        "first_symptom",
                        "side"),
                    new DerivedScales(List.of("MSSS"), List.of("MMSE"), "/msss.tsv", "/armss.tsv")),
                new CohortConfig.Correlations(
                    List.of("VT", "SUVR"),
                    List.of("deep"),
                    List.of("MMSE"),
                    0.9,
                    8,
                    false,
                    false,
                    "mean_tac",
                    withBootstrap(CohortTests.usual(), 500)),
                new Occupancy(PairBy.TASK, "", List.of("rest"), List.of("drug"), List.of("deep")),
                new Measures(
                    List.of(new Measures.Ratio("lesion", "nawm")),
                    List.of("putamen"),
                    List.of("midbrain"),
                    List.of(
                        new Measures.Values(
                            "/v.tsv",
                            "ECD",
                            "perfusion",
                            "ratio",
                            "PTID",
                            "VISCODE",
                            "roi",
                            "mean",
                            Map.of("CTX", "cortex_global"),
                            "cerebellum"))),
                List.of(
                    new Analysis(
                        "slopes",
                        Analysis.Kind.LINEAR,
                        List.of("AD", "HC"),
                        "early",
                        List.of("PBR28"),
                        List.of("VT"),
                        List.of("deep"),
                        List.of("MMSE"),
                        List.of("group", "score", "group:score"),
                        Analysis.RandomEffect.SLOPE,
                        Analysis.Over.TRACER,
                        Analysis.Effect.DIFFERENCE,
                        Analysis.Genotype.NONE)),
                new PublishedNames(
                    Map.of("FTD with MND", "FTD"),
                    Map.of("spinal onset", "spinal_onset"),
                    Map.of("CBF_ANY", List.of("H2O")),
                    Map.of("cortex_multiple", List.of("deep"))),
                new Sime(0.2, 3, 0.1, List.of("deep"), 0.04, 5),
                new Voxelwise(
                    "/maps.tsv",
                    "/mask.nii.gz",
                    List.of(
                        new Voxelwise.Test(
                            "motor", "PBR28", "2TCM", "VT", "ALS", "limb", "ALSFRS-R", "")),
                    1000,
                    6,
                    Voxelwise.Scaling.COVARIATE,
                    0.01,
                    Voxelwise.Connectivity.CORNERS),
                3));
  }

  private static CohortTests withBootstrap(CohortTests usual, int resamples) {
    return new CohortTests(
        usual.controlGroup(),
        usual.covariates(),
        usual.adjustments(),
        usual.methods(),
        usual.permutations(),
        usual.exchangeability(),
        usual.harmonisation(),
        usual.harmoniseOn(),
        usual.retestSessions(),
        resamples);
  }

  @Test
  void theCommandLineReplacesTheFile() {
    CohortConfig config =
        reader.parse(
            "cohort.yaml",
            "bids-dir: there\nclinical: {window-days: 10}\nmodels: [{model: MA1}]\n",
            "/srv/me",
            Map.of(
                "bids-dir", "rel/a: b #c",
                "clinical.window-days", "30",
                "participants", "01, sub-02",
                "curves.source", "images",
                "models[1].t-star", "{minutes: 20}"));
    assertThat(config.bidsDir()).isEqualTo("rel/a: b #c");
    assertThat(config.clinical().windowDays()).isEqualTo(30);
    assertThat(config.participants()).containsExactly("01", "02");
    assertThat(config.curves().source()).isEqualTo(CurveSource.IMAGES);
    assertThat(config.models().get(0).settings().tStar()).isEqualTo(TStar.fromMinutes(20));
  }

  @Test
  void wrongOptionsOfTheCommandLineAreNamed() {
    assertThatThrownBy(
            () ->
                reader.parse(
                    "c.yaml", "", "", Map.of("clinical.window-days", "x", "bids-dirr", "y")))
        .hasMessage(
            """
            Cannot use c.yaml: 2 problems
              option clinical.window-days: Invalid clinical.window-days: x (must be an integer from 0 to 36500)
              option bids-dirr: Invalid key: bids-dirr (must be a known one; did you mean bids-dir?)""");
  }

  @Test
  void relativePathsOfTheFileAreRelativeToIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cohort.yaml");
    Files.writeString(
        file, "bids-dir: ../data\nderivatives-dirs: [d, /abs, 's3a://b/x']\noutput-dir: ./o\n");
    CohortConfig config = reader.read(file, Map.of());
    Path parent = folder.toAbsolutePath().normalize();
    assertThat(config.bidsDir()).isEqualTo(parent.resolveSibling("data").toString());
    assertThat(config.derivativesDirs())
        .containsExactly(parent.resolve("d").toString(), "/abs", "s3a://b/x");
    assertThat(config.outputDir()).isEqualTo(parent.resolve("o").toString());
  }

  @Test
  void aMissingFileIsRefusedWithRemedy(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> reader.read(file, Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read " + file + ": there is no such file (name a readable YAML file in UTF-8)");
  }
}
