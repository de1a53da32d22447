package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Frequencies follow from the recipe's numbers by hand; tolerances are 4 binomial errors. */
class PersonDesignTest {
  private static final int PEOPLE = 20_000;
  private static final List<Person> DRAWN =
      IntStream.rangeClosed(1, PEOPLE).mapToObj(i -> PersonDesign.draw(3, "ALS", i)).toList();

  private static double share(Predicate<Person> what) {
    return DRAWN.stream().filter(what).count() / (double) PEOPLE;
  }

  @Test
  void genotypesFollowHardyWeinbergWithinAncestry() {
    double low = 0.85 * 0.324 * 0.324 + 0.08 * 0.179 * 0.179 + 0.07 * 0.032 * 0.032;
    double mixed = 2 * (0.85 * 0.324 * 0.676 + 0.08 * 0.179 * 0.821 + 0.07 * 0.032 * 0.968);
    assertThat(share(p -> p.binding() == Binding.LAB)).isCloseTo(low, within(0.009));
    assertThat(share(p -> p.binding() == Binding.MAB)).isCloseTo(mixed, within(0.014));
  }

  @Test
  void sitesSexesAndSubgroupsHaveTheirShares() {
    assertThat(share(p -> p.site().equals("B"))).isCloseTo(0.35, within(0.014));
    assertThat(share(Person::female)).isCloseTo(0.43, within(0.014));
    assertThat(share(p -> p.subgroup().equals("bulbar_onset"))).isCloseTo(0.24, within(0.013));
  }

  @Test
  void theTwoLatentSeveritiesCorrelateByTwoFifths() {
    double product = DRAWN.stream().mapToDouble(p -> p.severity() * p.motorSeverity()).sum();
    double square = DRAWN.stream().mapToDouble(p -> p.motorSeverity() * p.motorSeverity()).sum();
    assertThat(product / PEOPLE).isCloseTo(0.4, within(0.03));
    assertThat(square / PEOPLE).isCloseTo(1, within(0.04));
  }

  @Test
  void oneSubgroupCanBeAskedFor() {
    Person person = PersonDesign.draw(1, "MS:SPMS", 7);
    assertThat(person.id()).isEqualTo("sub-MSSPMS007");
    assertThat(person.group()).isEqualTo("MS");
    assertThat(person.subgroup()).isEqualTo("SPMS");
  }

  @Test
  void unknownGroupsAndSubgroupsAreRefusedByName() {
    assertThatThrownBy(() -> PersonDesign.draw(1, "XY", 1))
        .hasMessage("Invalid group: XY (must be one of [AD, ALS, FTD, HC, MCI, MS, PD])");
    assertThatThrownBy(() -> PersonDesign.draw(1, "MS:PPMS", 1))
        .hasMessage("Invalid subgroup of MS: PPMS (must be one of [RRMS, SPMS])");
  }
}
