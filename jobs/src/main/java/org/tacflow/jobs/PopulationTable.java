package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tacflow.bids.BloodChecks;
import org.tacflow.bids.BloodInput;
import org.tacflow.bids.BloodReader;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Flag;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.config.InputException;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.blood.PopulationInput;
import org.tacflow.numerics.PiecewiseLinear;

/** The input of a population that a user gives as a table: time (min), plasma, whole_blood. */
final class PopulationTable {
  private PopulationTable() {}

  /** Reads the table of a run, null without one. */
  static PopulationInput read(RunContext run) {
    return read(run.storage(), run.config().blood());
  }

  /** Reads the table that the settings name, null without one. */
  static PopulationInput read(Storage storage, CohortConfig.Blood blood) {
    if (blood.populationTable().isEmpty()) {
      return null;
    }
    try {
      DelimitedTable table = DelimitedTable.read(storage, blood.populationTable());
      for (String column : List.of("time", "plasma", "whole_blood")) {
        if (!table.has(column)) {
          throw new InputException(
              "Cannot read the population input "
                  + table.source()
                  + ": no column "
                  + column
                  + " in "
                  + table.columns());
        }
      }
      double[] time = table.numbers("time");
      return new PopulationInput(
          new ArterialInput(
              PiecewiseLinear.of(time, table.numbers("plasma")),
              PiecewiseLinear.of(time, table.numbers("whole_blood"))),
          blood.populationFromMinutes());
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException("Cannot read the population input: " + e.getMessage(), e);
    }
  }

  /** The population's input scaled to the raw blood of a scan; a processed input stays. */
  static BloodInput scaled(
      PopulationInput population, BloodInput own, InputSource source, ScanFiles files)
      throws ScanException {
    if (population == null || !BloodReader.isRaw(files, source)) {
      return own;
    }
    PiecewiseLinear plasma = own.input().plasma();
    List<Flag> flags = new ArrayList<>(own.flags());
    try {
      ArterialInput scaled = population.scaledTo(plasma);
      double factor = scaled.plasma().peak() / population.template().plasma().peak();
      flags.add(
          new Flag(
              BloodChecks.POPULATION,
              "times " + factor + " by samples from " + population.fromMinutes() + " min on"));
      return new BloodInput(
          scaled, own.source(), own.coverage(), flags, own.plasmaFreeFraction(), null);
    } catch (IllegalArgumentException e) {
      throw new ScanException("Cannot use blood of " + files.id().key() + ": " + e.getMessage(), e);
    }
  }
}
