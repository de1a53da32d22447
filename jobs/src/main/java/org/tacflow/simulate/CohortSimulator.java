package org.tacflow.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

/**
 * Simulates a PET-BIDS cohort with known truth: images or curves, blood, people and their scores.
 *
 * <p>The data set is raw PET-BIDS with {@code derivatives/segmentation} (or {@code
 * derivatives/regional}); the truth stands in {@code derivatives/truth}. The same options give the
 * same bytes, whatever the number of threads; one more participant changes no other.
 */
public final class CohortSimulator {
  private final SimulationOptions options;
  private final Storage storage;

  private CohortSimulator(SimulationOptions options, Storage storage) {
    this.options = options;
    this.storage = storage;
  }

  /** Hears of each scan that is written. */
  @FunctionalInterface
  public interface Progress {
    /** After {@code done} of {@code total} scans, in any order, one call at a time. */
    void written(int done, int total);
  }

  /**
   * What was written.
   *
   * @param participants rows of participants.tsv
   * @param scans scans
   * @param regions labels of the anatomy
   * @param findings planted findings
   * @param skipped skipped findings, each with the reason
   * @param defects planted defects
   */
  public record Summary(
      int participants, int scans, int regions, int findings, List<String> skipped, int defects) {}

  /** With options, checked when they were made. */
  public static CohortSimulator of(SimulationOptions options, Storage storage) {
    return new CohortSimulator(options, storage);
  }

  /**
   * Writes the cohort.
   *
   * @throws InputException when the output folder is not empty or the anatomy cannot be used
   */
  public Summary simulate(Progress progress) throws IOException {
    if (!storage.list(options.outputDir()).isEmpty()) {
      throw new InputException(
          "Cannot simulate into "
              + options.outputDir()
              + ": the folder is not empty (name a new one or remove it)");
    }
    LabelVolume anatomy = anatomy();
    Roster roster = Roster.draw(options);
    List<Finding> chosen =
        Finding.all().stream()
            .filter(f -> options.findings().isEmpty() || options.findings().contains(f.id()))
            .toList();
    EffectPlan plan = new EffectPlan(chosen, anatomy.tissueVoxels());
    DatasetText files = new DatasetText(storage, options.outputDir());
    DefectList defects = new DefectList(options);
    description(files);
    List<SimulatedScan> scans =
        writeScans(roster, plan, new ScanWriter(options, anatomy, storage, files), progress);
    sessions(files, scans);
    ClinicalWriter clinical = new ClinicalWriter(files, options.seed(), defects);
    clinical.participants(roster);
    clinical.phenotype(roster.listed());
    noteRoster(roster, defects);
    List<PlantedFinding> findings = PlantedFinding.all(options, roster, plan);
    TruthWriter truth = new TruthWriter(files, anatomy);
    truth.persons(roster, options.seed());
    truth.scans(scans);
    truth.findings(findings);
    truth.defects(defects.defects());
    List<String> skipped =
        findings.stream()
            .filter(f -> !f.status().equals("planted"))
            .map(f -> f.id() + " " + f.status())
            .toList();
    return new Summary(
        roster.listed().size(),
        scans.size(),
        anatomy.names().size(),
        findings.size() - skipped.size(),
        skipped,
        defects.defects().size());
  }

  private LabelVolume anatomy() throws IOException {
    LabelVolume anatomy =
        options.labelImage().isEmpty()
            ? BrainPhantom.ofVoxelSize(options.phantomMillimetres())
            : LabelVolumeReader.read(storage, options.labelImage(), options.labelTable());
    if (!anatomy.tissueVoxels().containsKey("cerebellum")) {
      throw new InputException(
          "Cannot simulate in "
              + options.labelImage()
              + ": no label is a cerebellum (name one Left-Cerebellum-Cortex or cerebellum in "
              + options.labelTable()
              + ")");
    }
    return anatomy;
  }

