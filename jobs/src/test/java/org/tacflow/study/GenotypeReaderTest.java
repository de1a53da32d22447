package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.study.GenotypeReader.CountedAllele;
import org.tacflow.study.GenotypeReading.Status;
import org.tacflow.testing.SharedData;
import org.yaml.snakeyaml.Yaml;

class GenotypeReaderTest {
  private static final GenotypeSpellings SPELLINGS =
      GenotypeSpellings.read(RegistrySource.packaged());

  private final GenotypeReader reader = new GenotypeReader(SPELLINGS, CountedAllele.UNDECLARED);

  // The spellings are those of domain/genotype_rules.yaml, read here and not from the registry, so
  // a
  // spelling lost on the way into conf/registry shows.
  @TestFactory
  List<DynamicTest> everySpellingOfTheRulesGivesItsClass() throws IOException {
    Map<?, ?> rules =
        new Yaml().load(Files.readString(SharedData.path("domain").resolve("genotype_rules.yaml")));
    Map<?, ?> classes = (Map<?, ?>) rules.get("status_map");
    List<DynamicTest> tests = new ArrayList<>();
    for (Genotype genotype : Genotype.values()) {
      for (Object spelling : (List<?>) ((Map<?, ?>) classes.get(genotype.name())).get("accepted")) {
        for (String variant : variants(spelling.toString())) {
          tests.add(
              DynamicTest.dynamicTest(
                  variant + " is " + genotype,
                  () -> assertThat(declared(variant).genotype()).isEqualTo(genotype)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(33 * 2);
    return tests;
  }

  private static List<String> variants(String spelling) {
    List<String> variants = new ArrayList<>();
    variants.add(spelling);
    variants.add(spelling.toLowerCase(Locale.ROOT));
    variants.add(spelling.toUpperCase(Locale.ROOT));
    for (String separator : List.of("|", ":", " ", "")) {
      variants.add(spelling.replace("/", separator));
    }
    return variants;
  }

  private static GenotypeReading declared(String text) {
    return new GenotypeReader(SPELLINGS, CountedAllele.LOW).read(text, "participants.tsv", 1);
  }

  @Test
  void twoStrandsInOneGenotypeAreAnErrorThatNamesRowAndValue() {
    for (String mixed : List.of("C/A", "A/C", "G/T", "T/G", "C/G", "G/C", "A/T", "t|a", "ca")) {
      GenotypeReading reading = reader.read(mixed, "participants.tsv", 7);
      assertThat(reading.status()).as(mixed).isEqualTo(Status.MIXED_STRANDS);
      assertThat(reading.genotype()).isNull();
      assertThat(reading.isError()).isTrue();
      assertThat(reading.reason())
          .isEqualTo(
              "Invalid genotype in participants.tsv, row 7: "
                  + mixed
                  + " (must not mix strands: C/T and G/A name the two alleles of one strand each)");
    }
  }

  @Test
  void numbersAreRefusedUnlessTheCountedAlleleIsDeclared() {
    for (String number : List.of("0", "1", "2")) {
      GenotypeReading reading = reader.read(number, "p.tsv", 2);
      assertThat(reading.status()).isEqualTo(Status.UNDECLARED_COUNT);
      assertThat(reading.genotype()).isNull();
      assertThat(reading.reason())
          .isEqualTo(
              "Invalid genotype in p.tsv, row 2: "
                  + number
                  + " (must not be a number unless counted-allele says which allele is counted)");
    }
  }

  @Test
  void theDeclaredAlleleDecidesWhatZeroMeans() {
    GenotypeReader high = new GenotypeReader(SPELLINGS, CountedAllele.of("high"));
    GenotypeReader low = new GenotypeReader(SPELLINGS, CountedAllele.of("low"));
    assertThat(low.read("0", "p", 1).genotype()).isEqualTo(Genotype.HAB);
    assertThat(low.read("1", "p", 1).genotype()).isEqualTo(Genotype.MAB);
    assertThat(low.read("2", "p", 1).genotype()).isEqualTo(Genotype.LAB);
    assertThat(high.read("0", "p", 1).genotype()).isEqualTo(Genotype.LAB);
    assertThat(high.read("1", "p", 1).genotype()).isEqualTo(Genotype.MAB);
    assertThat(high.read("2", "p", 1).genotype()).isEqualTo(Genotype.HAB);
  }

  @Test
  void aWrongDeclarationIsRefused() {
    assertThatThrownBy(() -> CountedAllele.of("minor"))
        .hasMessage("Invalid counted allele: minor (must be low, high or empty)");
  }

  @Test
  void unknownSpellingsAndMissingCellsAreTwoThings() {
    assertThat(reader.read("3", "p", 1).status()).isEqualTo(Status.UNKNOWN_SPELLING);
    assertThat(reader.read("Ala", "p", 1).status()).isEqualTo(Status.UNKNOWN_SPELLING);
    assertThat(reader.read("HHL", "p", 4).reason())
        .isEqualTo(
            "Invalid genotype in p, row 4: HHL (must be HAB, MAB, LAB or an accepted spelling such"
                + " as C/T, G/A, Ala/Thr, HL)");
    for (String missing : new String[] {null, "", " ", "NA", "n/a", "N/A", "."}) {
      GenotypeReading reading = reader.read(missing, "p", 1);
      assertThat(reading.status()).as("<" + missing + ">").isEqualTo(Status.NOT_GENOTYPED);
      assertThat(reading.isError()).isFalse();
    }
  }

  // The real table of the PBR28 test-retest data: twelve people, HAB and MAB only (its README).
  @Test
  void theRealTableIsReadWhole() throws IOException {
    String text = Files.readString(SharedData.path("data/pbr28/participants.tsv"));
    DelimitedTable table = DelimitedTable.parse("participants.tsv", text, '\t');
    for (int row = 0; row < table.size(); row++) {
      GenotypeReading reading = reader.read(table.cell(row, "genotype"), "p", row + 1);
      assertThat(reading.genotype()).isIn(Genotype.HAB, Genotype.MAB);
    }
    assertThat(table.size()).isEqualTo(12);
  }
}
