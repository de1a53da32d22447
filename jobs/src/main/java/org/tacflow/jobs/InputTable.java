package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DatasetText;
import org.tacflow.bids.DerivativeNames;

/**
 * The arterial input of one scan as BEP023 has it, {@code _bloodproc.tsv} and its configuration.
 *
 * <p>Rows stand at every time of the plasma and of the whole blood. The models join samples by
 * straight lines, and so are the values between them: the curves are the same. Outside its samples
 * a column is {@code n/a}.
 */
final class InputTable {
  private static final int DIGITS = 10;

  private InputTable() {}

  /** Writes the input of a row of {@code input_functions}; nothing without blood. */
  static void write(DatasetText files, ExportScan scan, DerivativeNames names, Row input)
      throws IOException {
    double[] time = Rows.doubles(input, "time");
    if (time == null) {
      return;
    }
    double[] plasma = Rows.doubles(input, "plasma");
    double[] bloodTime = Rows.doubles(input, "whole_blood_time");
    double[] blood = Rows.doubles(input, "whole_blood");
    TreeSet<Double> times = new TreeSet<>();
    for (double[] grid : new double[][] {time, bloodTime}) {
      for (double t : grid) {
        times.add(t);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (double t : times) {
      rows.add(
          List.of(
              DatasetText.number(60 * t, DIGITS),
              DatasetText.number(between(bloodTime, blood, t), DIGITS),
              DatasetText.number(between(time, plasma, t), DIGITS)));
    }
    files.table(
        names.input() + ".tsv",
        List.of("time", "whole_blood_radioactivity", "input_function"),
        rows);
    Map<String, Object> json =
        DatasetText.object(
            "Description", "Arterial input before its delay", "Sources", scan.sources());
    json.put("time", RegionTables.describe("Time after injection", "s"));
    json.put(
        "whole_blood_radioactivity",
        RegionTables.describe("Arterial whole blood, decay-corrected to injection", "kBq/mL"));
    json.put(
        "input_function",
        RegionTables.describe(
            "Arterial plasma, metabolite- and decay-corrected to injection", "kBq/mL"));
    files.json(names.input() + ".json", json);
    files.json(names.inputModel() + ".json", model(input));
  }

  private static Map<String, Object> model(Row input) {
    String plasma = input.getAs("plasma_model");
    Map<String, Object> json =
        DatasetText.object(
            "Method",
            plasma == null ? "processed input function, used as it is" : "plasma by " + plasma,
            "BloodType",
            "arterial");
    put(json, "ParentFractionMethod", input.getAs("parent_fraction_model"));
    put(json, "BloodPlasmaRatioMethod", input.getAs("blood_plasma_ratio_model"));
    put(json, "WholeBloodMethod", input.getAs("whole_blood_model"));
    put(json, "DelayMethod", input.getAs("delay_source"));
    Double delay = input.getAs("delay");
    if (delay != null) {
      json.put("Delay", delay);
      json.put("DelayUnits", "min");
    }
    Double fraction = input.getAs("plasma_free_fraction");
    if (fraction != null) {
      json.put("PlasmaFreeFraction", 100 * fraction);
      json.put("PlasmaFreeFractionUnits", "%");
    }
    List<String> parameters = Rows.texts(input, "blood_parameters");
    if (!parameters.isEmpty()) {
      json.put(
          "ParametersLabels", parameters.stream().map(p -> p.replaceAll(" \\[.*", "")).toList());
      json.put("Parameters", Rows.doubles(input, "blood_parameter_values"));
      json.put(
          "ParametersUnits",
          parameters.stream().map(p -> p.replaceAll("^.*\\[(.*)\\]$", "$1")).toList());
    }
    return json;
  }

  private static void put(Map<String, Object> json, String key, String value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  /** Value at a time on the line between two samples; NaN outside them. */
  private static double between(double[] times, double[] values, double t) {
    int at = java.util.Arrays.binarySearch(times, t);
    if (at >= 0) {
      return values[at];
    }
    int right = -at - 1;
    if (right == 0 || right == times.length) {
      return Double.NaN;
    }
    double share = (t - times[right - 1]) / (times[right] - times[right - 1]);
    return values[right - 1] + share * (values[right] - values[right - 1]);
  }
}
