package org.tacflow.simulate;

import java.util.Map;
import java.util.TreeMap;
import org.tacflow.kinetics.TwoTissueRates;

/**
 * What one scan is in truth: the kinetics of every tissue of one person on one day.
 *
 * <pre>
 * VT = VND (1 + BPND a_g) (1 + δ) exp(shared + scan + site + age + region + β S)
 * </pre>
 *
 * with {@code a_g} of the genotype and δ of the group. A tracer with a reference region has {@code
 * BPND = BPND₀ (1 + δ) + common + region + β S} instead, and VND common to all tissues. FDG has K1,
 * and so Ki, times the exponential. Fluid has the same rates in every scan.
 *
 * @param person whose scan
 * @param session session label without {@code ses-}
 * @param tracer the tracer
 * @param tissues tissue to rates
 */
record ScanTruth(Person person, String session, TracerDesign tracer, Map<String, Tissue> tissues) {
  // Person sd of log K1 (flow), a design value; common to all tissues so that ratios keep theirs.
  private static final double K1_SD = 0.12;
  // Smallest binding of the forward model where spread would make it negative.
  private static final double LEAST_BINDING = 0.02;

  /**
   * One tissue of one scan.
   *
   * @param rates K1 to k4
   * @param vB blood volume fraction
   * @param bpnd VT/VND − 1 against the reference region where the tracer has one (may be negative),
   *     else k3/k4
   */
  record Tissue(TwoTissueRates rates, double vB, double bpnd) {
    /** The same with VT times a factor, by binding as far as it goes, K1 unchanged. */
    Tissue scaled(double factor) {
      double vt = rates.vt() * factor;
      double bound = Math.max(Math.min(LEAST_BINDING, bpnd), (1 + bpnd) * factor - 1);
      double k2 = rates.K1() * (1 + bound) / vt;
      return new Tissue(
          new TwoTissueRates(rates.K1(), k2, bound * rates.k4(), rates.k4()), vB, bound);
    }

    /** Net uptake rate, mL/cm3/min. */
    double ki() {
      return rates.K1() * rates.k3() / (rates.k2() + rates.k3());
    }

    /** Non-displaceable volume, mL/cm3. */
    double vnd() {
      return rates.K1() / rates.k2();
    }
  }

  /** Draws a scan; the same for the same seed, person and session, whoever else takes part. */
  static ScanTruth draw(
      long seed, Person person, String session, TracerDesign tracer, EffectPlan plan) {
    double scale = PersonDesign.SITE_SCALE.get(person.site());
    double shared = normal(seed, person.id(), "shared") * tracer.sharedSd();
    double scan = normal(seed, person.id(), session, tracer.name(), "scan") * tracer.scanSd();
    double ageMean = PersonDesign.group(person.group()).ageMean();
    double age = tracer.irreversible() ? 0 : Variances.AGE_SLOPE * (person.age() - ageMean);
    double common = scale * (shared + scan) + PersonDesign.SITE_SHIFT.get(person.site()) + age;
    double flow = Math.exp(K1_SD * normal(seed, person.id(), session, tracer.name(), "flow"));
    double binding =
        scale
            * Variances.BINDING_COMMON_SD
            * normal(seed, person.id(), session, tracer.name(), "binding");
    Map<String, Tissue> tissues = new TreeMap<>();
    for (Map.Entry<String, TissueDesign> entry : tracer.tissues().entrySet()) {
      String tissue = entry.getKey();
      double severity = 0;
      for (ScaleDesign.Latent latent : ScaleDesign.Latent.values()) {
        severity += plan.slope(tracer.name(), tissue, person, latent) * person.latent(latent);
      }
      if (tissue.equals(RegionCatalogue.FLUID)) {
        tissues.put(tissue, free(tracer, entry.getValue(), 1, 0, 0, 1));
        continue;
      }
      Effect effect = new Effect(plan.delta(tracer.name(), tissue, person), severity);
      String[] key = {person.id(), tracer.name(), tissue, "region"};
      double region = normal(seed, key);
      double ratio = normal(seed, person.id(), session, tracer.name(), tissue, "ratio");
      if (tracer.referenced()) {
        double own = scale * Variances.BINDING_OWN_SD * region;
        tissues.put(tissue, referenced(tracer, entry, common, binding + own, flow, effect));
      } else {
        double own =
            scale * (Variances.REGION_SD * region + Variances.RATIO_SCAN_SD / Math.sqrt(2) * ratio);
        double local = own + Math.log1p(effect.delta()) + effect.severity();
        double affinity = tracer.affinity()[person.binding().ordinal()];
        tissues.put(tissue, free(tracer, entry.getValue(), affinity, common, local, flow));
      }
    }
    return new ScanTruth(person, session, tracer, tissues);
  }

  private record Effect(double delta, double severity) {}

  private static Tissue free(
      TracerDesign tracer,
      TissueDesign design,
      double affinity,
      double common,
      double local,
      double flow) {
    if (tracer.irreversible()) {
      double k2 = design.K1() / design.vnd();
      double k1 = design.K1() * Math.exp(common + local);
      return new Tissue(
          new TwoTissueRates(k1, k2, design.bpnd() * design.k4(), design.k4()),
          tracer.vB(),
          design.bpnd());
    }
    double vt = design.vnd() * (1 + design.bpnd() * affinity) * Math.exp(common + local);
    // What is the tissue's own changes binding; what is common changes VND; VT is kept exactly.
    double bpnd =
        Math.max(
            Math.min(LEAST_BINDING, design.bpnd()),
            (1 + design.bpnd() * affinity) * Math.exp(local) - 1);
    double k1 = design.K1() * flow;
    double k2 = k1 * (1 + bpnd) / vt;
    return new Tissue(
        new TwoTissueRates(k1, k2, bpnd * design.k4(), design.k4()), tracer.vB(), bpnd);
  }

  private static Tissue referenced(
      TracerDesign tracer,
      Map.Entry<String, TissueDesign> entry,
      double common,
      double spread,
      double flow,
      Effect effect) {
    TissueDesign design = entry.getValue();
    boolean silent = design.bpnd() == 0;
    double bpnd =
        silent
            ? 0
            : Math.max(-0.6, design.bpnd() * (1 + effect.delta()) + spread + effect.severity());
    double reference = design.vnd() * Math.exp(common);
    // A ratio below one cannot be binding: the tissue's VND takes it, DVR − 1 stays as planted.
    double bound = Math.max(0, bpnd);
    double vnd = reference * (1 + bpnd) / (1 + bound);
    double k1 = design.K1() * flow;
    return new Tissue(
        new TwoTissueRates(k1, k1 / vnd, bound * design.k4(), design.k4()), tracer.vB(), bpnd);
  }

  private static double normal(long seed, String... key) {
    return KeyedRandom.of(seed, key).normal();
  }
}
