package org.tacflow.jobs;

import java.io.Serializable;
import java.util.HashSet;
import org.tacflow.config.CohortConfig;
import org.tacflow.study.Registries;
import org.tacflow.study.Tracer;
import org.tacflow.study.Tracer.GenotypeSensitivity;

/** Which tracers must mind rs6971, and who is left out for it. */
final class GenotypeRule implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> sensitive = new HashSet<>();
  private final HashSet<String> affected = new HashSet<>();
  private final boolean excludeLab;

  private GenotypeRule(boolean excludeLab) {
    this.excludeLab = excludeLab;
  }

  /** By the registry of tracers and the setting {@code exclude-lab}. */
  static GenotypeRule of(CohortConfig.Correlations settings) {
    GenotypeRule rule = new GenotypeRule(settings.excludeLab());
    for (Tracer tracer : Registries.packaged().tracers().tracers()) {
      GenotypeSensitivity sensitivity = tracer.genotypeSensitivity();
      if (sensitivity.needsGenotype()) {
        rule.sensitive.add(tracer.id());
      }
      if (sensitivity.needsGenotype() || sensitivity == GenotypeSensitivity.LOW_SENSITIVITY) {
        rule.affected.add(tracer.id());
      }
    }
    return rule;
  }

  /** Whether a number of this tracer without the genotype carries a flag. */
  boolean sensitive(String tracer) {
    return sensitive.contains(tracer);
  }

  /** Whether group contrasts of this tracer hold the genotype constant. */
  boolean affected(String tracer) {
    return affected.contains(tracer);
  }

  /** Whether low-affinity binders are left out for this tracer. */
  boolean excludesLab(String tracer) {
    return excludeLab && sensitive(tracer);
  }

  /** Whether this scan is left out as that of a low-affinity binder. */
  boolean excludes(String tracer, CaseScan scan) {
    return excludesLab(tracer) && "LAB".equals(scan.genotype());
  }
}
