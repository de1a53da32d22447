package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.bids.DatasetIndex;
import org.tacflow.bids.FileHashes;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.config.ScanKeys;
import org.tacflow.config.SettingsHash;
import org.tacflow.study.Participant;

/** Everything that a run starts from: scans with their files, contents, people, settings. */
final class RunInputs {
  private final CohortConfig config;
  private final DatasetIndex index;
  private final FileHashes hashes;
  private final Map<String, List<String>> files = new HashMap<>();
  private final List<String> cohortFiles;
  private final List<String> namedFiles = new ArrayList<>();
  private final Map<String, Double> bodyWeights = new HashMap<>();
  private final Map<String, Double> delays;
  private final Map<String, String> settings;
  private final Map<String, String> tracers = new TreeMap<>();

  /** Reads files; many at once where there is a cluster. */
  interface Reader {
    Map<String, FileHashes.Entry> read(List<String> files) throws IOException;
  }

  /**
   * Lists a data set and names the contents of its files.
   *
   * @param hashes what is known of contents; gets to know the rest
   */
  RunInputs(Storage storage, CohortConfig config, FileHashes hashes, Reader reader)
      throws IOException {
    this.config = config;
    this.hashes = hashes;
    this.settings = SettingsHash.settings(config);
    this.index =
        DatasetIndex.of(
            storage,
            config.bidsDir(),
            config.derivativesDirs(),
            config.participants(),
            config.curves().segmentation());
    TreeSet<String> all = new TreeSet<>();
    for (ScanFiles scan : index.scans()) {
      List<String> own = scan.counted(storage);
      files.put(scan.id().key(), own);
      all.addAll(own);
    }
    this.cohortFiles = CohortFiles.list(storage, config.bidsDir());
    all.addAll(cohortFiles);
    for (String text : SettingsHash.texts(config)) {
      if (isFile(storage, text)) {
        namedFiles.add(text);
      }
    }
    all.addAll(namedFiles);
    reader.read(hashes.unknown(storage, all)).forEach(hashes::put);
    hashes.retain(all);
    for (ScanFiles scan : index.scans()) {
      String tracer = tracer(storage, scan);
      if (tracer != null) {
        tracers.put(scan.id().key(), tracer);
      }
    }
    this.delays =
        DelayTable.read(storage, config, index.scans().stream().map(ScanFiles::id).toList());
    for (Participant person : Participants.read(storage, config).participants()) {
      bodyWeights.put(person.id(), person.weightKilogram());
    }
  }

  private static boolean isFile(Storage storage, String text) {
    try {
      return storage.exists(text) && !storage.isFolder(text);
    } catch (IOException | IllegalArgumentException e) {
      // A text that is no path names no file.
      return false;
    }
  }

  private static String tracer(Storage storage, ScanFiles scan) {
    try {
      return ScanRows.tracer(scan, Sidecar.read(storage, scan));
    } catch (ScanException e) {
      // The index refuses the scan with this reason.
      return ScanRows.tracer(scan, null);
    }
  }

  /** Reads files one after the other. */
  static Map<String, FileHashes.Entry> readHere(Storage storage, List<String> files) {
    Map<String, FileHashes.Entry> read = new TreeMap<>();
    for (String file : files) {
      read.put(file, FileHashes.read(storage, file));
    }
    return read;
  }

  CohortConfig config() {
    return config;
  }

  FileHashes hashes() {
    return hashes;
  }

  /** Tracers of all scans that name one, as they spell them. */
  Collection<String> tracers() {
    return tracers.values();
  }

  /** Tracer of a scan, by the spelling that stands for all of the cohort; empty when unknown. */
  String tracer(ScanFiles scan) {
    String own = tracers.get(scan.id().key());
    return own == null ? "" : TracerSpellings.common(tracers.values(), own);
  }

  /** All scans of the data set; one without scans and measures is the user's fault. */
  List<ScanFiles> scans() {
    if (index.scans().isEmpty() && config.measures().tables().isEmpty()) {
      throw new InputException(
          "Cannot find scans in "
              + config.bidsDir()
              + ": no _pet.json, _pet.nii.gz or _tacs.tsv (check --bids-dir and --participant-label)");
    }
    ScanKeys.require(config, index.scans().stream().map(scan -> scan.id().key()).toList());
    return index.scans();
  }

  /** The scans of some keys. */
  List<ScanFiles> scans(Collection<String> keys) {
    return index.scans().stream().filter(scan -> keys.contains(scan.id().key())).toList();
  }

  List<String> warnings() {
    return index.warnings();
  }

  /** Files of a scan whose contents count. */
  List<String> files(ScanFiles scan) {
    return files.get(scan.id().key());
  }

  /** Content of a file. */
  String hash(String file) {
    return hashes.of(file);
  }

  /** One hash over all files of a scan. */
  String contentHash(ScanFiles scan) {
    return scan.contentHash(files(scan), hashes);
  }

  /** Tables about people, visits and scores, in the data set. */
  List<String> cohortFiles() {
    return cohortFiles;
  }

  /** Files that the configuration names. */
  List<String> namedFiles() {
    return namedFiles;
  }

  /** Body weight of a scan's participant, kg; NaN when unknown. */
  double bodyWeight(ScanFiles scan) {
    return Optional.ofNullable(bodyWeights.get(scan.id().participantId())).orElse(Double.NaN);
  }

  Map<String, Double> bodyWeights() {
    return bodyWeights;
  }

  /** Settings whose dotted name begins with one of these; all of them for none. */
  Map<String, String> settings(String... prefixes) {
    Map<String, String> chosen = new TreeMap<>();
    settings.forEach(
        (name, value) -> {
          boolean wanted = prefixes.length == 0;
          for (String prefix : prefixes) {
            wanted |= name.startsWith(prefix);
          }
          if (wanted) {
            chosen.put(name, value);
          }
        });
    return chosen;
  }

  /** Delays of the table that the configuration names, by scan key, min. */
  Map<String, Double> delays() {
    return delays;
  }

  /** One hash over the blood of every scan and what its sidecars say about it. */
  String bloodOfAllScans(Set<String> without) {
    StringBuilder text = new StringBuilder();
    for (ScanFiles scan : index.scans()) {
      for (String file : files(scan)) {
        boolean says = scan.isBlood(file) || file.equals(scan.sidecar());
        says |= scan.inheritedSidecars().contains(file);
        if (says && !without.contains(scan.id().key())) {
          text.append(scan.id().key()).append(' ').append(hash(file)).append('\n');
        }
      }
    }
    return FileHashes.ofText(text.toString());
  }
}
