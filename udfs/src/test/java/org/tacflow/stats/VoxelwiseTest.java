package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tacflow.stats.Lattice.Connectivity;

class VoxelwiseTest {
  private static final int SIDE = 6;
  private static final int VOXELS = SIDE * SIDE * SIDE;
  private static final double THRESHOLD = 2;
  private static final Lattice LATTICE =
      Lattice.of(SIDE, SIDE, SIDE, IntStream.range(0, VOXELS).toArray(), Connectivity.FACES);

  @Test
  void everyVoxelIsTheLinearModelOfItsValues() {
    Observations people = people(new Random(1), 17);
    Map<String, float[]> maps = maps(new Random(2), people, 0);
    VoxelwiseModel model = model(people, maps, "site", 10);
    float[] t = new float[VOXELS];
    model.statistics(0, t);
    for (int v = 0; v < VOXELS; v += 13) {
      Observations one = people.withNumeric("y", voxel(people, maps, v));
      Coefficient x = LinearModel.fit(one, "y", List.of("age", "genotype", "x")).coefficient("x");
      assertThat(model.effect(v)).isCloseTo(x.estimate(), within(1e-12));
      assertThat(model.t(v)).isCloseTo(x.statistic(), within(1e-10));
      // The kernel sums floats.
      assertThat((double) t[v]).isCloseTo(x.statistic(), within(2e-5));
      assertThat(model.r(v))
          .isCloseTo(
              Correlations.partialPearson(
                      one.numeric("y"), one.numeric("x"), one.covariates("age", "genotype"))
                  .r(),
              within(1e-12));
    }
  }

  @Test
  void voxelPValuesAreThoseOfTheRegionalTestWithTheSameKey() {
    // The regional test sums doubles in another way; both go through the same orders.
    Observations people = people(new Random(3), 14);
    Map<String, float[]> maps = maps(new Random(4), people, 0);
    VoxelwiseModel model = model(people, maps, "site", 300);
    VoxelwiseResult result = result(model);
    Observations regions = people;
    List<String> names = new ArrayList<>();
    for (int v = 0; v < VOXELS; v++) {
      names.add("v" + v);
      regions = regions.withNumeric("v" + v, voxel(people, maps, v));
    }
    List<PermutationResult> expected =
        PermutationTest.of(regions, names, "x", List.of("age", "genotype"), "site", 300, "key");
    for (int v = 0; v < VOXELS; v++) {
      // Floats tie in one order of 301 where doubles differ in the seventh digit.
      assertThat(result.p(v)).isCloseTo(expected.get(v).p(), within(1.01 / 301));
      assertThat(result.pFweT(v)).isEqualTo(expected.get(v).pFamilyWise());
    }
  }

