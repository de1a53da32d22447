package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.study.Finding.Signal;
import org.tacflow.study.Tracer.GenotypeSensitivity;
import org.tacflow.testing.SharedData;
import org.yaml.snakeyaml.Yaml;

class TracerRegistryTest {
  private final Registries registries = Registries.packaged();

  @Test
  void everyAliasOfTheFactsFindsItsTracer() throws IOException {
    DelimitedTable facts = facts("radioligands.csv");
    for (int row = 0; row < facts.size(); row++) {
      String id = facts.cell(row, "tracer_id");
      Tracer tracer = registries.tracers().find(id).orElseThrow();
      assertThat(tracer.id()).isEqualTo(id);
      String aliases = facts.cell(row, "aliases");
      if (aliases != null && !id.equals("CX3CR1_ANY")) {
        for (String alias : aliases.split(";")) {
          assertThat(registries.tracers().find(alias)).as(alias).contains(tracer);
        }
      }
      String halfLife = facts.cell(row, "half_life_s");
      if (halfLife != null) {
        assertThat(tracer.halfLifeSeconds()).isEqualTo(Double.parseDouble(halfLife));
      }
    }
    assertThat(registries.tracers().tracers()).hasSize(facts.size());
    assertThat(registries.tracers().find("[11C]-PBR28")).isPresent();
    assertThat(registries.tracers().find("raclopride")).isEmpty();
    assertThat(registries.tracers().find(null)).isEmpty();
  }

  @Test
  void genotypeClassesAreThoseOfTheRules() throws IOException {
    Map<?, ?> rules =
        new Yaml().load(Files.readString(SharedData.path("domain").resolve("genotype_rules.yaml")));
    Map<?, ?> classes = (Map<?, ?>) rules.get("tracer_classes");
    int checked = 0;
    for (GenotypeSensitivity sensitivity : GenotypeSensitivity.values()) {
      for (Object id : (List<?>) classes.get(sensitivity.name().toLowerCase())) {
        Tracer tracer = registries.tracers().find(id.toString()).orElseThrow();
        assertThat(tracer.genotypeSensitivity()).as(id.toString()).isEqualTo(sensitivity);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(registries.tracers().tracers().size());
  }

  @Test
  void defaultReferencesAreRegions() {
    for (Tracer tracer : registries.tracers().tracers()) {
      if (!tracer.defaultReference().isEmpty()) {
        assertThat(registries.regions().region(tracer.defaultReference()))
            .as(tracer.id())
            .isPresent();
      }
    }
    Tracer pbr28 = registries.tracers().find("PBR28").orElseThrow();
    assertThat(pbr28.suvrBeginMinutes()).isEqualTo(60);
    assertThat(pbr28.suvrEndMinutes()).isEqualTo(90);
    assertThat(pbr28.genotypeSensitivity().needsGenotype()).isTrue();
    Tracer pk11195 = registries.tracers().find("(R)-PK11195").orElseThrow();
    assertThat(pk11195.genotypeSensitivity().needsGenotype()).isFalse();
  }

  @Test
  void theEvidenceKeepsEveryFindingAndItsSigns() throws IOException {
    DelimitedTable facts = facts("evidence.csv");
    List<Finding> findings = registries.evidence().findings();
    assertThat(findings).hasSize(facts.size()).hasSize(80);
    for (int row = 0; row < facts.size(); row++) {
      Finding finding = findings.get(row);
      assertThat(finding.id()).isEqualTo(facts.cell(row, "finding_id"));
      String raw = facts.cell(row, "signal_vs_raw_score");
      assertThat(finding.signalVsRawScore().name().toLowerCase())
          .isEqualTo(raw == null ? "not_applicable" : raw);
      assertThat(finding.scaleId()).isIn(scaleIdsAndNone());
    }
  }

  private List<String> scaleIdsAndNone() {
    List<String> ids = new java.util.ArrayList<>(registries.scales().ids());
    ids.add("");
    return ids;
  }

  // Positive with severity: the raw sign times the scale's severity sign.
  @Test
  void rawSignAndSeveritySignAgreeThroughTheScale() {
    int checked = 0;
    for (Finding finding : registries.evidence().findings()) {
      int raw = finding.signalVsRawScore().sign();
      if (raw != 0 && !finding.scaleId().isEmpty()) {
        Scale scale = registries.scales().scale(finding.scaleId()).orElseThrow();
        assertThat(raw * scale.severitySign())
            .as(finding.id())
            .isEqualTo(finding.signalVsSeverity().sign());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(12);
  }

  @Test
  void correlationsAreFoundByDiseaseTracerAndScale() {
    List<Finding> found = registries.evidence().correlations("AD", "PBR28", "MMSE");
    assertThat(found).extracting(Finding::id).containsExactly("AD-02a", "AD-04");
    assertThat(found).extracting(Finding::signalVsRawScore).containsOnly(Signal.NEGATIVE);
    assertThat(registries.evidence().correlations("HC", "PBR28", "MMSE")).isEmpty();
  }

  private static DelimitedTable facts(String name) throws IOException {
    String text = Files.readString(SharedData.path("domain").resolve(name));
    return DelimitedTable.parse(name, text, ',');
  }
}
