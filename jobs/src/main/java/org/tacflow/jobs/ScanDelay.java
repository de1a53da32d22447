package org.tacflow.jobs;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortConfig.DelayMode;
import org.tacflow.curve.ArterialInput;
import org.tacflow.kinetics.DelayFit;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.Status;

/** The delay between blood and brain of each scan: none, given, or fitted. */
final class ScanDelay implements Serializable {
  /** Without blood there is no delay. */
  static final Found NONE = new Found(null, null);

  private static final long serialVersionUID = 1L;

  private final CohortConfig.Blood rule;
  private final HashMap<String, Double> table;
  private final ModelSettings settings;

  /**
   * By the rule of a configuration.
   *
   * @param table delays by scan key, min; empty without a table
   */
  ScanDelay(CohortConfig config, HashMap<String, Double> table) {
    this.rule = config.blood();
    this.table = table;
    // The delay is fitted as the models see the frames: the first model says how.
    this.settings =
        ModelSettings.defaults()
            .withSampling(config.models().get(0).settings().sampling())
            .withBloodVolume(bloodVolume(config));
  }

  /** As the first 2TCM fits it: a bound that cuts the blood volume pushes the delay instead. */
  private static BloodVolume bloodVolume(CohortConfig config) {
    for (CohortConfig.Model model : config.models()) {
      BloodVolume volume = model.settings().bloodVolume();
      if (model.name().equals("2TCM") && volume.lower() < volume.upper()) {
        return volume;
      }
    }
    return ModelSettings.defaults().bloodVolume();
  }

  /** What the models of a configuration say about the fit of delays, as text. */
  static String whatMatters(CohortConfig config) {
    return config.models().get(0).settings().sampling() + " " + bloodVolume(config);
  }

  /** A delay, min, and where it comes from. */
  record Found(Double minutes, String source) {}

  /**
   * The delay of one scan; notes what is odd.
   *
   * @param regions rows with {@code region} and {@code tac}
   */
  Found of(
      ScanTable.Scan scan,
      double[] wholeBrain,
      List<Row> regions,
      ArterialInput blood,
      List<String> flags) {
    if (rule.delayMode() == DelayMode.NONE) {
      return new Found(0.0, "none");
    }
    if (rule.delayMode() == DelayMode.GIVEN) {
      return new Found(rule.delayMinutes(), "given");
    }
    Double given = table.get(scan.key());
    if (given != null) {
      return new Found(given, "table");
    }
    if (rule.delayMode() == DelayMode.TABLE) {
      flags.add("delay_fitted: no row in the delay table");
    }
    return rule.delayRegions().isEmpty()
        ? inWholeBrain(scan, wholeBrain, blood, flags)
        : overRegions(scan, regions, blood, flags);
  }

  private Found inWholeBrain(
      ScanTable.Scan scan, double[] wholeBrain, ArterialInput blood, List<String> flags) {
    DelayFit.Delay fitted = DelayFit.of(settings).fit(scan.timing(), blood, wholeBrain);
    if (!fitted.status().hasNumbers()) {
      flags.add("delay_not_fitted: " + fitted.status());
      return new Found(0.0, "none");
    }
    if (fitted.status() == Status.AT_BOUND) {
      flags.add("delay_at_bound: " + fitted.minutes() + " min");
    }
    return new Found(fitted.minutes(), "fitted in the whole brain");
  }

  /** The median of the regions whose delay lies inside its bounds. */
  private Found overRegions(
      ScanTable.Scan scan, List<Row> regions, ArterialInput blood, List<String> flags) {
    double[] delays =
        regions.stream()
            .filter(row -> rule.delayRegions().contains(row.<String>getAs("region")))
            .map(row -> DelayFit.of(settings).fit(scan.timing(), blood, Rows.doubles(row, "tac")))
            .filter(fitted -> fitted.status() == Status.CONVERGED)
            .mapToDouble(DelayFit.Delay::minutes)
            .sorted()
            .toArray();
    int n = delays.length;
    if (n < rule.delayRegions().size()) {
      flags.add("delay_in_fewer_regions: " + n + " of " + rule.delayRegions().size());
    }
    if (n == 0) {
      flags.add("delay_not_fitted: in no region of " + rule.delayRegions());
      return new Found(0.0, "none");
    }
    double median = (delays[(n - 1) / 2] + delays[n / 2]) / 2;
    return new Found(median, "median of " + n + " regions: " + Arrays.toString(delays));
  }
}
