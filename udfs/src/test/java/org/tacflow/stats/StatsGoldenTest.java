package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every number of {@code stats_golden.csv}, computed by R 4.2.2 and closed forms outside this
 * program.
 *
 * <p>The tolerance is that of the row, relative for values below 1, plus the rounding of 12 printed
 * digits; "exact" leaves the rounding only. For R's glm it is absolute: glm stops at a relative
 * change of the deviance of 1e-8 and takes its standard errors from the iteration before, which
 * moves the Wald p by 2e-8.
 */
class StatsGoldenTest {
  @TestFactory
  Stream<DynamicTest> everyGoldenNumberIsReproduced() {
    Map<String, Double> computed = GoldenNumbers.all();
    return rows().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    name(row),
                    () -> {
                      double expected = Double.parseDouble(row.get("expected"));
                      assertThat(computed).containsKey(name(row));
                      assertThat(computed.get(name(row)))
                          .isCloseTo(expected, within(tolerance(row, expected)));
                    }));
  }

  @Test
  void goldenRowsAndComputedNumbersAreTheSameSet() {
    Set<String> names = new HashSet<>();
    rows().forEach(row -> names.add(name(row)));
    assertThat(rows()).hasSize(104);
    assertThat(names).hasSize(104);
    assertThat(GoldenNumbers.all().keySet()).isEqualTo(names);
  }

  private static List<CSVRecord> rows() {
    return GoldenCohort.goldenRows();
  }

  private static String name(CSVRecord row) {
    return row.get("test_id") + " " + row.get("quantity");
  }

  private static double tolerance(CSVRecord row, double expected) {
    String text = row.get("tolerance").split(" ")[0];
    double stated = text.equals("exact") ? 0 : Double.parseDouble(text);
    double printed =
        expected == 0 ? 0 : 0.5 * Math.pow(10, Math.floor(Math.log10(Math.abs(expected))) - 11);
    double scale = row.get("oracle").equals("R glm") ? 1 : Math.min(1, Math.abs(expected));
    return stated * scale + printed * 1.001;
  }
}
