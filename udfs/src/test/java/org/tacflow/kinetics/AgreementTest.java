package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tacflow.testing.SharedData;

/**
 * This program against kinfitr 0.9.1, number for number, over the tables of {@code golden}.
 *
 * <p>Writes what it finds to {@code target/agreement.md}: per model, data set, setting and quantity
 * the rows compared, the worst and the median difference, and the tolerance with its reason in the
 * class that compares.
 */
class AgreementTest {
  // What a setting means, no numbers; blood is compared where it is read, in the jobs module.
  private static final Set<String> NOT_COMPARED =
      Set.of("pbr28/settings", "simref/settings", "pbr28/blood_grid", "pbr28/blood_summary");

  private static List<Agreement> all;

  @BeforeAll
  static void compare() throws IOException {
    SharedData.path("golden");
    Agreements out = new Agreements();
    PlainAgreement.compare(out);
    LinearAgreement.compare(out);
    ReferenceAgreement.compare(out);
    CompartmentAgreement.compare(out);
    SimeAgreement.compare(out);
    DelayAgreement.compare(out);
    all = out.all();
    String lines =
        all.stream()
            .filter(one -> one.rows() > 0)
            .map(Agreement::line)
            .collect(Collectors.joining());
    Path file = Path.of("target", "agreement.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "# Agreement with kinfitr 0.9.1\n\n" + Agreement.header() + lines);
  }

  @Test
  void everyDifferenceIsWithinItsTolerance() {
    assertThat(all).allSatisfy(one -> assertThat(one.holds()).as(one.toString()).isTrue());
  }

  @Test
  void everyGoldenTableIsCompared() throws IOException {
    Set<String> tables = new TreeSet<>(NOT_COMPARED);
    all.forEach(one -> tables.add(one.table()));
    Set<String> files = new TreeSet<>();
    for (String folder : List.of("pbr28", "simref")) {
      try (Stream<Path> found = Files.list(SharedData.path("golden/" + folder))) {
        found.forEach(
            file -> files.add(folder + "/" + file.getFileName().toString().replace(".csv", "")));
      }
    }
    assertThat(tables).isEqualTo(files);
  }
}