  @Test
  void fewPeopleAreEnumerated() {
    Observations four =
        Observations.of(List.of("a", "b", "c", "d"))
            .withNumeric("x", new double[] {0, 0, 1, 1})
            .withFactor("site", List.of("A", "A", "A", "A"));
    Map<String, float[]> maps = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      float[] map = new float[VOXELS];
      map[40] = i < 2 ? i : 10 + i;
      maps.put(four.keys().get(i), map);
    }
    VoxelwiseModel model = VoxelwiseModel.of(four, maps, "x", List.of(), null, 100, "key");
    assertThat(model.orders().count()).isEqualTo(24);
    VoxelwiseResult result = result(model);
    // Of 24 orders 4 keep the groups and 4 exchange them.
    assertThat(result.pFweT(40)).isEqualTo(8 / 24.0);
    assertThat(result.p(40)).isEqualTo(8 / 24.0);
    assertThat(result.pFweT(41)).isNaN();
    assertThat(model.r(41)).isNaN();
  }

  @Test
  void anyDivisionOfTheOrdersGivesTheSame() {
    Observations people = people(new Random(5), 15);
    VoxelwiseModel model = model(people, maps(new Random(6), people, 1), "site", 63);
    VoxelwiseResult whole = result(model);
    for (int parts : new int[] {2, 7, 64}) {
      VoxelwiseTally tally = null;
      for (int part = parts - 1; part >= 0; part--) {
        VoxelwiseTally own =
            VoxelwiseTally.of(
                model, LATTICE, THRESHOLD, 64 * part / parts, 64 * (part + 1) / parts);
        tally = tally == null ? own : tally.plus(own);
      }
      VoxelwiseResult divided = VoxelwiseResult.of(model, LATTICE, THRESHOLD, tally);
      assertThat(divided.clusters()).isEqualTo(whole.clusters());
      for (int v = 0; v < VOXELS; v++) {
        assertThat(divided.p(v)).isEqualTo(whole.p(v));
        assertThat(divided.pFweT(v)).isEqualTo(whole.pFweT(v));
        assertThat(divided.pFweEnhanced(v)).isEqualTo(whole.pFweEnhanced(v));
      }
    }
  }

  @Test
  void familyWiseErrorHoldsWithCovariatesAndSites() {
    // 400 null cohorts whose maps follow age, genotype and site, as x does; 59 orders each: p_fwe
    // <= 0.05 of the best voxel has probability 3/60. The bound is 3 binomial standard errors.
    int cohorts = 400;
    int[] positive = new int[3];
    for (int cohort = 0; cohort < cohorts; cohort++) {
      Observations people = people(new Random(1000 + cohort), 18);
      VoxelwiseModel model = model(people, maps(new Random(5000 + cohort), people, 0), "site", 59);
      VoxelwiseResult result = result(model);
      positive[0] += smallest(result::pFweT) <= 0.05 ? 1 : 0;
      positive[1] += smallest(result::pFweEnhanced) <= 0.05 ? 1 : 0;
      positive[2] += result.clusters().stream().anyMatch(c -> c.pFwe() <= 0.05) ? 1 : 0;
    }
    double halfWidth = 3 * Math.sqrt(cohorts * 0.05 * 0.95);
    for (int count : positive) {
      assertThat((double) count).isCloseTo(20, within(halfWidth));
    }
  }

  @Test
  void aPlantedBlobIsFoundWhereItLiesAndNowhereElse() {
    Observations people = people(new Random(11), 40);
    VoxelwiseModel model = model(people, maps(new Random(12), people, 2), "site", 199);
    VoxelwiseResult result = result(model);
    int inside = 0;
    int far = 0;
    for (int v = 0; v < VOXELS; v++) {
      boolean significant = result.pFweEnhanced(v) <= 0.05;
      inside += significant && blob(v) == 1 ? 1 : 0;
      far += significant && blob(v) == 0 ? 1 : 0;
      if (significant && blob(v) == 1) {
        assertThat(result.enhanced(v)).isPositive();
        assertThat(model.effect(v)).isPositive();
      }
    }
    // The blob is 27 voxels of 216; smoothing lets the effect reach its neighbours only.
    assertThat(inside).isEqualTo(27);
    assertThat(far).isZero();
    assertThat(result.clusters().get(0).pFwe()).isEqualTo(1 / 200.0);
  }

  @Test
  void aVariableThatTheCovariatesExplainHasAReason() {
    Observations people = people(new Random(13), 12);
    VoxelwiseModel model =
        VoxelwiseModel.of(
            people, maps(new Random(14), people, 0), "age", List.of("age"), null, 10, "key");
    assertThat(model.reason()).isEqualTo("age is constant or explained by the covariates");
  }

  @Test
  void aResultNeedsAllOrders() {
    Observations people = people(new Random(15), 12);
    VoxelwiseModel model = model(people, maps(new Random(16), people, 0), null, 20);
    VoxelwiseTally some = VoxelwiseTally.of(model, LATTICE, THRESHOLD, 0, 5);
    assertThatThrownBy(() -> VoxelwiseResult.of(model, LATTICE, THRESHOLD, some))
        .hasMessage("Invalid tally: 5 orders (must be all 21)");
  }

  @Test
  void voxelsOfALatticeIncrease() {
    assertThatThrownBy(() -> Lattice.of(2, 2, 2, new int[] {1, 1}, Connectivity.FACES))
        .hasMessage("Invalid voxel: 1 (must increase and lie in the grid)");
  }

  private static VoxelwiseModel model(
      Observations people, Map<String, float[]> maps, String block, int permutations) {
    return VoxelwiseModel.of(
        people, maps, "x", List.of("age", "genotype"), block, permutations, "key");
  }

  private static VoxelwiseResult result(VoxelwiseModel model) {
    VoxelwiseTally tally = VoxelwiseTally.of(model, LATTICE, THRESHOLD, 0, model.orders().count());
    return VoxelwiseResult.of(model, LATTICE, THRESHOLD, tally);
  }

  private static double smallest(java.util.function.IntToDoubleFunction p) {
    return IntStream.range(0, VOXELS).mapToDouble(p).min().getAsDouble();
  }

  private static double[] voxel(Observations people, Map<String, float[]> maps, int v) {
    return people.keys().stream().mapToDouble(k -> maps.get(k)[v]).toArray();
  }

  /** People whose variable follows their age, genotype and site. */
  private static Observations people(Random random, int n) {
    List<String> keys = new ArrayList<>();
    List<String> sites = new ArrayList<>();
    List<String> genotypes = new ArrayList<>();
    double[] age = new double[n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      keys.add(String.format("sub-%03d", i));
      sites.add("site" + i % 2);
      genotypes.add(i % 3 == 0 ? "HAB" : "MAB");
      age[i] = random.nextGaussian();
      x[i] = age[i] + i % 2 + (i % 3 == 0 ? 1 : 0) + random.nextGaussian();
    }
    return Observations.of(keys)
        .withNumeric("age", age)
        .withNumeric("x", x)
        .withFactor("genotype", genotypes)
        .withFactor("site", sites);
  }

  /** Noise smoothed over neighbours, age and genotype everywhere, and x times a gain in a blob. */
  private static Map<String, float[]> maps(Random random, Observations people, double gain) {
    Map<String, float[]> maps = new TreeMap<>();
    for (int i = 0; i < people.size(); i++) {
      float[] noise = new float[VOXELS];
      for (int v = 0; v < VOXELS; v++) {
        noise[v] = (float) random.nextGaussian();
      }
      float[] map = noise.clone();
      double level =
          3 * people.numeric("age")[i] + (people.factor("genotype").get(i).equals("HAB") ? 5 : 0);
      for (int v = 0; v < VOXELS; v++) {
        for (int at = LATTICE.begin(v); at < LATTICE.begin(v + 1); at++) {
          map[v] += noise[LATTICE.neighbour(at)] / 2;
        }
        map[v] += (float) (level + gain * people.numeric("x")[i] * Math.max(0, blob(v)));
      }
      maps.put(people.keys().get(i), map);
    }
    return maps;
  }

  /** 1 inside a cube of 27 voxels, -1 beside it, 0 elsewhere. */
  private static int blob(int v) {
    int[] at = {v % SIDE, v / SIDE % SIDE, v / SIDE / SIDE};
    if (Arrays.stream(at).allMatch(c -> c >= 1 && c <= 3)) {
      return 1;
    }
    return Arrays.stream(at).allMatch(c -> c <= 4) ? -1 : 0;
  }
}
