package org.tacflow.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.Parameter;

/**
 * The names that a configuration may use; an empty set of anything but models is not checked.
 *
 * @param models model names
 * @param referenceModels those of them that need a reference region
 * @param outcomes outcomes that the models give
 * @param scales ids of clinical scales
 * @param regions ids of registry regions
 */
public record KnownNames(
    Set<String> models,
    Set<String> referenceModels,
    Set<String> outcomes,
    Set<String> scales,
    Set<String> regions) {

  /** Copies, keeping the order. */
  public KnownNames {
    models = ordered(models);
    referenceModels = ordered(referenceModels);
    outcomes = ordered(outcomes);
    scales = ordered(scales);
    regions = ordered(regions);
  }

  private static Set<String> ordered(Set<String> names) {
    return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** The models of the catalogue and their outcomes; scales and regions unchecked. */
  public static KnownNames ofCatalogue() {
    Set<String> models = new LinkedHashSet<>();
    Set<String> reference = new LinkedHashSet<>();
    Set<String> outcomes = new LinkedHashSet<>();
    for (String name : ModelCatalogue.names()) {
      KineticModel<?> model = ModelCatalogue.describe(name);
      models.add(name);
      if (model.needsReference()) {
        reference.add(name);
      }
      for (Parameter parameter : model.parameters()) {
        outcomes.add(parameter.name());
      }
    }
    // VT over the free fraction in plasma, for scans whose sidecar has one.
    outcomes.add("VTfP");
    // VT beside the non-displaceable volume that sime estimates.
    outcomes.add("BPP_SIME");
    outcomes.add("BPND_SIME");
    // Distribution volume ratio, 1 + BPND.
    outcomes.add("DVR");
    // Blood flow and glucose metabolism, for entries that ask for them or tables that bring them.
    outcomes.add("CBF");
    outcomes.add("CMRglc");
    return new KnownNames(models, reference, outcomes, Set.of(), Set.of());
  }

  /** The same with the outcomes of tables; an unchecked set stays so. */
  KnownNames withOutcomes(Set<String> imported) {
    if (outcomes.isEmpty()) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(outcomes);
    all.addAll(imported);
    return new KnownNames(models, referenceModels, all, scales, regions);
  }

  /** The same with the ids of clinical scales. */
  public KnownNames withScales(List<String> ids) {
    return new KnownNames(models, referenceModels, outcomes, new LinkedHashSet<>(ids), regions);
  }

  /** The same with further scales and their changes per year; an unchecked set stays so. */
  KnownNames withOwnScales(Set<String> ids) {
    if (scales.isEmpty()) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(scales);
    all.addAll(ids);
    ids.forEach(id -> all.add(id + DerivedScales.CHANGE));
    return new KnownNames(models, referenceModels, outcomes, all, regions);
  }

  /** The same with the ids of registry regions. */
  public KnownNames withRegions(List<String> ids) {
    return new KnownNames(models, referenceModels, outcomes, scales, new LinkedHashSet<>(ids));
  }
}
