package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The program: one subcommand per job, all of them in order, a cohort with known truth. */
@Command(
    name = "tacflow",
    mixinStandardHelpOptions = true,
    versionProvider = Tacflow.VersionText.class,
    description = "From dynamic PET cohorts to correlations with clinical severity.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      SimulateCommand.class,
      RecoveryCommand.class,
      BenchmarkCommand.class,
      ReportCommand.class,
      ScanReportCommand.class,
      ModelsCommand.class,
      TargetsCommand.class,
      ReferenceCommand.class,
      ExportCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all done",
      "1:a fault of the program, with a stack trace",
      "2:a wrong option, configuration or data set, with a message",
      "3:done, and something was rejected"
    })
public final class Tacflow {
  /** Exit codes. */
  static final int DONE = 0;

  static final int BUG = 1;
  static final int USER = 2;
  static final int REJECTIONS = 3;

  private Tacflow() {}

  /** Runs a command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Runs a command line. */
  static int execute(String... args) {
    CommandLine line = new CommandLine(new Tacflow());
    for (Job job : ReprocessCohort.jobs()) {
      CommandSpec spec = CommandSpec.forAnnotatedObject(new JobCommand(job)).name(job.name());
      spec.usageMessage()
          .description(
              capital(job.purpose()) + ", from and to the published tables.",
              "",
              "Example: tacflow "
                  + job.name()
                  + " --config my.yaml --bids-dir DATA --output-dir OUT");
      line.addSubcommand(job.name(), spec);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, command));
    if (args.length == 0) {
      line.usage(System.err);
      return USER;
    }
    return line.execute(args);
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
  }

  private static int report(Exception thrown, CommandLine command) {
    if (thrown instanceof InputException) {
      command.getErr().println(thrown.getMessage());
      return USER;
    }
    if (thrown instanceof NoRoomException) {
      command.getErr().println(thrown.getMessage());
    } else {
      thrown.printStackTrace(command.getErr());
    }
    return BUG;
  }

  /** The main of a job class: the same as the subcommand of its name. */
  static void exit(Job job, String... args) {
    exit(job.name(), args);
  }

  /** Runs one subcommand and ends the JVM with its exit code. */
  static void exit(String command, String... args) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(args));
    System.exit(execute(all.toArray(new String[0])));
  }

  /** Text of {@code --version}. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tacflow " + Version.current()};
    }
  }
}
