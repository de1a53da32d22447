package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.config.Sime;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.SimeVnd;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ScanContext;
import org.tacflow.udf.ScanContexts;

/** {@code regional_tacs, input_functions → sime}: one VND over the regions of each scan. */
public final class EstimateVnd implements ScanJob {
  @Override
  public String name() {
    return "sime";
  }

  @Override
  public String purpose() {
    return "estimate VND over the regions of each scan where asked for";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    unit.settings("sime.");
    if (unit.config().sime().wanted()) {
      unit.stage("inputs").tracer().settings("models.", "order-of-models", "region-groups");
    }
  }

  @Override
  public void run(RunContext run) throws IOException {
    Sime sime = run.config().sime();
    if (!sime.wanted()) {
      run.draft().write(Tables.SIME, List.of());
      return;
    }
    Sampling sampling = run.config().models().get(0).settings().sampling();
    Broadcast<ScanContexts> contexts = ContextReader.broadcast(run);
    Dataset<Row> curves =
        run.tables()
            .read(Tables.REGIONAL_TACS)
            .where("tac is not null")
            .where(ChosenRegions.of(run.config(), sime.regions()))
            .select("scan", "region", "tac");
    run.draft()
        .write(
            Tables.SIME,
            ConsecutiveGroups.ofScans(
                    run,
                    curves,
                    List.of("scan", "region"),
                    1,
                    scan -> rows(sime, sampling, contexts.value(), scan),
                    Tables.SIME.schema())
                .repartition(1)
                .sortWithinPartitions("scan"));
  }

  private static List<Row> rows(
      Sime sime, Sampling sampling, ScanContexts contexts, List<Row> regions) {
    String scan = regions.get(0).getAs("scan");
    ScanContext context = contexts.get(scan);
    List<String> names = regions.stream().map(row -> row.<String>getAs("region")).toList();
    Cells cells =
        new Cells(Tables.SIME.schema())
            .put("scan", scan)
            .put("regions", names)
            .put("n_regions", names.size())
            .put("VB", sime.bloodVolume())
            .put("version", Version.current());
    if (context == null || context.blood() == null) {
      return List.of(cells.put("status", "no_input").row());
    }
    List<double[]> tacs = new ArrayList<>();
    regions.forEach(row -> tacs.add(Rows.doubles(row, "tac")));
    SimeVnd found =
        SimeVnd.of(
            ModelSettings.defaults()
                .withSampling(sampling)
                .withStarts(sime.starts())
                .withBloodVolume(BloodVolume.fixed(sime.bloodVolume())),
            context.timing(),
            context.weights(),
            context.blood(),
            tacs,
            sime.grid());
    int frames = 0;
    for (double weight : context.weights().toArray()) {
      frames += weight > 0 ? 1 : 0;
    }
    Double[] costs = new Double[found.costs().length];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = Rows.orNull(found.costs()[i]);
    }
    cells.put("grid", found.grid()).put("costs", costs);
    boolean inside = Double.isFinite(found.vnd()) && !found.atEdge();
    if (!inside) {
      String why = Double.isFinite(found.vnd()) ? "at_bound" : "not_converged";
      return List.of(cells.put("status", why).row());
    }
    return List.of(
        cells
            .put("VND", found.vnd())
            .put("VND_se", found.standardError(frames * tacs.size(), 3 * tacs.size() + 1))
            .put("status", "converged")
            .row());
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new EstimateVnd(), args);
  }
}
