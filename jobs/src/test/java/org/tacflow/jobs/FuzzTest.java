package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Readers hold their law for inputs that a coverage-guided fuzzer makes of sound files.
 *
 * <p>A million inputs for each reader take hours: {@code mvn -pl jobs -am test -Dtest=FuzzTest
 * -Dtacflow.fuzz=1000000 -Dsurefire.failIfNoSpecifiedTests=false}; some of them with {@code
 * -Dtacflow.fuzz.readers=BLOOD,SCORES}.
 */
class FuzzTest {
  private static final int SHORT = 13_000;

  @TempDir private static Path folder;

  private static FuzzSeeds seeds;

  @BeforeAll
  static void simulate() throws Exception {
    seeds = new FuzzSeeds(SmallCohort.images(folder.resolve("cohort"), 1, 1).folder());
  }

  @Test
  void everySeedIsReadOrRefusedByName() throws Exception {
    for (FuzzReader reader : FuzzReader.values()) {
      assertThat(seeds.of(reader)).as("seeds of " + reader).isNotEmpty();
      for (byte[] seed : seeds.of(reader)) {
        reader.accept(seed);
      }
    }
  }

  @Test
  void noReaderBreaksItsLawInAShortRun() throws Exception {
    FuzzRun run = FuzzRun.of(null, seeds, SHORT, folder.resolve("short"));
    assertThat(run.code()).as(run.text()).isZero();
    assertThat(run.inputs()).isGreaterThanOrEqualTo(SHORT);
    // A reader without inputs would pass every law.
    for (FuzzReader reader : FuzzReader.values()) {
      assertThat(run.inputs(reader)).as(reader.name()).isGreaterThan(SHORT / 500);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(named = "tacflow.fuzz", matches = "\\d+")
  void noReaderBreaksItsLawInALongRun(FuzzReader reader) throws Exception {
    String readers = System.getProperty("tacflow.fuzz.readers", reader.name());
    assumeTrue(List.of(readers.split(",")).contains(reader.name()), "not asked for");
    long inputs = Long.getLong("tacflow.fuzz");
    FuzzRun run = FuzzRun.of(reader, seeds, inputs, folder.resolve(reader.name()));
    assertThat(run.code()).as(run.text()).isZero();
    assertThat(run.inputs()).isGreaterThanOrEqualTo(inputs);
    System.out.printf("%s: %,d inputs, %,d edges%n", reader, run.inputs(), run.edges());
  }
}