  private List<SimulatedScan> writeScans(
      Roster roster, EffectPlan plan, ScanWriter writer, Progress progress) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<SimulatedScan>> pending = new ArrayList<>();
      for (Roster.Member member : roster.members()) {
        for (int s = 0; member.scanned() && s < member.tracers().size(); s++) {
          int number = s + 1;
          pending.add(
              pool.submit(
                  () -> {
                    SimulatedScan scan =
                        SimulatedScan.draw(
                            options.seed(),
                            member.person(),
                            number,
                            member.tracers().get(number - 1),
                            plan);
                    writer.write(scan);
                    return scan;
                  }));
        }
      }
      List<SimulatedScan> scans = new ArrayList<>();
      for (Future<SimulatedScan> scan : pending) {
        scans.add(await(scan));
        progress.written(scans.size(), pending.size());
      }
      return scans;
    } finally {
      pool.shutdownNow();
    }
  }

  private static SimulatedScan await(Future<SimulatedScan> scan) throws IOException {
    try {
      return scan.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot simulate: interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void description(DatasetText files) throws IOException {
    files.json(
        "dataset_description.json",
        DatasetText.object(
            "Name",
            "Simulated PET cohort, seed " + options.seed(),
            "BIDSVersion",
            "1.9.0",
            "DatasetType",
            "raw",
            "License",
            "CC0",
            "Authors",
            List.of("tacflow simulate"),
            "GeneratedBy",
            List.of(Map.of("Name", "tacflow simulate"))));
    String kind = options.output() == SimulationOptions.Output.IMAGES ? "segmentation" : "regional";
    for (String folder : List.of(kind, "truth")) {
      files.json(
          "derivatives/" + folder + "/dataset_description.json",
          DatasetText.object(
              "Name",
              "Simulated PET cohort: " + folder,
              "BIDSVersion",
              "1.9.0",
              "DatasetType",
              "derivative",
              "GeneratedBy",
              List.of(Map.of("Name", "tacflow simulate"))));
    }
    files.text(
        "README",
        "A simulated PET cohort. No data of a person. What was planted stands in"
            + " derivatives/truth.\n\nThe tables of phenotype/ hold one row per person and visit,"
            + " of those people who are rated on the scale; visit_date says when. Scans have dates"
            + " in their sessions, so that a score belongs to the nearest scan. Genotypes at rs6971"
            + " stand in participants.tsv, with how they were found.\n");
  }

  private static void sessions(DatasetText files, List<SimulatedScan> scans) throws IOException {
    Map<String, List<List<String>>> sessions = new LinkedHashMap<>();
    for (SimulatedScan scan : scans) {
      String id = scan.truth().person().id();
      String session = "ses-" + scan.truth().session();
      sessions
          .computeIfAbsent(id, key -> new ArrayList<>())
          .add(List.of(session, scan.acquisitionTime()));
      files.table(
          scan.folder() + "/" + id + "_" + session + "_scans.tsv",
          List.of("filename", "acq_time"),
          List.of(List.of("pet/" + scan.stem() + "_pet.nii.gz", scan.acquisitionTime())));
    }
    for (Map.Entry<String, List<List<String>>> person : sessions.entrySet()) {
      files.table(
          person.getKey() + "/" + person.getKey() + "_sessions.tsv",
          List.of("session_id", "acq_time"),
          person.getValue());
    }
  }

  private static void noteRoster(Roster roster, DefectList defects) {
    for (Roster.Member member : roster.members()) {
      if (!member.scanned()) {
        defects.note("participant_without_scan", member.person().id(), "participants.tsv", "row");
      }
      if (!member.listed()) {
        defects.note("scan_without_participant", member.person().id(), "participants.tsv", "none");
      }
    }
    defects.note(
        "region_constant",
        "n/a",
        "derivatives/truth/regions.tsv",
        "tissue " + RegionCatalogue.FLUID + " has the same rates in every scan of a tracer");
  }
}
