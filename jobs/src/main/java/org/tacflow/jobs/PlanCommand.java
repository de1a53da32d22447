package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Reuse;
import org.tacflow.tables.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a run would do and why, without doing it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says what tacflow run would make and why: new, which file or setting changed, the program.",
      "",
      "Reads files that have changed, writes nothing, starts no Spark.",
      "",
      "Example: tacflow plan --config conf/pbr28.yaml --bids-dir DATA --output-dir OUT"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private final CohortOptions options = new CohortOptions();

  @Override
  public Integer call() throws IOException {
    CohortConfig config = options.read();
    Inputs.check(config);
    print(config, System.out);
    return Tacflow.DONE;
  }

  private static void print(CohortConfig config, PrintStream out) throws IOException {
    Configuration hadoop = Session.hadoop();
    Storage storage = Storage.of(hadoop);
    RunStore store = RunStore.ofTexts(hadoop, config.outputDir());
    RunInputs inputs =
        new RunInputs(
            storage,
            config,
            RunContext.knownHashes(store),
            files -> RunInputs.readHere(storage, files));
    inputs.warnings().forEach(out::println);
    Plan.of(ReprocessCohort.jobs(), inputs, Reuse.of(store), ProgramHash.current())
        .lines()
        .forEach(out::println);
    out.flush();
  }
}
