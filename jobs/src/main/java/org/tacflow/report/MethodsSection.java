package org.tacflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.study.Citations;
import org.tacflow.study.Registries;
import org.tacflow.study.RegistrySource;
import org.tacflow.study.Tracer;
import org.tacflow.tables.Tables;

/** Text for the methods of a paper, the settings behind it, and the tables of the run. */
final class MethodsSection {
  private final CohortContent content;
  private final CohortConfig config;
  private final List<String> topics = new ArrayList<>(List.of("pet_bids", "nomenclature", "spark"));

  private MethodsSection(CohortContent content) {
    this.content = content;
    this.config = content.config();
  }

  static void add(Page page, CohortContent content, Registries registries) {
    MethodsSection section = new MethodsSection(content);
    CohortTexts.section(page, "methods", "Methods, to paste");
    page.body()
        .element("button", "Copy the text", "type", "button", "data-copy", "methods-text")
        .element("pre", section.text(registries), "id", "methods-text", "tabindex", "0");
    CohortTexts.section(page, "provenance", "Tables and settings");
    List<List<String>> rows = new ArrayList<>();
    content
        .manifest()
        .rows()
        .forEach(
            (table, count) ->
                rows.add(List.of(table, count.toString(), content.manifest().tables().get(table))));
    CohortTexts.table(
        page.body(), "Parquet tables of this run", List.of("Table", "Rows", "Folder"), rows);
    page.body()
        .open("details")
        .element("summary", "Every setting (config.json)")
        .element("pre", content.configText(), "tabindex", "0")
        .close();
  }

  private String text(Registries registries) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Dynamic PET data in PET-BIDS were analysed with tacflow "
            + content.manifest().version()
            + " (Java "
            + Runtime.version().feature()
            + ", Apache Spark "
            + content.tables().read(Tables.SCANS).sparkSession().version()
            + "; settings "
            + content.manifest().settingsHash()
            + ").");
    sentences.add(input());
    config.models().forEach(model -> sentences.add(model(model)));
    sentences.add(statistics(registries));
    StringBuilder text = new StringBuilder(String.join(" ", sentences)).append("\n\nReferences\n");
    Citations citations = Citations.read(RegistrySource.packaged());
    citations.of(topics).forEach(citation -> text.append("- ").append(citation).append('\n'));
    return text.toString();
  }

  private String input() {
    if (config.blood().source() == CohortConfig.InputSource.NONE) {
      return "No arterial input was used.";
    }
    return "Arterial input: parent fraction by "
        + word(config.blood().models().parentFraction())
        + ", plasma by "
        + word(config.blood().models().plasma())
        + ", whole blood by "
        + word(config.blood().models().wholeBlood())
        + "; the delay between blood and brain was "
        + switch (config.blood().delayMode()) {
          case NONE -> "taken as none";
          case FIT -> "fitted per scan";
          case TABLE -> "given per scan";
          case GIVEN -> "given, one value for all scans";
        }
        + ". Frames were weighted by "
        + word(config.curves().weights())
        + ".";
  }

  private String model(CohortConfig.Model model) {
    topics.add(model.name());
    ModelSettings settings = model.settings();
    StringBuilder text = new StringBuilder(model.name());
    if (!model.id().equals(model.name())) {
      text.append(" (“").append(model.id()).append("”)");
    }
    text.append(" was fitted to ");
    text.append(model.voxels() ? "every voxel and every regional mean curve" : "regional curves");
    if (!model.tracers().isEmpty()) {
      text.append(" of ").append(String.join(", ", model.tracers()));
    }
    if (!model.referenceRegion().isEmpty()) {
      text.append(" with reference region ").append(model.referenceRegion());
    }
    if (usesLine(model.name())) {
      double from = settings.tStar().fromMinutes();
      text.append(
          Double.isNaN(from)
              ? ", on the last " + settings.tStar().lastFrames() + " frames"
              : String.format(Locale.ROOT, ", from t* = %.4g min", from));
    }
    if (List.of("SUV", "SUVR", "FUR").contains(model.name())) {
      text.append(
          String.format(
              Locale.ROOT,
              ", %.4g to %.4g min",
              settings.windowMinutes().begin(),
              settings.windowMinutes().end()));
    }
    return text.append('.').toString();
  }

  /** Whether frames from t* on make the estimate. */
  private static boolean usesLine(String name) {
    return name.contains("Logan") || name.contains("Patlak") || name.matches("MA1|MRTM[12]");
  }

  private String statistics(Registries registries) {
    CohortConfig.Correlations asked = config.correlations();
    CohortTests tests = asked.tests();
    topics.add("fdr");
    StringBuilder text = new StringBuilder("Outcomes were correlated with clinical scores by ");
    text.append(String.join(" and ", tests.methods()));
    text.append(", with ")
        .append(String.format(Locale.ROOT, "%.4g", 100 * asked.confidenceLevel()))
        .append(" % intervals, not below n = ")
        .append(asked.minimumN());
    if (asked.logTransformVt()) {
      text.append("; partial correlations took the logarithm of VT");
    }
    text.append("; p was adjusted by Benjamini-Hochberg over regions and scales.");
    if (sensitive(registries)) {
      topics.add("rs6971");
      text.append(" The genotype rs6971 was held constant");
      text.append(asked.excludeLab() ? "; low-affinity binders were left out." : ".");
    }
    if (!tests.covariates().isEmpty()) {
      text.append(" Held constant too: ").append(word(tests.covariates())).append('.');
    }
    if (tests.permutations() > 0) {
      topics.add("permutation");
      text.append(" Permutation p by ").append(tests.permutations()).append(" orders.");
    }
    if (tests.harmonisation() != CohortTests.Harmonisation.NONE) {
      topics.add("combat");
      text.append(" Site effects were removed by ComBat (");
      text.append(word(tests.harmonisation())).append(").");
    }
    if (content.count(Tables.TEST_RETEST) > 0) {
      topics.add("retest");
      text.append(" Repeatability is ICC(1,1).");
    }
    return text.toString();
  }

  private boolean sensitive(Registries registries) {
    TreeSet<String> tracers = new TreeSet<>();
    content.values().forEach(row -> tracers.add(row.getAs("tracer")));
    return tracers.stream()
        .flatMap(id -> registries.tracers().find(id).stream())
        .map(Tracer::genotypeSensitivity)
        .anyMatch(Tracer.GenotypeSensitivity::needsGenotype);
  }

  private static String word(Object option) {
    return option.toString().toLowerCase(Locale.ROOT).replace('_', ' ').replaceAll("[\\[\\]]", "");
  }
}
