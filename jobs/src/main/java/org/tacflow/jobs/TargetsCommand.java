package org.tacflow.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tacflow.study.RegistrySource;
import org.tacflow.study.TargetComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** TSPO beside CX3CR1: what registries know and publications claim. */
@Command(
    name = "targets",
    mixinStandardHelpOptions = true,
    description = {
      "Sets TSPO beside CX3CR1: tracers, outcomes, findings and published claims.",
      "",
      "Example: tacflow targets"
    })
final class TargetsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (TargetComparison one : TargetComparison.all(RegistrySource.packaged())) {
      String finding = one.findingId().isEmpty() ? "" : " (" + one.findingId() + ")";
      out.printf(Locale.ROOT, "%s%s%n", one.property(), finding);
      out.printf(Locale.ROOT, "    TSPO    %s%n", one.tspo());
      out.printf(Locale.ROOT, "    CX3CR1  %s%n", one.cx3cr1());
      if (!one.note().isEmpty()) {
        out.printf(Locale.ROOT, "    %s%n", one.note());
      }
    }
    out.flush();
    return Tacflow.DONE;
  }
}
