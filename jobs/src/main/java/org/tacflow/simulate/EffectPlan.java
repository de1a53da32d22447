package org.tacflow.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The findings of one cohort turned into slopes of each tissue on latent severity.
 *
 * <p>For a target correlation {@code ρ} of the outcome {@code y} with a score that correlates
 * {@code L} with the latent severity {@code S}, and residual standard deviation {@code σ} of y:
 *
 * <pre>
 * y = μ + β S + N(0, σ),   β = ρ σ / √(L² − ρ²)
 * </pre>
 *
 * {@code σ} holds every source that the simulation adds to y; {@code L} is {@link
 * ScaleDesign#moments}, with steps, limits and drift; so ρ is the correlation of the columns. For
 * VT and ratios of sensitive tracers y is taken given the genotype. A region of several tissues is
 * the mean of y weighted by {@code volume × design VT}, which is the mean of the labels to first
 * order. Where two findings speak of one tissue of one group, the first sets the slope; what that
 * makes of the other is worked out by {@link #correlation}.
 */
final class EffectPlan {
  private final List<Finding> findings;
  private final Map<String, Long> voxels;

  /**
   * Plans the effects.
   *
   * @param findings the findings to plant, the first of a tissue wins
   * @param voxels tissue to number of voxels in the label image
   */
  EffectPlan(List<Finding> findings, Map<String, Long> voxels) {
    this.voxels = Map.copyOf(voxels);
    List<Finding> present = new ArrayList<>();
    for (Finding finding : findings) {
      if (!members(finding.region()).isEmpty()) {
        present.add(finding);
      }
    }
    this.findings = List.copyOf(present);
  }

  /** The findings whose region the label image has. */
  List<Finding> findings() {
    return findings;
  }

  /** Tissues of a region that the label image has. */
  List<String> members(String region) {
    return RegionCatalogue.tissues(region).stream().filter(voxels::containsKey).toList();
  }

  /** Slope of a tissue's outcome on a latent severity, for a person's group. */
  double slope(String tracer, String tissue, Person person, ScaleDesign.Latent latent) {
    Effect effect = effect(tracer, tissue, person.group(), person.subgroup());
    return effect.latent() == latent ? effect.slope() : 0;
  }

  /** Relative difference of the group mean of a tissue, 0.2 for +20 %. */
  double delta(String tracer, String tissue, Person person) {
    return delta(tracer, tissue, person.group(), person.subgroup());
  }

  private double delta(String tracer, String tissue, String group, String subgroup) {
    for (Finding finding : findings) {
      if (finding.tracer().equals(tracer)
          && finding.deltaPercent() != 0
          && finding.concerns(group, subgroup)
          && members(finding.region()).contains(tissue)) {
        return finding.deltaPercent() / 100;
      }
    }
    return 0;
  }

  /** Tissues whose late ratio to the cerebellum carries a correlation in a person's group. */
  Set<String> ratioTissues(String tracer, Person person) {
    Set<String> tissues = new TreeSet<>();
    for (Finding finding : findings) {
      if (finding.tracer().equals(tracer)
          && finding.outcome() == Finding.Outcome.SUVR
          && !finding.scale().isEmpty()
          && finding.group().equals(person.group())) {
        tissues.addAll(members(finding.region()));
      }
    }
    return tissues;
  }

  private record Effect(double slope, ScaleDesign.Latent latent) {}

  private Effect effect(String tracer, String tissue, String group, String subgroup) {
    for (Finding finding : findings) {
      if (finding.tracer().equals(tracer)
          && !finding.scale().isEmpty()
          && finding.concerns(group, subgroup)
          && members(finding.region()).contains(tissue)) {
        ScaleDesign scale = ScaleDesign.of(finding.scale(), group, subgroup).orElseThrow();
        double loading = scale.moments().loading();
        double sigma = residual(finding);
        double slope =
            finding.rho() * sigma / Math.sqrt(loading * loading - finding.rho() * finding.rho());
        return new Effect(slope, scale.latent());
      }
    }
    return new Effect(0, ScaleDesign.Latent.GENERAL);
  }

  /** Residual standard deviation of a finding's outcome over the people of its group. */
  double residual(Finding finding) {
    TracerDesign tracer = TracerDesign.of(finding.tracer());
    Variances v = Variances.of(tracer, PersonDesign.group(finding.group()));
    double squares = 0;
    for (double w : weights(tracer, finding.region())) {
      squares += w * w;
    }
    double variance =
        switch (finding.outcome()) {
          case VT, CMRglc -> v.common() + v.own() * squares;
          case SUVR, DVR, BPND ->
              tracer.referenced()
                  ? v.bindingCommon() + v.bindingOwn() * squares
                  : v.own() * (squares + 1);
        };
    return Math.sqrt(variance);
  }

  private double[] weights(TracerDesign tracer, String region) {
    List<String> tissues = members(region);
    double[] weights = new double[tissues.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      TissueDesign design = tracer.tissues().get(tissues.get(i));
      weights[i] = voxels.get(tissues.get(i)) * design.vt();
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Correlation with severity that the plan gives a finding's outcome over a mixture of subgroups.
   *
   * @param mixture subgroup to number of people; a single entry is one subgroup
   */
  double correlation(Finding finding, Map<String, Integer> mixture) {
    TracerDesign tracer = TracerDesign.of(finding.tracer());
    List<String> tissues = members(finding.region());
    double[] weights = weights(tracer, finding.region());
    double people = mixture.values().stream().mapToInt(Integer::intValue).sum();
    double sigma = residual(finding);
    double covariance = 0;
    double outcomeSquare = 0;
    double outcomeMean = 0;
    double scoreMean = 0;
    double scoreSquare = 0;
    double product = 0;
    for (Map.Entry<String, Integer> part : mixture.entrySet()) {
      double share = part.getValue() / people;
      ScaleDesign scale =
          ScaleDesign.of(finding.scale(), finding.group(), part.getKey()).orElseThrow();
      ScaleDesign.Moments moments = scale.moments();
      double same = 0;
      double other = 0;
      double mean = 0;
      for (int i = 0; i < weights.length; i++) {
        Effect effect = effect(finding.tracer(), tissues.get(i), finding.group(), part.getKey());
        if (effect.latent() == scale.latent()) {
          same += weights[i] * effect.slope();
        } else {
          other += weights[i] * effect.slope();
        }
        mean += weights[i] * shift(finding, tissues.get(i), part.getKey());
      }
      double r = PersonDesign.LATENT_CORRELATION;
      covariance += share * scale.sign() * moments.loading() * moments.sd() * (same + r * other);
      product += share * mean * moments.mean();
      outcomeMean += share * mean;
      outcomeSquare +=
          share
              * (sigma * sigma + same * same + other * other + 2 * r * same * other + mean * mean);
      scoreMean += share * moments.mean();
      scoreSquare += share * (moments.sd() * moments.sd() + moments.mean() * moments.mean());
    }
    covariance += product - outcomeMean * scoreMean;
    int sign =
        ScaleDesign.of(finding.scale(), finding.group(), mixture.keySet().iterator().next())
            .orElseThrow()
            .sign();
    return sign
        * covariance
        / Math.sqrt(
            (outcomeSquare - outcomeMean * outcomeMean) * (scoreSquare - scoreMean * scoreMean));
  }

  private double shift(Finding finding, String tissue, String subgroup) {
    TracerDesign tracer = TracerDesign.of(finding.tracer());
    double delta = delta(finding.tracer(), tissue, finding.group(), subgroup);
    return tracer.referenced() ? delta * tracer.tissues().get(tissue).bpnd() : Math.log1p(delta);
  }
}
