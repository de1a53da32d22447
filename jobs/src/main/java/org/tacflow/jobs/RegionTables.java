package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.DerivativeNames;
import org.tacflow.bids.LabelTable;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.Parameter;

/** Tables of one scan as BEP023 has them: regional parameters and regional curves. */
final class RegionTables {
  private static final int DIGITS = 10;
  private static final String NONE = "n/a";

  private final Storage storage;
  private final DatasetText files;
  private final ExportScan scan;
  private final DerivativeNames names;

  RegionTables(Storage storage, DatasetText files, ExportScan scan, DerivativeNames names) {
    this.storage = storage;
    this.files = files;
    this.scan = scan;
    this.names = names;
  }

  /** Regional parameters of one model and parcellation; {@code -se} is percent of the value. */
  void parameters(ModelSidecar model, String parcellation, List<Row> fits)
      throws ScanException, IOException {
    Map<String, Integer> indices = indices();
    List<String> header = new ArrayList<>(List.of("index", "name"));
    Map<String, Object> json =
        model.of(scan, "Parameters of the fit of the mean curve of each region");
    json.put("index", describe("Index in the label image, n/a where a region has none", null));
    json.put("name", describe("Name of the region or group of regions", null));
    for (Parameter parameter : model.parameters()) {
      header.add(parameter.name());
      header.add(parameter.name() + "-se");
      json.put(parameter.name(), describe(parameter.meaning(), parameter.unit()));
      json.put(
          parameter.name() + "-se",
          describe("Standard error of " + parameter.name() + " in percent of the value", "%"));
    }
    header.add("status");
    json.put("status", describe("How the fit ended", null));
    List<List<String>> rows = new ArrayList<>();
    for (Row fit : fits) {
      String region = fit.getAs("region");
      List<String> cells = new ArrayList<>();
      boolean label = !fit.<Boolean>getAs("is_group") && indices.containsKey(region);
      cells.add(label ? Integer.toString(indices.get(region)) : NONE);
      cells.add(region);
      for (Parameter parameter : model.parameters()) {
        double value = Rows.number(fit, parameter.name());
        cells.add(DatasetText.number(value, DIGITS));
        double error = Rows.number(fit, parameter.name() + "_se");
        cells.add(DatasetText.number(100 * error / Math.abs(value), DIGITS));
      }
      cells.add(fit.getAs("status"));
      rows.add(cells);
    }
    String name = names.parameters(model.label(), parcellation);
    files.table(name + ".tsv", header, rows);
    files.json(name + ".json", json);
  }

  /** Regional curves of one parcellation, kBq/mL, frames in s. */
  void curves(String parcellation, List<Row> curves) throws IOException {
    FrameTiming timing = scan.scan().timing();
    List<String> header = new ArrayList<>(List.of("frame_start", "frame_end"));
    List<double[]> columns = new ArrayList<>();
    for (Row curve : curves) {
      header.add(curve.getAs("region"));
      columns.add(Rows.doubles(curve, "tac"));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int f = 0; f < timing.size(); f++) {
      List<String> cells = new ArrayList<>();
      cells.add(DatasetText.number(60 * timing.begin(f), DIGITS));
      cells.add(DatasetText.number(60 * timing.end(f), DIGITS));
      for (double[] column : columns) {
        cells.add(column == null ? NONE : DatasetText.number(column[f], DIGITS));
      }
      rows.add(cells);
    }
    String name = names.curves(parcellation);
    files.table(name + ".tsv", header, rows);
    Map<String, Object> json =
        DatasetText.object(
            "Description",
            "Mean of each region and frame, decay-corrected to injection",
            "Sources",
            scan.sources(),
            "Units",
            "kBq/mL");
    put(json, "InjectedRadioactivity", scan.scan().injectedActivity(), "MBq");
    put(json, "BodyWeight", scan.scan().bodyWeight(), "kg");
    json.put("frame_start", describe("Begin of the frame after injection", "s"));
    json.put("frame_end", describe("End of the frame after injection", "s"));
    header
        .subList(2, header.size())
        .forEach(region -> json.put(region, describe("Mean of " + region, "kBq/mL")));
    files.json(name + ".json", json);
  }

  private static void put(Map<String, Object> json, String key, double value, String unit) {
    json.put(key, Double.isFinite(value) ? (Object) value : NONE);
    json.put(key + "Units", unit);
  }

  /** Index by name; names that stand twice are left out, for they have no index of their own. */
  private Map<String, Integer> indices() throws ScanException {
    Map<String, Integer> indices = new HashMap<>();
    String table = scan.scan().files().labelTable();
    if (table != null) {
      for (Map.Entry<Integer, String> label : LabelTable.names(storage, table).entrySet()) {
        indices.merge(label.getValue(), label.getKey(), (a, b) -> -1);
      }
      indices.values().removeIf(index -> index < 0);
    }
    return indices;
  }

  /** The entry of a column in a sidecar. */
  static Map<String, Object> describe(String description, String unit) {
    Map<String, Object> entry = DatasetText.object("Description", description);
    if (unit != null) {
      entry.put("Units", unit.equals("1") ? "unitless" : unit);
    }
    return entry;
  }
}
