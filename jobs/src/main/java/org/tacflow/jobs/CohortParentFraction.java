package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.tacflow.bids.BloodReader;
import org.tacflow.bids.BloodSamples;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Sidecar;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.HalfLives;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.curve.blood.ParentFractionChoice;
import org.tacflow.curve.blood.ParentFractionModel;

/** The one formula of the parent fraction that serves all scans of a run best. */
final class CohortParentFraction {
  private CohortParentFraction() {}

  /** The blood settings of a run with the choice over the cohort made. */
  static BloodSettings resolve(RunContext run, List<ScanTable.Scan> withBlood) {
    BloodSettings settings = run.config().blood().models();
    if (settings.parentFraction() != ParentFractionModel.AIC_COHORT || withBlood.isEmpty()) {
      return settings;
    }
    Storage storage = run.storage();
    CohortConfig.Blood blood = run.config().blood();
    HalfLives halfLives = HalfLives.with(run.config().curves().halfLives());
    List<Map<ParentFractionModel, Double>> aics =
        JavaSparkContext.fromSparkContext(run.spark().sparkContext())
            .parallelize(withBlood, withBlood.size())
            .map(scan -> aics(storage, scan, blood, halfLives))
            .collect();
    return settings.withParentFraction(ParentFractionChoice.best(aics));
  }

  private static Map<ParentFractionModel, Double> aics(
      Storage storage, ScanTable.Scan scan, CohortConfig.Blood blood, HalfLives halfLives) {
    Map<ParentFractionModel, Double> aics = new HashMap<>();
    if (BloodReader.isRaw(scan.files(), blood.source())) {
      try {
        ArterialSamples samples =
            BloodSamples.read(
                storage,
                scan.files(),
                Sidecar.read(storage, scan.files(), halfLives),
                // Of a scan with a wrong unit the parent fraction is as good as any.
                blood.units().get(scan.key()),
                blood.models().dispersionSeconds(),
                new ArrayList<>());
        if (samples.parentFraction() != null) {
          aics.putAll(ParentFractionChoice.aics(samples.parentFraction()));
        }
      } catch (ScanException | IllegalArgumentException e) {
        // The scan is refused with this reason when its own input is made.
        aics.clear();
      }
    }
    return aics;
  }
}
