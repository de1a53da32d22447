package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many people are drawn for each finding, and the correlation of the outcome with the score, as an
 * analyst would compute it (log where the finding says so, partial given the genotype without LAB,
 * visits within 180 days), is compared with the one that the plan states.
 *
 * <p>Tolerance: 4 standard errors {@code (1 − ρ²)/√n} of a correlation, and 0.015 for what the plan
 * leaves to first order (mean over tissues, clearance in late ratios).
 */
class PlantedCorrelationTest {
  private static final long SEED = 20240611;
  private static final Map<String, Long> VOXELS = BrainPhantom.ofVoxelSize(6).tissueVoxels();
  private static final EffectPlan PLAN = new EffectPlan(Finding.all(), VOXELS);

  private record Draw(double outcome, double score, Binding binding) {}

  static List<Finding> findings() {
    return Finding.all().stream().filter(f -> !f.scale().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("findings")
  void theColumnsCorrelateAsPlanned(Finding finding) {
    Map<String, Integer> mixture = new LinkedHashMap<>();
    int people = finding.outcome() == Finding.Outcome.SUVR ? 800 : 3000;
    List<Draw> draws = draws(finding, people, mixture);

    double planned = PLAN.correlation(finding, mixture);
    double error = (1 - planned * planned) / Math.sqrt(draws.size());

    assertThat(draws).hasSizeGreaterThan(people * 3 / 4);
    assertThat(partialCorrelation(draws))
        .isBetween(planned - 4 * error - 0.015, planned + 4 * error + 0.015);
  }

  /** Where no other finding speaks of the same tissue, the plan must state the recipe's number. */
  @Test
  void thePlanStatesTheNumberOfTheRecipe() {
    int same = 0;
    for (Finding finding : findings()) {
      // F-PD3 shares severity with F-PD3b; EDSS of two subgroups has two means.
      if (!finding.id().equals("F-PD3") && !finding.id().equals("F-MS3")) {
        Map<String, Integer> one = new LinkedHashMap<>();
        one.put(finding.subgroup(), 1);
        assertThat(PLAN.correlation(finding, one))
            .as(finding.id() + " " + finding.region())
            .isCloseTo(finding.rho(), within(0.005));
        same++;
      }
    }
    assertThat(same).isEqualTo(findings().size() - 4);
  }

  /**
   * A mixture of one planted and one null subgroup lies between, by its share of the covariance.
   */
  @Test
  void pooledSubgroupsAreDiluted() {
    Finding finding =
        Finding.all().stream().filter(f -> f.id().equals("F-PD1")).findFirst().orElseThrow();
    Map<String, Integer> half = new LinkedHashMap<>();
    half.put("drug_naive_early", 50);
    half.put("treated", 50);

    double pooled = PLAN.correlation(finding, half);

    // With y = βS + σe in one half and σe in the other, ρ = (ρ₁/2) √(v₁ / mean(v₁, v₀)).
    double slope = 0.65 * PLAN.residual(finding) / Math.sqrt(0.85 * 0.85 - 0.65 * 0.65);
    double planted = slope * slope + Math.pow(PLAN.residual(finding), 2);
    double mean = planted - slope * slope / 2;
    assertThat(pooled).isCloseTo(0.325 * Math.sqrt(planted / mean), within(0.005));
  }

  private static List<Draw> draws(Finding finding, int people, Map<String, Integer> mixture) {
    TracerDesign tracer = TracerDesign.of(finding.tracer());
    String group =
        finding.subgroup().isEmpty() ? finding.group() : finding.group() + ":" + finding.subgroup();
    List<Draw> draws = new ArrayList<>();
    for (int i = 1; i <= people; i++) {
      Person person = PersonDesign.draw(SEED, group, i);
      int gap = ClinicalWriter.gapDays(SEED, person);
      boolean excluded = person.binding() == Binding.LAB && tracer.affinity()[2] < 1;
      if (Math.abs(gap) <= 180 && !excluded) {
        mixture.merge(person.subgroup(), 1, Integer::sum);
        ScaleDesign scale =
            ScaleDesign.of(finding.scale(), person.group(), person.subgroup()).orElseThrow();
        double score = scale.score(scale.standing(SEED, person), gap / 365.25, 0) * scale.sign();
        draws.add(new Draw(outcome(finding, tracer, person), score, person.binding()));
      }
    }
    return draws;
  }

  private static double outcome(Finding finding, TracerDesign tracer, Person person) {
    if (finding.outcome() == Finding.Outcome.SUVR) {
      SimulatedScan scan = SimulatedScan.draw(SEED, person, 1, tracer, PLAN);
      return Math.log(mean(finding, tissue -> scan.curves().ratioToCerebellum(tissue)));
    }
    ScanTruth truth = ScanTruth.draw(SEED, person, "1", tracer, PLAN);
    double reference = truth.tissues().get("cerebellum").rates().vt();
    double value =
        mean(
            finding,
            tissue ->
                finding.outcome() == Finding.Outcome.CMRglc
                    ? truth.tissues().get(tissue).ki()
                    : truth.tissues().get(tissue).rates().vt());
    return switch (finding.outcome()) {
      case VT, CMRglc -> Math.log(value);
      case BPND -> value / reference - 1;
      case DVR -> tracer.referenced() ? value / reference : Math.log(value / reference);
      case SUVR -> throw new IllegalStateException();
    };
  }

  private static double mean(Finding finding, ToDoubleFunction<String> value) {
    double sum = 0;
    double voxels = 0;
    for (String tissue : PLAN.members(finding.region())) {
      sum += VOXELS.get(tissue) * value.applyAsDouble(tissue);
      voxels += VOXELS.get(tissue);
    }
    return sum / voxels;
  }

  /** Correlation of the residuals from the genotype's means: the partial one given a factor. */
  private static double partialCorrelation(List<Draw> draws) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (Binding binding : Binding.values()) {
      List<Draw> same = draws.stream().filter(d -> d.binding() == binding).toList();
      double x = same.stream().mapToDouble(Draw::outcome).average().orElse(0);
      double y = same.stream().mapToDouble(Draw::score).average().orElse(0);
      for (Draw draw : same) {
        xy += (draw.outcome() - x) * (draw.score() - y);
        xx += (draw.outcome() - x) * (draw.outcome() - x);
        yy += (draw.score() - y) * (draw.score() - y);
      }
    }
    return xy / Math.sqrt(xx * yy);
  }
}
