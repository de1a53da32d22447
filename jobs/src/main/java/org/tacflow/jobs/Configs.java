package org.tacflow.jobs;

import org.tacflow.config.ConfigReader;
import org.tacflow.config.KnownNames;
import org.tacflow.study.Registries;

/** The configuration reader that knows all models, scales, tracers and regions. */
final class Configs {
  private Configs() {}

  static ConfigReader reader() {
    return new ConfigReader(Registries.packaged().knownNames(KnownNames.ofCatalogue()));
  }
}
