package org.tacflow.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Small weighted regressions whose answers follow by hand. */
class LinearRegressionTest {

  @Test
  void aWeightedLineIsTheOneOfTheTextbook() {
    LinearRegression line = LinearRegression.of(4, 2);
    double[] x = {1, 2, 3, 4};
    double[] y = {1.1, 1.9, 3.2, 3.9};
    double[] w = {1, 2, 1, 3};
    double sw = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < 4; i++) {
      line.add(w[i], y[i], new double[] {1, x[i]});
      sw += w[i];
      sx += w[i] * x[i];
      sy += w[i] * y[i];
      sxx += w[i] * x[i] * x[i];
      sxy += w[i] * x[i] * y[i];
    }
    double determinant = sw * sxx - sx * sx;
    double slope = (sw * sxy - sx * sy) / determinant;
    double intercept = (sy - slope * sx) / sw;
    double rss = 0;
    for (int i = 0; i < 4; i++) {
      double residual = y[i] - intercept - slope * x[i];
      rss += w[i] * residual * residual;
    }
    assertThat(line.solve()).isTrue();
    assertThat(line.coefficient(0)).isCloseTo(intercept, Offset.offset(1e-12));
    assertThat(line.coefficient(1)).isCloseTo(slope, Offset.offset(1e-12));
    assertThat(line.weightedRss()).isCloseTo(rss, Offset.offset(1e-12));
    assertThat(line.standardError(1))
        .isCloseTo(Math.sqrt(rss / 2 * sw / determinant), Offset.offset(1e-12));
    assertThat(line.covariance(0, 1)).isCloseTo(-rss / 2 * sx / determinant, Offset.offset(1e-12));
  }

  @Test
  void rowsWithoutWeightDoNotCount() {
    LinearRegression line = LinearRegression.of(4, 2);
    line.add(1, 1, new double[] {1, 1});
    line.add(0, Double.NaN, new double[] {1, 9});
    line.add(1, 2, new double[] {1, 2});
    assertThat(line.rows()).isEqualTo(2);
    assertThat(line.solve()).isTrue();
    assertThat(line.coefficient(1)).isCloseTo(1, Offset.offset(1e-14));
    assertThat(line.standardError(1)).isNaN();
  }

  @Test
  void dependentColumnsTooFewRowsAndNanAreNotSolved() {
    LinearRegression line = LinearRegression.of(5, 2);
    for (int i = 0; i < 4; i++) {
      line.add(1, i, new double[] {i, 2 * i});
    }
    assertThat(line.solve()).isFalse();
    line.clear();
    line.add(1, 1, new double[] {1, 1});
    assertThat(line.solve()).isFalse();
    line.clear();
    for (int i = 0; i < 3; i++) {
      line.add(1, i == 1 ? Double.NaN : i, new double[] {1, i});
    }
    assertThat(line.solve()).isFalse();
  }

  @Test
  void nearlyDependentColumnsKeepTheirDigits() {
    // Normal equations would square the condition of 1e6 and leave four digits.
    LinearRegression line = LinearRegression.of(20, 2);
    for (int i = 0; i < 20; i++) {
      double x = 1 + 1e-6 * i;
      line.add(1, 3 - 2 * x, new double[] {1, x});
    }
    assertThat(line.solve()).isTrue();
    assertThat(line.coefficient(1)).isCloseTo(-2, Offset.offset(1e-7));
  }

  @Test
  void errorOfARatioFollowsTheDeltaMethod() {
    LinearRegression line = LinearRegression.of(10, 2);
    for (int i = 0; i < 10; i++) {
      line.add(1, 2 + 0.5 * i + (i % 2 == 0 ? 0.1 : -0.1), new double[] {1, i});
    }
    assertThat(line.solve()).isTrue();
    double a = line.coefficient(0);
    double b = line.coefficient(1);
    double relative =
        line.covariance(0, 0) / (a * a)
            + line.covariance(1, 1) / (b * b)
            - 2 * line.covariance(0, 1) / (a * b);
    assertThat(line.ratioStandardError(0, 1))
        .isCloseTo(a / b * Math.sqrt(relative), Offset.offset(1e-12));
  }

  @Test
  void emptySizesAreRefused() {
    assertThatThrownBy(() -> LinearRegression.of(3, 0))
        .hasMessage("Invalid regression: 3 rows and 0 columns (must be at least one of each)");
  }
}
