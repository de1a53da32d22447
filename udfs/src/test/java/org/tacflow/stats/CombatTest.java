package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CombatTest {
  private static final List<String> REGIONS = List.of("r0", "r1", "r2", "r3");
  private static final List<String> PRESERVED = List.of("genotype", "group");

  /** Four outcomes derived from the golden cohort, as in the reference computation. */
  private static Observations cohort() {
    Observations rows =
        GoldenCohort.where(GoldenCohort.all(), "genotype", "HAB", "MAB")
            .completeCases("log_parietal", "log_cerebellum", "age", "site", "group", "genotype")
            .rows();
    double[] parietal = rows.numeric("vt_parietal");
    double[] cerebellum = rows.numeric("vt_cerebellum");
    double[] age = rows.numeric("age");
    double[] product = new double[parietal.length];
    Arrays.setAll(product, i -> Math.log(parietal[i] * age[i] / 70));
    return rows.withNumeric("r0", rows.numeric("log_parietal"))
        .withNumeric("r1", rows.numeric("log_cerebellum"))
        .withNumeric("r2", product)
        .withNumeric("r3", Arrays.stream(cerebellum).map(Math::sqrt).toArray());
  }

  @Test
  void bothPriorsAgreeWithTheEquationsInNumpy() {
    // An independent transcription of Johnson 2007 in numpy 2.4, people sub-01, sub-20, sub-48,
    // iterated
    // to 1e-12; fixed points found with a tolerance of 1e-10 agree to 1e-8.
    double[][] parametric = {
      {1.105987979395461, 1.6915656303380922, 1.1492751163017465},
      {0.9600074284073996, 1.4092220889961673, 1.013516842071308},
      {1.2385133966632695, 1.6098952389860073, 1.1495200548543656},
      {1.6139979051129159, 2.027077451530901, 1.6663207781504843}
    };
    double[][] nonParametric = {
      {1.0963995218166602, 1.6936559854358906, 1.1563842966501767},
      {0.9710333251644463, 1.408344485262314, 1.0061581658960126},
      {1.2393708526989382, 1.601842370820734, 1.1514872682213166},
      {1.616332391682843, 2.0237192875292855, 1.6661318491027437}
    };
    check(CombatPrior.PARAMETRIC, parametric);
    check(CombatPrior.NON_PARAMETRIC, nonParametric);
  }

  @Test
  void siteShiftIsRemovedAndGroupEffectStays() {
    // 3 sites, 12 regions, site shifts of ±1 and group effect 0.8, residual 0.3: after
    // harmonisation
    // the sites differ by less than their standard error of 0.3 sqrt(2/20) = 0.1 and the effect
    // stays.
    List<String> regions = new ArrayList<>();
    Observations rows = simulated(60, 12, regions);
    Combat combat = Combat.fit(rows, regions, "site", List.of("group"), CombatPrior.PARAMETRIC);
    Observations after = combat.apply(rows);
    for (String region : regions) {
      LinearModel raw = LinearModel.fit(rows, region, List.of("group", "site"));
      LinearModel model = LinearModel.fit(after, region, List.of("group", "site"));
      assertThat(Math.abs(raw.coefficient("siteC").estimate())).isGreaterThan(1.5);
      assertThat(model.coefficient("siteC").estimate()).isCloseTo(0, within(0.1));
      assertThat(model.coefficient("groupAD").estimate())
          .isCloseTo(raw.coefficient("groupAD").estimate(), within(0.1));
    }
    assertThat(combat.shiftedOnly()).isEmpty();
  }

  @Test
  void modelOfAPartAppliesToAllWithoutSeeingThem() {
    List<String> regions = new ArrayList<>();
    Observations rows = simulated(60, 6, regions);
    Observations controls = GoldenCohort.where(rows, "group", "HC");
    Combat combat = Combat.fit(controls, regions, "site", List.of(), CombatPrior.PARAMETRIC);
    Observations all = combat.apply(rows);
    Observations some = combat.apply(controls);
    int at = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.factor("group").get(i).equals("HC")) {
        assertThat(all.numeric("r0")[i]).isEqualTo(some.numeric("r0")[at++]);
      }
    }
    Observations missing = rows.replacing("r0", nanFirst(rows.numeric("r0")));
    assertThat(combat.apply(missing).numeric("r0")[0]).isNaN();
    assertThat(combat.apply(missing).numeric("r0")[1]).isEqualTo(all.numeric("r0")[1]);
  }

  @Test
  void siteOfOnePersonIsShiftedAndNotScaled() {
    List<String> regions = new ArrayList<>();
    Observations rows = simulated(60, 6, regions);
    List<String> site = rows.factor("site");
    site.set(7, "D");
    Observations lone =
        Observations.of(rows.keys())
            .withFactor("site", site)
            .withFactor("group", rows.factor("group"));
    for (String region : regions) {
      double[] y = rows.numeric(region);
      y[7] += 5;
      lone = lone.withNumeric(region, y);
    }
    for (CombatPrior prior : CombatPrior.values()) {
      Combat combat = Combat.fit(lone, regions, "site", List.of("group"), prior);
      assertThat(combat.shiftedOnly()).containsExactly("D");
      double before = lone.numeric("r0")[7];
      double after = combat.apply(lone).numeric("r0")[7];
      assertThat(after).isFinite().isBetween(before - 7, before - 3);
    }
  }

  @Test
  void whatCannotBeHarmonisedIsRefused() {
    Observations rows = cohort();
    Observations confounded =
        rows.withFactor("scanner", rows.factor("group").stream().map(g -> "scanner " + g).toList());
    assertThatThrownBy(
            () -> Combat.fit(confounded, REGIONS, "scanner", PRESERVED, CombatPrior.PARAMETRIC))
        .hasMessage(
            "Cannot harmonise: scanner and [genotype, group] are confounded (each site must hold"
                + " more than one value of a covariate)");
    Observations one = GoldenCohort.where(rows, "site", "A");
    assertThatThrownBy(() -> Combat.fit(one, REGIONS, "site", PRESERVED, CombatPrior.PARAMETRIC))
        .hasMessage("Cannot harmonise: sites are [A] (must be at least two)");
    assertThatThrownBy(
            () -> Combat.fit(rows, List.of("r0"), "site", PRESERVED, CombatPrior.PARAMETRIC))
        .hasMessage("Cannot harmonise: regions are [r0] (must be at least two)");
    Observations two = GoldenCohort.where(rows, "site", "A", "B");
    Combat combat = Combat.fit(two, REGIONS, "site", PRESERVED, CombatPrior.PARAMETRIC);
    assertThatThrownBy(() -> combat.apply(rows))
        .hasMessage("Invalid site of sub-03: C (must be one of the fitted [A, B])");
    Observations hab = GoldenCohort.where(rows, "genotype", "HAB");
    Combat single = Combat.fit(hab, REGIONS, "site", PRESERVED, CombatPrior.PARAMETRIC);
    assertThatThrownBy(() -> single.apply(rows))
        .hasMessage("Invalid genotype of sub-01: MAB (must be one of the fitted [HAB])");
    Observations flat = rows.withNumeric("flat", new double[rows.size()]);
    assertThatThrownBy(
            () ->
                Combat.fit(flat, List.of("r0", "flat"), "site", PRESERVED, CombatPrior.PARAMETRIC))
        .hasMessage("Cannot harmonise: flat has no variance beside site");
  }

  private static void check(CombatPrior prior, double[][] expected) {
    Observations rows = cohort();
    Observations after = Combat.fit(rows, REGIONS, "site", PRESERVED, prior).apply(rows);
    List<String> people = List.of("sub-01", "sub-20", "sub-48");
    for (int o = 0; o < 4; o++) {
      for (int i = 0; i < 3; i++) {
        double value = after.numeric("r" + o)[after.keys().indexOf(people.get(i))];
        assertThat(value).isCloseTo(expected[o][i], within(1e-8));
      }
    }
  }

  private static double[] nanFirst(double[] values) {
    values[0] = Double.NaN;
    return values;
  }

  private static Observations simulated(int people, int outcomes, List<String> regions) {
    Random random = new Random(9);
    List<String> keys = new ArrayList<>();
    List<String> site = new ArrayList<>();
    List<String> group = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      keys.add(String.format("sub-%02d", i));
      site.add(List.of("A", "B", "C").get(i % 3));
      group.add(i / 3 % 2 == 0 ? "HC" : "AD");
    }
    Observations rows =
        Observations.of(keys)
            .withFactor("site", site)
            .withFactor("group", group, List.of("HC", "AD"));
    for (int o = 0; o < outcomes; o++) {
      double[] y = new double[people];
      for (int i = 0; i < people; i++) {
        y[i] = 2 + (i % 3 - 1) + 0.8 * (i / 3 % 2) + 0.3 * random.nextGaussian();
      }
      regions.add("r" + o);
      rows = rows.withNumeric("r" + o, y);
    }
    return rows;
  }
}
