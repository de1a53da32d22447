package org.tacflow.kinetics;

import org.tacflow.numerics.separable.SeparableSolver.Order;
import org.tacflow.numerics.separable.Signs;

/** The models that separate into linear coefficients and rates, and their exponentials. */
enum SeparableForm {
  /** 1TCM. */
  ONE_TISSUE(Order.ONE, Signs.NON_NEGATIVE, 3),
  /** 2TCM. */
  TWO_TISSUE(Order.TWO, Signs.NON_NEGATIVE, 5),
  /** 2TCM3k: the uptake is a further linear column. */
  IRREVERSIBLE(Order.ONE, Signs.NON_NEGATIVE, 4),
  /** 2TCM1k: the uptake of the vessel wall is a further linear column. */
  VASCULAR(Order.TWO, Signs.NON_NEGATIVE, 6),
  /** SRTM. */
  REFERENCE(Order.ONE, Signs.FREE, 3);

  private final Order order;
  private final Signs signs;
  private final int parameters;

  SeparableForm(Order order, Signs signs, int parameters) {
    this.order = order;
    this.signs = signs;
    this.parameters = parameters;
  }

  /** How many exponentials. */
  Order order() {
    return order;
  }

  /** Which signs their amplitudes may have. */
  Signs signs() {
    return signs;
  }

  /** Whether the running integral of the input is a further linear column, with sign ≥ 0. */
  boolean hasIntegral() {
    return this == IRREVERSIBLE || this == VASCULAR;
  }

  /** Fitted parameters. */
  int parameters(SeparableSettings settings) {
    return settings.column().isFixed() ? parameters - 1 : parameters;
  }

  /** A report with scratch memory of its own. */
  ExponentialReport report(SeparableSettings settings) {
    double slowest = settings.rates().lower();
    return switch (this) {
      case ONE_TISSUE -> new OneTissueReport();
      case TWO_TISSUE -> TwoTissueReport.plain(slowest);
      case IRREVERSIBLE -> new IrreversibleReport();
      case VASCULAR -> TwoTissueReport.withWall(slowest);
      case REFERENCE -> new SrtmReport();
    };
  }
}
