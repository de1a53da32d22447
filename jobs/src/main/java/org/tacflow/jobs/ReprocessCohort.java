package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Reuse;

/** The whole path: from a PET-BIDS data set to correlations with clinical severity. */
public final class ReprocessCohort {
  private ReprocessCohort() {}

  /** All jobs in the order in which tables are made. */
  static List<Job> jobs() {
    return List.of(
        new IndexScans(),
        new ExtractTacs(),
        new PrepareInputs(),
        new ChooseSettings(),
        new FitVoxels(),
        new FitRegions(),
        new CompareModels(),
        new EstimateVnd(),
        new SummarizeRegions(),
        new MeasureOccupancy(),
        new JoinCohort(),
        new DeriveMeasures(),
        new HarmoniseSites(),
        new CheckReferences(),
        new TestRetest(),
        new CorrelateSeverity(),
        new ContrastGroups(),
        new FitAnalyses(),
        new PoolStudies(),
        new EvidenceAgreement(),
        new CompareTargets(),
        new TestVoxels());
  }

  /** Runs all jobs, as far as earlier runs have not, and publishes their tables at once. */
  static Manifest run(RunContext run) throws IOException {
    return new StageRunner(run).changed(jobs(), Reuse.of(run.store()));
  }

  /** Runs all jobs over all scans, whatever earlier runs have made. */
  static Manifest runAll(RunContext run) throws IOException {
    run.forgetContents();
    return new StageRunner(run).changed(jobs(), Reuse.nothing(run.store()));
  }

  /** Runs all jobs: {@code spark-submit --class org.tacflow.jobs.ReprocessCohort}. */
  public static void main(String[] args) {
    Tacflow.exit("run", args);
  }
}
