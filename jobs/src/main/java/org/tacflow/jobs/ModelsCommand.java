package org.tacflow.jobs;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The catalogue of models: input, estimates and units. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the models with their inputs, estimates and units.",
      "",
      "Example: tacflow models"
    })
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (String name : ModelCatalogue.names()) {
      KineticModel<?> model = ModelCatalogue.describe(name);
      String input =
          model.inputType().getSimpleName().replace("Input", "").toLowerCase(Locale.ROOT);
      spec.commandLine().getOut().printf(Locale.ROOT, "%s (input: %s)%n", name, input);
      for (Parameter p : model.parameters()) {
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT, "    %-10s %-12s %s%n", p.name(), "[" + p.unit() + "]", p.meaning());
      }
    }
    spec.commandLine().getOut().flush();
    return Tacflow.DONE;
  }
}
