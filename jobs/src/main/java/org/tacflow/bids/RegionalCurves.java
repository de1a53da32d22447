package org.tacflow.bids;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/**
 * The regional curves of one scan: kBq/mL, corrected for decay to injection.
 *
 * <p>Regions are those of this scan, in file order; another scan of the same data set may have
 * others. Values in arbitrary units pass as they are, with a flag.
 */
public final class RegionalCurves implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double TIME_TOLERANCE_MINUTES = 1.0 / 60;
  // Peak of the mean over regions; tracers of the brain lie between about 0.3 and 10.
  private static final double LOWEST_SUV = 0.05;
  private static final double HIGHEST_SUV = 30;

  private final FrameTiming timing;
  private final FrameWeights weights;
  private final Map<String, double[]> curves;
  private final Map<String, Double> volumes;
  private final List<Flag> flags;

  private RegionalCurves(
      FrameTiming timing,
      FrameWeights weights,
      Map<String, double[]> curves,
      Map<String, Double> volumes,
      List<Flag> flags) {
    this.timing = timing;
    this.weights = weights;
    this.curves = curves;
    this.volumes = volumes;
    this.flags = List.copyOf(flags);
  }

  /**
   * Reads the curves of a scan with their weights and volumes where there are files for them.
   *
   * <p>The unit of a region is that of its column in the curves' JSON, else that JSON's {@code
   * Units}, else the image's. Frame times are the table's own, or the sidecar's when it has none.
   *
   * @throws ScanException naming the file and the reason
   */
  public static RegionalCurves read(Storage storage, ScanFiles files, ScanMetadata metadata)
      throws ScanException {
    String path = files.require(FileRole.TACS);
    TacsTable table = TacsTable.read(storage, path);
    List<Flag> flags = new ArrayList<>();
    FrameTiming timing = timing(table, metadata, flags);
    Metadata json =
        files.tacsSidecar() == null
            ? Metadata.empty()
            : Metadata.read(storage, List.of(files.tacsSidecar()));
    Map<String, double[]> curves = new LinkedHashMap<>();
    List<Flag> unitFlags = new ArrayList<>();
    for (Map.Entry<String, double[]> entry : table.regions().entrySet()) {
      ActivityUnit unit = unit(json, entry.getKey(), path, metadata, unitFlags);
      double[] curve = metadata.decayCorrection().correct(entry.getValue());
      for (int f = 0; f < curve.length; f++) {
        curve[f] *= unit.toKilobecquerelPerMillilitre();
      }
      curves.put(entry.getKey(), curve);
    }
    unitFlags.stream().distinct().forEach(flags::add);
    CurveChecks.check(path, curves, flags);
    Map<String, Double> volumes =
        files.morph() == null ? Map.of() : LabelTable.volumes(storage, files.morph());
    FrameWeights weights =
        files.weights() == null ? null : weights(storage, files.weights(), timing.size());
    return new RegionalCurves(timing, weights, curves, volumes, flags);
  }

  private static FrameTiming timing(TacsTable table, ScanMetadata metadata, List<Flag> flags)
      throws ScanException {
    int frames = table.regions().values().iterator().next().length;
    FrameTiming expected = metadata.timing();
    for (double[] curve : table.regions().values()) {
      if (curve.length != expected.size()) {
        throw new ScanException(
            "Invalid curves "
                + table.source()
                + ": "
                + curve.length
                + " frames (must be "
                + expected.size()
                + " as in the sidecar)");
      }
    }
    if (!table.hasTimes()) {
      return expected;
    }
    FrameTiming own =
        FrameTimes.of(
            table.source(),
            table.starts(),
            table.durations(),
            metadata.injectionStartSeconds(),
            new ArrayList<>());
    double largest = 0;
    for (int f = 0; f < frames; f++) {
      largest = Math.max(largest, Math.abs(own.begin(f) - expected.begin(f)));
      largest = Math.max(largest, Math.abs(own.end(f) - expected.end(f)));
    }
    if (largest > TIME_TOLERANCE_MINUTES) {
      flags.add(
          new Flag(
              Flag.FRAME_TIMES_DIFFER,
              String.format(
                  Locale.ROOT,
                  "%s and the sidecar differ by up to %.4g s; the table's times are used",
                  table.source(),
                  60 * largest)));
    }
    return own;
  }

  private static ActivityUnit unit(
      Metadata json, String region, String path, ScanMetadata metadata, List<Flag> flags)
      throws ScanException {
    String text = json.text(region, "Units");
    if (text == null) {
      text = json.text("Units");
    }
    if (text != null) {
      return Units.checked(text, json.source(), flags);
    }
    if (metadata.unit() == null) {
      throw new ScanException(
          "Cannot read curves "
              + path
              + ": no Units in its JSON and no sidecar of the image (add Units)");
    }
    if (metadata.unit().arbitrary()) {
      flags.add(new Flag(Flag.UNITS_ARBITRARY, path + " has the unit of the image"));
    }
    return metadata.unit();
  }

  private static FrameWeights weights(Storage storage, String path, int frames)
      throws ScanException {
    try {
      DelimitedTable table = DelimitedTable.read(storage, path);
      String column = table.has("weights") ? "weights" : "weight";
      if (!table.has(column) || table.size() != frames) {
        throw new ScanException(
            "Invalid frame weights "
                + path
                + ": columns "
                + table.columns()
                + ", "
                + table.size()
                + " rows (must have weight and "
                + frames
                + " rows)");
      }
      return FrameWeights.of(table.numbers(column));
    } catch (IOException | IllegalArgumentException e) {
      throw new ScanException("Cannot read frame weights " + path + ": " + e.getMessage(), e);
    }
  }

  /** Frames of the curves, min after injection. */
  public FrameTiming timing() {
    return timing;
  }

  /** Weights from {@code _weights.tsv}, or null. */
  public FrameWeights weights() {
    return weights;
  }

  /** Names of the regions, in file order. */
  public List<String> regions() {
    return List.copyOf(curves.keySet());
  }

  /** Frame means of a region, a copy, NaN where missing; null for a region that the scan lacks. */
  public double[] curve(String region) {
    double[] curve = curves.get(region);
    return curve == null ? null : curve.clone();
  }

  /** Volume of a region, mm³, NaN when unknown. */
  public double volume(String region) {
    Double volume = volumes.get(region);
    return volume == null ? Double.NaN : volume;
  }

  /** Volumes by name, mm³; may name regions without a curve. */
  public Map<String, Double> volumes() {
    return Collections.unmodifiableMap(volumes);
  }

  /** What is odd. */
  public List<Flag> flags() {
    return flags;
  }

  /** A flag when the curves and the dose cannot both be true, else null. */
  public Flag suvFlag(DoseInput dose) {
    double suv =
        CurveChecks.peakOfMean(curves.values(), timing.size())
            * dose.bodyWeightKilogram()
            / dose.injectedMegabecquerel();
    if (suv >= LOWEST_SUV && suv <= HIGHEST_SUV) {
      return null;
    }
    return new Flag(
        Flag.SUV_IMPLAUSIBLE,
        String.format(
            Locale.ROOT,
            "mean of the regions peaks at SUV %.4g (plausible is %s to %s; check the units of dose,"
                + " weight and curves)",
            suv,
            LOWEST_SUV,
            HIGHEST_SUV));
  }
}
