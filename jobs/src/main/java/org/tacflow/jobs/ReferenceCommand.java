package org.tacflow.jobs;

import java.util.concurrent.Callable;
import org.tacflow.config.ConfigReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every key of a configuration, as the reader checks it. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Prints every key of a configuration with its values, default and meaning.",
      "",
      "Example: tacflow config --markdown > conf/REFERENCE.md"
    })
final class ReferenceCommand implements Callable<Integer> {
  private static final String HEAD =
      """
      # Configuration reference

      Every key of a cohort's YAML file, made by `tacflow config --markdown` from the declarations that
      also check it. `[]` stands for each entry of a list; `--set KEY=VALUE` gives one on the command
      line.

      """;

  @Option(names = "--markdown", description = "as a Markdown page")
  boolean markdown;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(markdown ? page() : ConfigReference.text());
    spec.commandLine().getOut().flush();
    return Tacflow.DONE;
  }

  /** The page that stands in {@code conf}. */
  static String page() {
    return HEAD + ConfigReference.markdown();
  }
}
