package org.tacflow.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.tacflow.curve.InputFunction;
import org.tacflow.kinetics.Fit;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.TacFitter;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContext;
import org.tacflow.udf.ScanContexts;

/** The work that no program can avoid, without Spark: the floor of a job. */
final class PureWork {
  private static final int BUFFER_BYTES = 1 << 16;

  private final RunContext run;
  private final List<ScanTable.Scan> scans;

  /** Over the accepted scans of a run whose inputs are there. */
  PureWork(RunContext run) {
    this.run = run;
    this.scans = ScanTable.accepted(run.tables());
  }

  /** Unpacks every image by the gunzip of the JDK and looks at nothing, a scan a thread. */
  Cost gunzip(int threads) throws IOException {
    return together(threads, scan -> () -> gunzip(scan));
  }

  private void gunzip(ScanTable.Scan scan) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in =
        new GZIPInputStream(run.storage().open(scan.files().image()), BUFFER_BYTES)) {
      while (in.read(buffer) >= 0) {
        continue;
      }
    }
  }

  /** Binds the scans to a model and fits all their voxels, a scan a thread. */
  Cost fit(ModelEntry entry, int threads) throws IOException {
    ScanContexts contexts = ContextReader.broadcast(run).value();
    return together(
        threads,
        scan -> {
          List<double[]> curves = curves(scan);
          return () -> fit(entry, contexts.get(scan.key()), curves);
        });
  }

  /** What is made ready for a scan before its work is measured. */
  private interface Ready {
    Cost.Work of(ScanTable.Scan scan) throws IOException;
  }

  /**
   * Works on so many scans at a time.
   *
   * <p>Cores that work at the same time may share a clock and caches: what work takes beside others
   * is more than what it takes alone.
   */
  private Cost together(int threads, Ready ready) throws IOException {
    Cost sum = Cost.NONE;
    for (int from = 0; from < scans.size(); from += threads) {
      List<Callable<Cost>> works = new ArrayList<>();
      for (ScanTable.Scan scan : scans.subList(from, Math.min(scans.size(), from + threads))) {
        Cost.Work work = ready.of(scan);
        works.add(() -> Cost.ofThread(work));
      }
      for (Cost cost : together(works)) {
        sum = sum.plus(cost);
      }
    }
    return sum;
  }

  private static List<Cost> together(List<Callable<Cost>> works) {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      List<Cost> costs = new ArrayList<>();
      for (Future<Cost> future : threads.invokeAll(works)) {
        costs.add(future.get());
      }
      return costs;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Cannot measure work alone: " + e.getMessage(), e);
    } finally {
      threads.shutdown();
    }
  }

  private List<double[]> curves(ScanTable.Scan scan) throws IOException {
    List<double[]> curves = new ArrayList<>();
    VoxelRows rows = new ImageVoxels(run, new CollectedMeans(run.spark()), "benchmark").of(scan);
    while (rows.next()) {
      float[] tac = rows.curve();
      double[] curve = new double[tac.length];
      for (int f = 0; f < tac.length; f++) {
        curve[f] = tac[f];
      }
      curves.add(curve);
    }
    return curves;
  }

  private static void fit(ModelEntry entry, ScanContext context, List<double[]> curves) {
    TacFitter fitter = bind(entry.model(), context, context.inputFor(entry));
    Fit fit = Fit.of(entry.model());
    for (double[] curve : curves) {
      fitter.fit(curve, fit);
    }
  }

  /** A model bound to one scan, for one thread. */
  private static <I extends InputFunction> TacFitter bind(
      KineticModel<I> model, ScanContext context, InputFunction input) {
    return model.bind(context.timing(), context.weights(), model.inputType().cast(input));
  }
}
