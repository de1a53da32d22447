package org.tacflow.jobs;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.DoseInput;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.Parameter;
import org.tacflow.kinetics.RegionalMethod;
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
      print(
          out,
          name,
          input(model),
          model.parameters(),
          ModelCatalogue.settings(name),
          ModelCatalogue.source(name));
    }
    out.printf("%nover regions%n%n");
    for (RegionalMethod method : RegionalMethod.values()) {
      print(
          out,
          method.label(),
          method.input(),
          method.parameters(),
          method.settings(),
          method.source());
    }
    out.flush();
    return Tacflow.DONE;
  }

  private static void print(
      PrintWriter out,
      String name,
      String input,
      List<Parameter> parameters,
      List<String> settings,
      String source) {
    out.printf("%s (input: %s)%n", name, input);
    for (Parameter p : parameters) {
      out.printf("    %-10s %-12s %s%n", p.name(), "[" + p.unit() + "]", p.meaning());
    }
    out.printf("    settings:  %s%n", String.join(", ", settings));
    out.printf("    source:    %s%n", source);
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
