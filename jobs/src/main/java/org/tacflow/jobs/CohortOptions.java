package org.tacflow.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.ConfigReader;
import picocli.CommandLine.Option;

/** Options that every command on a cohort takes; they win over the configuration file. */
final class CohortOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration of the cohort (YAML); without it every key has its default")
  Path config;

  @Option(names = "--bids-dir", paramLabel = "DIR", description = "raw PET-BIDS data set")
  String bidsDir;

  @Option(
      names = "--derivatives-dir",
      paramLabel = "DIR",
      description = "derivatives tree, more than once if need be (default: BIDS-DIR/derivatives)")
  List<String> derivativesDirs = new ArrayList<>();

  @Option(names = "--output-dir", paramLabel = "DIR", description = "where tables go")
  String outputDir;

  @Option(
      names = "--participant-label",
      paramLabel = "LABEL",
      arity = "1..*",
      split = ",",
      description = "participants to use, with or without sub- (default: all)")
  List<String> participants = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one key of the configuration, dotted: --set clinical.window-days=90")
  Map<String, String> settings = new LinkedHashMap<>();

  /** The configuration with these options on top, checked. */
  CohortConfig read() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    put(overrides, "bids-dir", bidsDir);
    put(overrides, "output-dir", outputDir);
    put(overrides, "derivatives-dirs", joined(derivativesDirs));
    put(overrides, "participants", joined(participants));
    ConfigReader reader = Configs.reader();
    return config == null
        ? reader.parse("command line", "", "", overrides)
        : reader.read(config, overrides);
  }

  private static void put(Map<String, String> overrides, String key, String value) {
    if (value != null) {
      overrides.put(key, value);
    }
  }

  private static String joined(List<String> values) {
    return values.isEmpty() ? null : String.join(",", values);
  }
}
