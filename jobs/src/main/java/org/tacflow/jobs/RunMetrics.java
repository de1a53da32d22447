package org.tacflow.jobs;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/**
 * What a run counts, in Spark's own metrics system: any sink of {@code metrics.properties} gets it.
 *
 * <p>Names: {@code tacflow.units.made}, {@code tacflow.units.reused}, {@code tacflow.rejected},
 * {@code tacflow.stages.done}, {@code tacflow.seconds}.
 */
final class RunMetrics implements Source {
  private final MetricRegistry registry = new MetricRegistry();
  private final Counter made = registry.counter("units.made");
  private final Counter reused = registry.counter("units.reused");
  private final Counter rejected = registry.counter("rejected");
  private final Counter stages = registry.counter("stages.done");

  RunMetrics(Progress progress) {
    registry.register("seconds", (Gauge<Double>) progress::seconds);
  }

  /** Registers with the metrics system of the session that lives in this JVM. */
  void register() {
    SparkEnv.get().metricsSystem().registerSource(this);
  }

  void stage(int unitsMade, int unitsReused, int scansRejected) {
    stages.inc();
    made.inc(unitsMade);
    reused.inc(unitsReused);
    rejected.inc(scansRejected);
  }

  int made() {
    return (int) made.getCount();
  }

  int reused() {
    return (int) reused.getCount();
  }

  @Override
  public String sourceName() {
    return "tacflow";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
