package org.tacflow.study;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tacflow.study.Tracer.GenotypeSensitivity;
import org.tacflow.study.Tracer.Reversibility;

/**
 * The tracers by id and by every spelling that files use.
 *
 * <p>Spellings are compared by letters and digits only: {@code [11C]-PBR28}, {@code 11C-PBR28} and
 * {@code pbr28} are one tracer.
 */
public final class TracerRegistry {
  private final Map<String, Tracer> byId = new LinkedHashMap<>();
  private final Map<String, Tracer> bySpelling = new LinkedHashMap<>();

  private TracerRegistry() {}

  /** Reads {@code tracers.csv}. */
  public static TracerRegistry read(RegistrySource source) {
    TracerRegistry registry = new TracerRegistry();
    for (RegistryRow row : source.rows("tracers.csv")) {
      registry.add(row);
    }
    return registry;
  }

  private void add(RegistryRow row) {
    List<Double> window = row.numbers("suvr_window_min");
    if (!window.isEmpty() && (window.size() != 2 || !(window.get(0) < window.get(1)))) {
      throw row.invalid("suvr_window_min", row.text("suvr_window_min"), "must be begin;end");
    }
    Tracer tracer =
        new Tracer(
            row.required("tracer_id"),
            row.required("name"),
            row.list("aliases"),
            row.text("isotope"),
            row.number("half_life_s"),
            row.text("target"),
            row.choice(
                "genotype_class", GenotypeSensitivity.class, GenotypeSensitivity.NOT_APPLICABLE),
            row.choice("reversibility", Reversibility.class, Reversibility.UNKNOWN),
            row.text("primary_outcome"),
            row.text("default_reference"),
            row.text("reference_kind"),
            window.isEmpty() ? Double.NaN : window.get(0),
            window.isEmpty() ? Double.NaN : window.get(1),
            row.text("note"));
    if (byId.putIfAbsent(tracer.id(), tracer) != null) {
      throw row.invalid("tracer_id", tracer.id(), "must stand once");
    }
    spell(row, tracer.id(), tracer);
    spell(row, tracer.name(), tracer);
    for (String alias : tracer.aliases()) {
      spell(row, alias, tracer);
    }
  }

  private void spell(RegistryRow row, String spelling, Tracer tracer) {
    Tracer other = bySpelling.putIfAbsent(Names.plain(spelling), tracer);
    if (other != null && !other.id().equals(tracer.id())) {
      throw row.invalid("aliases", spelling, "must not also mean " + other.id());
    }
  }

  /** The tracer of a spelling: id, name, alias, {@code trc} label or {@code TracerName}. */
  public Optional<Tracer> find(String spelling) {
    if (spelling == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(bySpelling.get(Names.plain(spelling)));
  }

  /** All tracers in the order of the table. */
  public Collection<Tracer> tracers() {
    return Collections.unmodifiableCollection(byId.values());
  }
}
