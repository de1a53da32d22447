package org.tacflow.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.NiftiType;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.Storage;

/**
 * Writes one scan: image with sidecar and label image, or regional curves, and blood.
 *
 * <p>A voxel is the frame mean of its tissue, plus the noise of its label, plus its own. Safe to
 * use from several threads: scans share nothing that changes.
 */
final class ScanWriter {
  private final SimulationOptions options;
  private final LabelVolume anatomy;
  private final Storage storage;
  private final DatasetText files;
  private final BloodWriter blood;
  private final int[] position;
  private final List<String> tissues;
  private final List<Integer> labels;

  /** Writes scans of one anatomy below a folder. */
  ScanWriter(SimulationOptions options, LabelVolume anatomy, Storage storage, DatasetText files) {
    this.options = options;
    this.anatomy = anatomy;
    this.storage = storage;
    this.files = files;
    this.blood = new BloodWriter(files, options.seed(), options.noise().blood());
    this.labels = List.copyOf(anatomy.names().keySet());
    this.tissues =
        labels.stream().map(l -> RegionCatalogue.tissue(anatomy.names().get(l))).toList();
    this.position = new int[anatomy.labels().length];
    for (int v = 0; v < position.length; v++) {
      int label = anatomy.labels()[v];
      position[v] = label == 0 ? -1 : Collections.binarySearch(labels, label);
    }
  }

  /** Writes every file of a scan but the tables of its session. */
  void write(SimulatedScan scan) throws IOException {
    double[][] regional = regional(scan);
    String pet = scan.folder() + "/pet/" + scan.stem();
    String segmented = scan.folder() + "/pet/" + scan.stem() + "_seg-" + anatomy.name();
    files.json(pet + "_pet.json", sidecar(scan));
    if (options.output() == SimulationOptions.Output.IMAGES) {
      image(scan, regional, files.path(pet + "_pet.nii.gz"));
      String dseg = "derivatives/segmentation/" + segmented + "_dseg";
      NiftiWriter.writeLabels(
          storage, files.path(dseg + ".nii.gz"), anatomy.grid(), anatomy.labels());
      files.table(dseg + ".tsv", List.of("index", "name"), labelRows());
    } else {
      curves(scan, regional, "derivatives/regional/" + segmented);
    }
    blood.write(scan);
  }

  private KeyedRandom random(SimulatedScan scan, int label, String what) {
    ScanTruth t = scan.truth();
    return KeyedRandom.of(
        options.seed(), t.person().id(), t.session(), t.tracer().name(), "label-" + label, what);
  }

  /** The mean grey curve that the noise levels refer to. */
  private FrameNoise noise(SimulatedScan scan, double variation) {
    TracerDesign tracer = scan.truth().tracer();
    return FrameNoise.of(
        scan.curves().timing(),
        tracer.halfLifeSeconds(),
        scan.curves().curve("temporal_cortex"),
        variation);
  }

  /** Curves of the labels with the noise that a whole label shares, {@code [label][frame]}. */
  private double[][] regional(SimulatedScan scan) {
    FrameNoise noise = noise(scan, options.noise().region());
    double[][] curves = new double[labels.size()][];
    for (int l = 0; l < curves.length; l++) {
      double[] curve = scan.curves().curve(tissues.get(l)).clone();
      KeyedRandom random = random(scan, labels.get(l), "region");
      for (int f = 0; f < curve.length; f++) {
        curve[f] += noise.sd(f, curve[f]) * random.normal();
      }
      curves[l] = curve;
    }
    return curves;
  }

