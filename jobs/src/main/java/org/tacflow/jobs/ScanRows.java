package org.tacflow.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.bids.FileRole;
import org.tacflow.bids.Flag;
import org.tacflow.bids.RegionalCurves;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.ScanMetadata;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.HalfLives;
import org.tacflow.study.Registries;
import org.tacflow.study.Tracer;
import org.tacflow.study.TracerRegistry;

/** Rows of {@code scans}: what the sidecar says, or why the scan is refused. */
final class ScanRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Storage storage;
  private final CohortConfig.Curves settings;
  private final HashMap<String, Double> bodyWeights;
  private final HashMap<String, String> contentHashes;
  private final HashSet<String> named;

  private ScanRows(
      Storage storage,
      CohortConfig.Curves settings,
      HashMap<String, Double> bodyWeights,
      HashMap<String, String> contentHashes,
      HashSet<String> named) {
    this.named = named;
    this.storage = storage;
    this.settings = settings;
    this.bodyWeights = bodyWeights;
    this.contentHashes = contentHashes;
  }

  /** With the body weights of the participants table, which most sidecars lack. */
  static ScanRows of(RunContext run, List<ScanFiles> scans) throws IOException {
    HashMap<String, String> hashes = new HashMap<>();
    for (ScanFiles scan : scans) {
      hashes.put(scan.id().key(), run.inputs().contentHash(scan));
    }
    return new ScanRows(
        run.storage(),
        run.config().curves(),
        new HashMap<>(run.inputs().bodyWeights()),
        hashes,
        new HashSet<>(tracersWithModels(run.config())));
  }

  /** Tracers that the configuration names a model for, sorted. */
  static TreeSet<String> tracersWithModels(CohortConfig config) {
    TreeSet<String> named = new TreeSet<>();
    config.models().forEach(model -> named.addAll(model.tracers()));
    return named;
  }

  /** The row of one scan. */
  Row of(ScanFiles files) throws IOException {
    try {
      ScanMetadata metadata = Sidecar.read(storage, files, HalfLives.with(settings.halfLives()));
      String source = source(files);
      requireModel(files, tracer(files, metadata));
      return row(files, metadata, croppedTiming(files, metadata), source, null);
    } catch (ScanException e) {
      return row(files, null, null, null, e.getMessage());
    }
  }

  /** A target without an established outcome has no model unless the user names one. */
  private void requireModel(ScanFiles files, String tracer) throws ScanException {
    Optional<Tracer> known = Registries.packaged().tracers().find(tracer);
    boolean established = known.isEmpty() || !known.get().primaryOutcome().isEmpty();
    if (!established && !named.contains(tracer)) {
      throw new ScanException(
          "Cannot fit "
              + files.id().key()
              + ": no model is established for "
              + known.get().target()
              + " tracers (name one for it: models: [{model: ..., tracers: ["
              + tracer
              + "]}])");
    }
  }

  /** Images where there is one with labels, else regional curves. */
  private String source(ScanFiles files) throws ScanException {
    boolean images = files.image() != null && files.labels() != null;
    boolean regional = files.tacs() != null;
    return switch (settings.source()) {
      case AUTO -> {
        if (!images && !regional) {
          files.requireUnambiguous(FileRole.TACS);
          files.requireUnambiguous(FileRole.LABELS);
          files.require(files.image() == null ? FileRole.TACS : FileRole.LABELS);
        }
        yield images ? "images" : "regional";
      }
      case IMAGES -> {
        files.require(FileRole.IMAGE);
        files.require(FileRole.LABELS);
        yield "images";
      }
      case REGIONAL -> {
        files.require(FileRole.TACS);
        yield "regional";
      }
    };
  }

  private FrameTiming croppedTiming(ScanFiles files, ScanMetadata metadata) throws ScanException {
    FrameTiming timing = metadata.timing();
    int kept = 0;
    while (kept < timing.size() && timing.begin(kept) < settings.endTimeMinutes()) {
      kept++;
    }
    if (kept == 0) {
      throw new ScanException(
          "Cannot use scan "
              + files.id().key()
              + ": no frame begins before "
              + settings.endTimeMinutes()
              + " min (raise end-time-minutes)");
    }
    return timing.first(kept);
  }

  private Row row(
      ScanFiles files, ScanMetadata metadata, FrameTiming timing, String source, String reason)
      throws IOException {
    boolean read = metadata != null;
    String tracer = tracer(files, metadata);
    return RowFactory.create(
        files.id().key(),
        files.id().participantId(),
        files.id().sessionId(),
        entity("task-", files.id().task()),
        entity("trc-", files.id().trc()),
        entity("rec-", files.id().rec()),
        entity("run-", files.id().run()),
        tracer,
        read ? metadata.tracer() : null,
        read && metadata.radionuclide() != null ? metadata.radionuclide().name() : null,
        read ? Rows.orNull(metadata.halfLifeMinutes()) : null,
        read ? Rows.orNull(usableDose(metadata)) : null,
        Rows.orNull(bodyWeight(files, metadata)),
        read ? Rows.orNull(metadata.decayCorrectionSeconds() / 60) : null,
        read ? metadata.decayCorrected() : null,
        timing == null ? null : timing.begins(),
        timing == null ? null : timing.ends(),
        source,
        files.image(),
        files.sidecar(),
        files.inheritedSidecars().toArray(new String[0]),
        files.labels(),
        files.labelTable(),
        files.tacs(),
        files.tacsSidecar(),
        files.weights(),
        files.morph(),
        files.blood().toArray(new String[0]),
        files.inputFunction(),
        flags(files, metadata, source).toArray(new String[0]),
        reason == null ? "accepted" : "rejected",
        reason,
        contentHashes.get(files.id().key()));
  }

  private static String entity(String prefix, String label) {
    return label == null ? null : prefix + label;
  }

  private static double usableDose(ScanMetadata metadata) {
    return metadata.isFlagged(Flag.DOSE_IMPLAUSIBLE)
        ? Double.NaN
        : metadata.injectedMegabecquerel();
  }

  private double bodyWeight(ScanFiles files, ScanMetadata metadata) {
    double own = metadata == null ? Double.NaN : metadata.bodyWeightKilogram();
    return own > 0 ? own : bodyWeights.getOrDefault(files.id().participantId(), Double.NaN);
  }

  /** The registry's id where it knows the name, else the name as written. */
  static String tracer(ScanFiles files, ScanMetadata metadata) {
    TracerRegistry tracers = Registries.packaged().tracers();
    String written = metadata == null ? null : metadata.tracer();
    for (String name : new String[] {files.id().trc(), written}) {
      Optional<Tracer> tracer = name == null ? Optional.empty() : tracers.find(name);
      if (tracer.isPresent()) {
        return tracer.get().id();
      }
    }
    return written != null ? written : files.id().trc();
  }

  private List<String> flags(ScanFiles files, ScanMetadata metadata, String source) {
    List<String> flags = new ArrayList<>();
    if (metadata != null) {
      metadata.flags().forEach(flag -> flags.add(flag.toString()));
    }
    if ("regional".equals(source)) {
      curveFlags(files, metadata).forEach(flag -> flags.add(flag.toString()));
    }
    return flags;
  }

  /** What is odd about regional curves; none when they cannot be read, which extract reports. */
  private List<Flag> curveFlags(ScanFiles files, ScanMetadata metadata) {
    try {
      RegionalCurves curves = RegionalCurves.read(storage, files, metadata);
      List<Flag> flags = new ArrayList<>(curves.flags());
      double dose = usableDose(metadata);
      double weight = bodyWeight(files, metadata);
      Flag suv = dose > 0 && weight > 0 ? curves.suvFlag(new DoseInput(dose, weight)) : null;
      if (suv != null) {
        flags.add(suv);
      }
      return flags;
    } catch (ScanException e) {
      return List.of();
    }
  }
}
