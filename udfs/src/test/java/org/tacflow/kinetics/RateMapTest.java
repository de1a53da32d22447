package org.tacflow.kinetics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map between rate constants and exponentials, and its derivatives by central differences. */
class RateMapTest {
  private static final double STEP = 1e-6;
  // Second-order differences of functions of order 1 with third derivatives up to a few hundred.
  private static final Offset<Double> CLOSE = Offset.offset(1e-6);

  @ParameterizedTest
  @CsvSource({
    "0.12, 0.12, 0.10, 0.05",
    "0.25, 0.22, 0.03, 0.02",
    "0.4, 0.05, 0.2, 0.3",
    "0.1, 0.2, 0.1, 0"
  })
  void ratesReturnAndDerivativesMatchDifferences(double k1, double k2, double k3, double k4) {
    double[] rates = {k1, k2, k3, k4, 0.05, 0.2};
    double[] exponentials = new double[6];
    double[] back = new double[6];
    double[][] forward = new double[6][6];
    double[][] inverse = new double[6][6];
    RateMap.toExponentials(rates, exponentials, forward);
    RateMap.toRates(exponentials, back, inverse);
    for (int i = 0; i < 6; i++) {
      assertThat(back[i]).isCloseTo(rates[i], Offset.offset(1e-14));
    }
    // An irreversible model fixes k4 and θ₂ at 0, where only one side exists.
    int last = k4 > 0 ? 3 : 2;
    for (int j = 0; j <= last; j++) {
      for (int i = 0; i < 6; i++) {
        assertThat(forward[i][j]).isCloseTo(difference(rates, j, i, true), CLOSE);
        assertThat(inverse[i][j]).isCloseTo(difference(exponentials, j, i, false), CLOSE);
      }
    }
  }

  private static double difference(double[] at, int moved, int read, boolean forward) {
    double[] high = at.clone();
    double[] low = at.clone();
    high[moved] += STEP;
    low[moved] -= STEP;
    return (map(high, forward)[read] - map(low, forward)[read]) / (2 * STEP);
  }

  private static double[] map(double[] from, boolean forward) {
    double[] to = new double[6];
    if (forward) {
      RateMap.toExponentials(from, to, new double[6][6]);
    } else {
      RateMap.toRates(from, to, new double[6][6]);
    }
    return to;
  }

  @Test
  void exponentialsAreThoseOfTheRecord() {
    TwoTissueRates record = new TwoTissueRates(0.12, 0.16, 0.09, 0.055);
    double[] exponentials = new double[6];
    RateMap.toExponentials(
        new double[] {0.12, 0.16, 0.09, 0.055, 0, 0}, exponentials, new double[6][6]);
    assertThat(exponentials[0]).isCloseTo(record.phi1(), Offset.offset(1e-15));
    assertThat(exponentials[1]).isCloseTo(record.theta1(), Offset.offset(1e-15));
    assertThat(exponentials[2]).isCloseTo(record.phi2(), Offset.offset(1e-15));
    assertThat(exponentials[3]).isCloseTo(record.theta2(), Offset.offset(1e-15));
  }

  @Test
  void equalRatesWithoutBindingStayFinite() {
    // k3 = 0 and k2 = k4: kinfitr divides 0 by 0 here.
    double[] exponentials = new double[6];
    double[][] jacobian = new double[6][6];
    RateMap.toExponentials(new double[] {0.1, 0.2, 0, 0.2, 0, 0}, exponentials, jacobian);
    assertThat(exponentials[0] + exponentials[2]).isCloseTo(0.1, Offset.offset(1e-15));
    for (double[] row : jacobian) {
      for (double value : row) {
        assertThat(value).isFinite();
      }
    }
  }
}
