package org.tacflow.simulate;

import java.time.LocalDate;

/**
 * One scan of the cohort with its truth.
 *
 * @param truth kinetics of every tissue
 * @param blood true blood
 * @param curves noise-free curves
 * @param date day of the scan
 * @param doseMbq injected activity, MBq
 */
record SimulatedScan(
    ScanTruth truth, BloodCurves blood, ScanCurves curves, LocalDate date, double doseMbq) {
  private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 4);

  /** Draws everything about one session of a person, numbered from 1. */
  static SimulatedScan draw(
      long seed, Person person, int number, TracerDesign tracer, EffectPlan plan) {
    String session = Integer.toString(number);
    ScanTruth truth = ScanTruth.draw(seed, person, session, tracer, plan);
    KeyedRandom random = KeyedRandom.of(seed, person.id(), session, tracer.name(), "dose");
    double dose = tracer.doseMean() + tracer.doseSd() * random.normal();
    double rounded = Math.round(Math.max(0.3 * tracer.doseMean(), dose) * 10) / 10.0;
    BloodCurves blood = BloodCurves.draw(seed, person, session, tracer, rounded);
    RatioPlanting planting = new RatioPlanting(plan.ratioTissues(tracer.name(), person), blood);
    ScanTruth planted = planting.apply(truth);
    LocalDate date = firstScan(seed, person).plusDays(14L * (number - 1));
    return new SimulatedScan(planted, blood, ScanCurves.of(planted, blood), date, rounded);
  }

  /** Day of a person's first scan. */
  static LocalDate firstScan(long seed, Person person) {
    return FIRST_DAY.plusDays(KeyedRandom.of(seed, person.id(), "date").below(900));
  }

  /** Start of the scan as BIDS writes it. */
  String acquisitionTime() {
    return date + "T10:30:00";
  }

  /** Folder of the raw files, {@code sub-x/ses-y}. */
  String folder() {
    return truth.person().id() + "/ses-" + truth.session();
  }

  /** File name without suffix, {@code sub-x_ses-y_trc-z}. */
  String stem() {
    return truth.person().id() + "_ses-" + truth.session() + "_trc-" + truth.tracer().name();
  }
}
