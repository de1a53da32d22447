package org.tacflow.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tacflow.bids.BloodInput;
import org.tacflow.bids.BloodReader;
import org.tacflow.bids.DatasetIndex;
import org.tacflow.bids.Flag;
import org.tacflow.bids.LabelImage;
import org.tacflow.bids.LabelTable;
import org.tacflow.bids.NiftiFrames;
import org.tacflow.bids.RegionalCurves;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.ScanId;
import org.tacflow.bids.ScanMetadata;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.config.InputException;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.study.ClinicalScore;
import org.tacflow.study.DerivedScores;
import org.tacflow.study.Participant;
import org.tacflow.study.ParticipantTable;
import org.tacflow.study.RegionalValues;
import org.tacflow.study.Registries;
import org.tacflow.study.ScanDates;
import org.tacflow.study.ScoreReader;
import org.tacflow.study.ScoreTables;

/**
 * A reader of foreign files, and the law that a fuzzer holds it to.
 *
 * <p>Whatever the bytes are, a reader returns sound values or throws its declared error with a
 * message of bounded length; everything else is a finding. Where a table has a JSON beside it, the
 * byte 0x1e stands between the two.
 */
enum FuzzReader {
  /** Header and data of an image, read to its end. */
  NIFTI {
    @Override
    void read(byte[] bytes) throws Exception {
      image("image.nii", bytes);
    }
  },
  /** A gzip stream with an image. */
  GZIP {
    @Override
    void read(byte[] bytes) throws Exception {
      image("image.nii.gz", bytes);
    }
  },
  /** A label image. */
  LABEL_IMAGE {
    @Override
    void read(byte[] bytes) throws Exception {
      LabelImage labels = LabelImage.read(STORAGE, MemoryFiles.put("labels.nii", bytes));
      int counted = labels.counts().values().stream().mapToInt(n -> n).sum();
      require(counted == labels.voxels(label -> true).length, counted + " labels");
    }
  },
  /** Names and volumes of regions. */
  LABEL_TABLE {
    @Override
    void read(byte[] bytes) throws Exception {
      String path = MemoryFiles.put("dseg.tsv", bytes);
      // The tables of names and of volumes may be one file.
      attempt(() -> LabelTable.names(STORAGE, path));
      LabelTable.volumes(STORAGE, path)
          .forEach((name, volume) -> require(volume > 0 && Double.isFinite(volume), name));
    }
  },
  /** The sidecar of a scan. */
  SIDECAR {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put(SCAN + "_pet.json", bytes);
      checked(Sidecar.read(STORAGE, scan()));
    }
  },
  /** Regional curves. */
  CURVES {
    @Override
    void read(byte[] bytes) throws Exception {
      put("_seg-x_tacs", bytes);
      ScanFiles scan = scan();
      RegionalCurves curves = RegionalCurves.read(STORAGE, scan, Sidecar.read(STORAGE, scan));
      for (String region : curves.regions()) {
        for (double value : curves.curve(region)) {
          require(!Double.isInfinite(value), "an infinite value");
        }
      }
      checked(curves.flags());
    }
  },
  /** Raw blood of both recordings, the same file for both. */
  BLOOD {
    @Override
    void read(byte[] bytes) throws Exception {
      put("_recording-manual_blood", bytes);
      put("_recording-autosampler_blood", bytes);
      blood(InputSource.BLOOD);
    }
  },
  /** A processed input function. */
  INPUT_FUNCTION {
    @Override
    void read(byte[] bytes) throws Exception {
      put("_inputfunction", bytes);
      blood(InputSource.INPUT_FUNCTION);
    }
  },
  /** Names of files, one a line, as a data set. */
  NAMES {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.clear();
      MemoryFiles.put("bids/sub-1/x", new byte[0]);
      for (String name : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
        MemoryFiles.put("bids/sub-1/pet/" + name.replace('/', '_'), new byte[0]);
      }
      for (ScanFiles scan : index().scans()) {
        for (String file : scan.all()) {
          require(file.startsWith("memory:/bids/"), file);
        }
        require(scan.id().key().matches("sub-[\\p{L}\\p{N}+-]+(_[a-z]+-[\\p{L}\\p{N}+-]+)*"), "key");
      }
    }
  },
  /** People and their genotypes. */
  PARTICIPANTS {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put("bids/participants.tsv", bytes);
      for (Participant person : people().participants()) {
        require(!(person.ageYears() < 0 || person.ageYears() > 89), "age");
        require(!(person.weightKilogram() <= 0 || person.weightKilogram() > 400), "weight");
      }
    }
  },
  /** Scores and days: of everybody, of sessions, of scans, in one text. */
  SCORES {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put("bids/phenotype/mmse.tsv", bytes);
      MemoryFiles.put("bids/sub-1/sub-1_sessions.tsv", bytes);
      MemoryFiles.put("bids/sub-1/sub-1_scans.tsv", bytes);
      ScanDates.read(STORAGE, BIDS).date("sub-1", "sub-1", "ses-1");
      Registries registries = Registries.packaged();
      ScoreReader reader = new ScoreReader(registries.scales(), CONFIG.clinical());
      List<ClinicalScore> scores = ScoreTables.read(reader, STORAGE, BIDS).scores();
      for (ClinicalScore score : scores) {
        require(!score.accepted() || Double.isFinite(score.value()), "score");
      }
      DerivedScores.of(scores, people(), Map.of(), CONFIG.clinical().derived(), STORAGE);
    }
  },
  /** Regional values made elsewhere, the input of a population, delays, a severity table. */
  TABLES {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put("values.tsv", bytes);
      attempt(
          () ->
              new RegionalValues(STORAGE, Registries.packaged().tracers())
                  .readAll(CONFIG.measures())
                  .forEach(value -> require(!Double.isInfinite(value.value()), "value")));
      attempt(
          () ->
              DelayTable.read(
                  STORAGE,
                  CONFIG.blood(),
                  List.of(new ScanId("01", null, null, null, null, null))));
      attempt(
          () ->
              DerivedScores.of(List.of(), people(), Map.of(), CONFIG.clinical().derived(), STORAGE));
      finite(PopulationTable.read(STORAGE, CONFIG.blood()).template().plasma());
    }
  },
  /** A configuration. */
  CONFIGURATION {
    @Override
    void read(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      CohortConfig config = Configs.reader().parse("fuzz.yaml", text, "/cohort", Map.of());
      require(!config.models().isEmpty(), "no model");
      // What is read is written beside the tables, and must come back.
      try {
        require(ConfigFile.ofJson(ConfigFile.toJson(config)).equals(config), "not the same again");
      } catch (java.io.IOException e) {
        throw new IllegalStateException("Cannot read the configuration of a run again", e);
      }
    }
  };

  private static final Storage STORAGE = MemoryFiles.storage();
  private static final String BIDS = "memory:///bids";
  private static final String SCAN = "bids/sub-1/pet/sub-1";
  private static final byte SEPARATOR = 0x1e;
  private static final int LONGEST_MESSAGE = 20_000;

  private static final CohortConfig CONFIG =
      Configs.reader()
          .parse(
              "fuzz",
              """
              clinical: {group-column: group, msss-table: "memory:///values.tsv"}
              blood:
                delay: table
                delay-table: "memory:///values.tsv"
                population-table: "memory:///values.tsv"
                population-from-minutes: 5
              measures:
                regional-values:
                  - {path: "memory:///values.tsv", tracer: PBR28, outcome: VT, unit: mL/cm3}
              """,
              "",
              Map.of());

  private static final String SIDECAR_TEXT =
      """
      {"TracerName": "PBR28", "TracerRadionuclide": "C11", "Units": "Bq/mL",
       "InjectedRadioactivity": 400, "InjectedRadioactivityUnits": "MBq",
       "TimeZero": "12:00:00", "ScanStart": 0, "InjectionStart": 0,
       "FrameTimesStart": [0, 60, 120], "FrameDuration": [60, 60, 60],
       "ImageDecayCorrected": true, "ImageDecayCorrectionTime": 0}
      """;

  // Which files a scan has depends on their names alone.
  private ScanFiles scan;

  /** Reads bytes and checks what comes of them. */
  abstract void read(byte[] bytes) throws Exception;

  /** Holds the reader to its law. */
  final void accept(byte[] bytes) throws Exception {
    MemoryFiles.clear();
    MemoryFiles.put(SCAN + "_pet.json", SIDECAR_TEXT.getBytes(StandardCharsets.UTF_8));
    attempt(() -> read(bytes));
  }

  /** Something that may throw the declared errors. */
  private interface Attempt {
    void run() throws Exception;
  }

  static void attempt(Attempt attempt) throws Exception {
    try {
      attempt.run();
    } catch (ScanException | InputException e) {
      String message = e.getMessage();
      require(message != null && message.length() <= LONGEST_MESSAGE, "message without bounds");
      require(message.startsWith("Cannot ") || message.contains("Invalid "), message);
    }
  }

  static void require(boolean law, String what) {
    if (!law) {
      throw new AssertionError(what);
    }
  }

  private static void image(String name, byte[] bytes) throws Exception {
    try (NiftiFrames frames = NiftiFrames.open(STORAGE, MemoryFiles.put(name, bytes))) {
      int voxels = frames.header().grid().voxels();
      int[] kept = voxels > 2 ? new int[] {0, voxels - 1} : new int[] {0};
      float[] values = new float[kept.length];
      int read = 0;
      while (frames.next(kept, values)) {
        read++;
      }
      require(read == frames.header().frames(), "frames");
    }
  }

  private static void put(String suffix, byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != SEPARATOR) {
      end++;
    }
    MemoryFiles.put(SCAN + suffix + ".tsv", Arrays.copyOf(bytes, end));
    if (end < bytes.length) {
      MemoryFiles.put(SCAN + suffix + ".json", Arrays.copyOfRange(bytes, end + 1, bytes.length));
    }
  }

  ScanFiles scan() {
    boolean json = scan != null && scan.tacsSidecar() != null;
    if (scan == null || json != MemoryFiles.has(SCAN + "_seg-x_tacs.json")) {
      scan = index().scans().get(0);
    }
    return scan;
  }

  private static DatasetIndex index() {
    return DatasetIndex.of(STORAGE, BIDS, List.of(), List.of(), "");
  }

  private static ParticipantTable people() {
    return ParticipantTable.read(
        STORAGE, BIDS, CONFIG.clinical(), Registries.packaged().genotypes());
  }

  void blood(InputSource source) throws ScanException {
    ScanFiles files = scan();
    BloodInput blood = BloodReader.read(STORAGE, files, Sidecar.read(STORAGE, files), source);
    finite(blood.input().plasma());
    finite(blood.input().wholeBlood());
    require(blood.coverage() >= 0 && blood.coverage() <= 1, "coverage");
    require(!(blood.plasmaFreeFraction() <= 0 || blood.plasmaFreeFraction() > 1), "free fraction");
    checked(blood.flags());
  }

  private static void finite(PiecewiseLinear curve) {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curve.size(); i++) {
      require(Double.isFinite(curve.valueAtKnot(i)), "value " + curve.valueAtKnot(i));
      require(curve.time(i) > before && Double.isFinite(curve.time(i)), "time " + curve.time(i));
      before = curve.time(i);
    }
  }

  private static void checked(ScanMetadata scan) {
    for (int f = 0; f < scan.timing().size(); f++) {
      require(scan.timing().end(f) > scan.timing().begin(f), "frame");
      double factor = scan.decayCorrection().factor(f);
      require(factor > 0 && Double.isFinite(factor), "decay factor " + factor);
    }
    checked(scan.flags());
  }

  private static void checked(List<Flag> flags) {
    for (Flag flag : flags) {
      require(flag.toString().length() < LONGEST_MESSAGE, "flag");
      require(flag.toString().chars().noneMatch(Character::isISOControl), "flag of two lines");
    }
  }
}
