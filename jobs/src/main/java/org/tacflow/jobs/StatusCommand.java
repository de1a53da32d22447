package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tacflow.tables.LockHolder;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.RunHistory;
import org.tacflow.tables.RunLock;
import org.tacflow.tables.RunRecord;
import org.tacflow.tables.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What runs were, which is published, and whether one is at work. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the runs of an output folder; the exit code is that of the last one that ended.",
      "",
      "Example: tacflow status --output-dir OUT"
    })
final class StatusCommand implements Callable<Integer> {
  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "folder of the tables")
  private String outputDir;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many runs (default: ${DEFAULT-VALUE})")
  private int last;

  @Override
  public Integer call() throws IOException {
    return print(RunStore.ofTexts(Session.hadoop(), outputDir), System.out);
  }

  private int print(RunStore store, PrintStream out) throws IOException {
    List<RunRecord> records = RunHistory.all(store);
    if (records.isEmpty()) {
      out.println("No run in " + store.root());
      return Tacflow.DONE;
    }
    String holder = RunLock.holder(store).map(LockHolder::run).orElse("");
    out.printf(
        Locale.ROOT,
        "  %-20s %-10s %-10s %4s %9s %6s %8s %6s %7s  %s%n",
        "run",
        "job",
        "state",
        "exit",
        "seconds",
        "scans",
        "rejected",
        "made",
        "reused",
        "message");
    String current = store.current().map(Manifest::run).orElse("");
    int code = Tacflow.DONE;
    for (RunRecord record : records.subList(Math.max(0, records.size() - last), records.size())) {
      boolean working = record.state().equals("running");
      String died = record.run().equals(holder) ? "running" : "died";
      out.printf(
          Locale.ROOT,
          "%s %-20s %-10s %-10s %4s %9s %6s %8s %6s %7s  %s%n",
          record.run().equals(current) ? "*" : " ",
          record.run(),
          record.jobs(),
          working ? died : record.state(),
          cell(record.exitCode()),
          record.seconds() == null ? "-" : String.format(Locale.ROOT, "%.1f", record.seconds()),
          cell(record.scans()),
          cell(record.rejected()),
          cell(record.unitsMade()),
          cell(record.unitsReused()),
          Optional.ofNullable(record.message()).orElse(""));
      if (record.exitCode() != null) {
        code = record.exitCode();
      }
    }
    out.println(current.isEmpty() ? "Nothing is published" : "* is published");
    out.flush();
    return code;
  }

  private static String cell(Object value) {
    return value == null ? "-" : value.toString();
  }
}