  private void image(SimulatedScan scan, double[][] regional, String path) throws IOException {
    FrameNoise noise = noise(scan, options.noise().voxel());
    KeyedRandom[] randoms = new KeyedRandom[labels.size()];
    for (int l = 0; l < randoms.length; l++) {
      randoms[l] = random(scan, labels.get(l), "voxel");
    }
    int frames = scan.truth().tracer().frames();
    double[] sd = new double[labels.size()];
    float[] values = new float[position.length];
    try (NiftiWriter writer =
        NiftiWriter.create(storage, path, anatomy.grid(), frames, NiftiType.FLOAT32)) {
      for (int f = 0; f < frames; f++) {
        for (int l = 0; l < sd.length; l++) {
          sd[l] = noise.sd(f, scan.curves().curve(tissues.get(l))[f]);
        }
        for (int v = 0; v < values.length; v++) {
          int l = position[v];
          if (l >= 0) {
            values[v] = (float) (regional[l][f] + sd[l] * randoms[l].normal());
          }
        }
        writer.frame(values);
      }
    }
  }

  private void curves(SimulatedScan scan, double[][] regional, String name) throws IOException {
    List<String> header = new ArrayList<>(List.of("frame_start", "frame_end"));
    header.addAll(anatomy.names().values());
    List<List<String>> rows = new ArrayList<>();
    for (int f = 0; f < scan.truth().tracer().frames(); f++) {
      List<String> row = new ArrayList<>();
      row.add(DatasetText.number(scan.curves().timing().begin(f) * 60, 9));
      row.add(DatasetText.number(scan.curves().timing().end(f) * 60, 9));
      for (double[] curve : regional) {
        row.add(DatasetText.number(curve[f], 9));
      }
      rows.add(row);
    }
    files.table(name + "_tacs.tsv", header, rows);
    files.json(
        name + "_tacs.json",
        DatasetText.object(
            "Units", "kBq/mL",
            "InjectedRadioactivity", scan.doseMbq(),
            "InjectedRadioactivityUnits", "MBq",
            "BodyWeight", scan.truth().person().weightKg(),
            "BodyWeightUnits", "kg"));
    files.table(name + "_morph.tsv", List.of("index", "name", "volume-mm3"), volumeRows());
  }

  private List<List<String>> labelRows() {
    List<List<String>> rows = new ArrayList<>();
    anatomy.names().forEach((label, name) -> rows.add(List.of(label.toString(), name)));
    return rows;
  }

  private List<List<String>> volumeRows() {
    SortedMap<Integer, Long> voxels = anatomy.voxels();
    double volume = anatomy.grid().voxelVolume();
    List<List<String>> rows = new ArrayList<>();
    anatomy
        .names()
        .forEach(
            (label, name) ->
                rows.add(
                    List.of(
                        label.toString(),
                        name,
                        DatasetText.number(voxels.get(label) * volume, 9))));
    return rows;
  }

  private static Map<String, Object> sidecar(SimulatedScan scan) {
    TracerDesign tracer = scan.truth().tracer();
    double[] starts = scan.curves().timing().begins();
    double[] seconds = Arrays.stream(starts).map(m -> Math.round(m * 60)).toArray();
    return DatasetText.object(
        "Manufacturer", "simulated",
        "ManufacturersModelName", "tacflow simulate",
        "BodyPart", "Brain",
        "Units", "kBq/mL",
        "TracerName", tracer.name(),
        "TracerRadionuclide", tracer.radionuclide(),
        "InjectedRadioactivity", scan.doseMbq(),
        "InjectedRadioactivityUnits", "MBq",
        "InjectedMass", "n/a",
        "InjectedMassUnits", "ug",
        "SpecificRadioactivity", "n/a",
        "SpecificRadioactivityUnits", "n/a",
        "ModeOfAdministration", "bolus",
        "TimeZero", "10:30:00",
        "ScanStart", 0,
        "InjectionStart", 0,
        "FrameTimesStart", seconds,
        "FrameDuration", tracer.frameSeconds(),
        "AcquisitionMode", "list mode",
        "ImageDecayCorrected", true,
        "ImageDecayCorrectionTime", 0,
        "ReconMethodName", "simulated",
        "ReconMethodParameterLabels", List.of("none"),
        "ReconMethodParameterUnits", List.of("none"),
        "ReconMethodParameterValues", List.of(0),
        "ReconFilterType", "none",
        "AttenuationCorrection", "none needed");
  }
}
