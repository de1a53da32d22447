package org.tacflow.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.DoseInput;
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
      "Prints the models with their inputs, estimates, units, settings and papers.",
      "",
      "Example: tacflow models"
    })
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : ModelCatalogue.names()) {
      KineticModel<?> model = ModelCatalogue.describe(name);
      out.printf(Locale.ROOT, "%s (input: %s)%n", name, input(model));
      for (Parameter p : model.parameters()) {
        out.printf(
            Locale.ROOT, "    %-10s %-12s %s%n", p.name(), "[" + p.unit() + "]", p.meaning());
      }
      out.printf("    settings:  %s%n", String.join(", ", ModelCatalogue.settings(name)));
      out.printf("    source:    %s%n", ModelCatalogue.source(name));
    }
    out.flush();
    return Tacflow.DONE;
  }

  private static String input(KineticModel<?> model) {
    if (model.inputType() == DoseInput.class) {
      return "dose";
    }
    if (model.inputType() == ArterialInput.class) {
      return "arterial plasma, whole blood";
    }
    return model.needsBlood() ? "reference region, whole blood" : "reference region";
  }
}
