package org.tacflow.jobs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tacflow.bids.BloodInput;
import org.tacflow.bids.BloodReader;
import org.tacflow.bids.DatasetIndex;
import org.tacflow.bids.LabelImage;
import org.tacflow.bids.LabelTable;
import org.tacflow.bids.RegionalCurves;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.ScanId;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.config.ConfigReader;
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
      FuzzLaws.image(STORAGE, MemoryFiles.put("image.nii", bytes));
    }
  },
  /** A gzip stream with an image. */
  GZIP {
    @Override
    void read(byte[] bytes) throws Exception {
      FuzzLaws.image(STORAGE, MemoryFiles.put("image.nii.gz", bytes));
    }
  },
  /** A label image. */
  LABEL_IMAGE {
    @Override
    void read(byte[] bytes) throws Exception {
      LabelImage labels = LabelImage.read(STORAGE, MemoryFiles.put("labels.nii", bytes));
      int counted = labels.counts().values().stream().mapToInt(n -> n).sum();
      FuzzLaws.require(counted == labels.voxels(label -> true).length, counted + " labels");
    }
  },
  /** Names and volumes of regions. */
  LABEL_TABLE {
    @Override
    void read(byte[] bytes) throws Exception {
      String path = MemoryFiles.put("dseg.tsv", bytes);
      // The tables of names and of volumes may be one file.
      FuzzLaws.attempt(() -> LabelTable.names(STORAGE, path));
      LabelTable.volumes(STORAGE, path)
          .forEach((name, volume) -> FuzzLaws.require(volume > 0 && Double.isFinite(volume), name));
    }
  },
  /** The sidecar of a scan. */
  SIDECAR {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put(SCAN + "_pet.json", bytes);
      FuzzLaws.checked(Sidecar.read(STORAGE, scan()));
    }
  },
  /** Regional curves. */
  CURVES {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.putPair(SCAN + "_seg-x_tacs", bytes);
      ScanFiles scan = scan();
      RegionalCurves curves = RegionalCurves.read(STORAGE, scan, Sidecar.read(STORAGE, scan));
      for (String region : curves.regions()) {
        for (double value : curves.curve(region)) {
          FuzzLaws.require(!Double.isInfinite(value), "an infinite value");
        }
      }
      FuzzLaws.checked(curves.flags());
    }
  },
  /** Raw blood of both recordings, the same file for both. */
  BLOOD {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.putPair(SCAN + "_recording-manual_blood", bytes);
      MemoryFiles.putPair(SCAN + "_recording-autosampler_blood", bytes);
      blood(InputSource.BLOOD);
    }
  },
  /** A processed input function. */
  INPUT_FUNCTION {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.putPair(SCAN + "_inputfunction", bytes);
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
          FuzzLaws.require(file.startsWith("memory:/bids/"), file);
        }
        FuzzLaws.require(
            scan.id().key().matches("sub-[\\p{L}\\p{N}+-]+(_[a-z]+-[\\p{L}\\p{N}+-]+)*"), "key");
      }
    }
  },
  /** People and their genotypes. */
  PARTICIPANTS {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put("bids/participants.tsv", bytes);
      for (Participant person : people().participants()) {
        FuzzLaws.require(!(person.ageYears() < 0 || person.ageYears() > 89), "age");
        FuzzLaws.require(
            !(person.weightKilogram() <= 0 || person.weightKilogram() > 400), "weight");
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
        FuzzLaws.require(!score.accepted() || Double.isFinite(score.value()), "score");
      }
      DerivedScores.of(scores, people(), Map.of(), CONFIG.clinical().derived(), STORAGE);
    }
  },
  /** Regional values made elsewhere, the input of a population, delays, a severity table. */
  TABLES {
    @Override
    void read(byte[] bytes) throws Exception {
      MemoryFiles.put("values.tsv", bytes);
      FuzzLaws.attempt(
          () ->
              new RegionalValues(STORAGE, Registries.packaged().tracers())
                  .readAll(CONFIG.measures())
                  .forEach(value -> FuzzLaws.require(!Double.isInfinite(value.value()), "value")));
      FuzzLaws.attempt(
          () ->
              DelayTable.read(
                  STORAGE, CONFIG, List.of(new ScanId("01", null, null, null, null, null))));
      FuzzLaws.attempt(
          () ->
              DerivedScores.of(
                  List.of(), people(), Map.of(), CONFIG.clinical().derived(), STORAGE));
      FuzzLaws.finite(PopulationTable.read(STORAGE, CONFIG.blood()).template().plasma());
    }
  },
  /** A configuration. */
  CONFIGURATION {
    @Override
    void read(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      CohortConfig config = READER.parse("fuzz.yaml", text, "/cohort", Map.of());
      FuzzLaws.require(!config.models().isEmpty(), "no model");
      // What is read is written beside the tables, and must come back.
      try {
        FuzzLaws.require(
            ConfigFile.ofJson(ConfigFile.toJson(config)).equals(config), "not the same again");
      } catch (java.io.IOException e) {
        throw new IllegalStateException("Cannot read the configuration of a run again", e);
      }
    }
  };

  private static final Storage STORAGE = MemoryFiles.storage();
  private static final String BIDS = "memory:///bids";
  private static final String SCAN = "bids/sub-1/pet/sub-1";

  private static final ConfigReader READER = Configs.reader();
  private static final CohortConfig CONFIG = READER.parse("fuzz", FuzzSeeds.SETTINGS, "", Map.of());

  // Which files a scan has depends on their names alone.
  private ScanFiles scan;

  /** Reads bytes and checks what comes of them. */
  abstract void read(byte[] bytes) throws Exception;

  /** Holds the reader to its law. */
  final void accept(byte[] bytes) throws Exception {
    MemoryFiles.clear();
    MemoryFiles.put(SCAN + "_pet.json", FuzzSeeds.SIDECAR.getBytes(StandardCharsets.UTF_8));
    FuzzLaws.attempt(() -> read(bytes));
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
    FuzzLaws.finite(blood.input().plasma());
    FuzzLaws.finite(blood.input().wholeBlood());
    FuzzLaws.require(blood.coverage() >= 0 && blood.coverage() <= 1, "coverage");
    FuzzLaws.require(
        !(blood.plasmaFreeFraction() <= 0 || blood.plasmaFreeFraction() > 1), "free fraction");
    FuzzLaws.checked(blood.flags());
  }
}
