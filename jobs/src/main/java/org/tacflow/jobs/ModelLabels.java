package org.tacflow.jobs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tacflow.bids.DerivativeNames;
import org.tacflow.bids.DerivativeNames.ModelLabel;
import org.tacflow.config.CohortConfig;

/** Labels of the model entries of a configuration in file names, each its own. */
final class ModelLabels {
  private ModelLabels() {}

  /** Label by entry id; a number is added where two ids would share one, as a-b and ab do. */
  static Map<String, ModelLabel> of(CohortConfig config) {
    Map<String, ModelLabel> labels = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (CohortConfig.Model model : config.models()) {
      String label = DerivativeNames.label(model.id());
      String free = label;
      // Without regard to case: some disks hold one file for both.
      for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
        free = label + "x" + n;
      }
      labels.put(model.id(), new ModelLabel(DerivativeNames.label(model.name()), free));
    }
    return labels;
  }
}
