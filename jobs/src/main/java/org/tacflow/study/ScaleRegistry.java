package org.tacflow.study;

import static org.tacflow.config.DerivedScales.CHANGE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.tacflow.config.InputException;
import org.tacflow.config.OwnScale;

/**
 * The clinical scales by id, alias and column name.
 *
 * <p>Names are compared by letters and digits only, so {@code ALSFRS-R}, {@code alsfrs_r} and
 * {@code ALSFRSR} are one scale.
 */
public final class ScaleRegistry {
  private final Map<String, Scale> byId = new LinkedHashMap<>();
  private final Map<String, Scale> byName = new LinkedHashMap<>();

  private ScaleRegistry() {}

  /** Reads {@code scales.csv}. */
  public static ScaleRegistry read(RegistrySource source) {
    ScaleRegistry registry = new ScaleRegistry();
    for (RegistryRow row : source.rows("scales.csv")) {
      registry.add(row);
    }
    return registry;
  }

  /**
   * These scales and some of a configuration.
   *
   * @throws InputException when one of them has an id or a column that means another scale
   */
  public ScaleRegistry with(List<OwnScale> more) {
    if (more.isEmpty()) {
      return this;
    }
    ScaleRegistry both = new ScaleRegistry();
    both.byId.putAll(byId);
    both.byName.putAll(byName);
    more.forEach(both::add);
    return both;
  }

  private void add(OwnScale own) {
    Map<Double, String> codes = new LinkedHashMap<>();
    own.specialCodes().forEach((code, meaning) -> codes.put(Double.valueOf(code), meaning));
    Scale scale =
        new Scale(
            own.id(),
            own.name(),
            own.continuous() ? Scale.Kind.CONTINUOUS : Scale.Kind.ORDINAL,
            List.of("all"),
            own.minimum(),
            own.maximum(),
            own.step(),
            own.allowedValues(),
            List.of(),
            own.severitySign(),
            codes,
            List.of(),
            own.columns(),
            "",
            0);
    if (byId.putIfAbsent(own.id(), scale) != null) {
      throw new InputException(
          "Invalid clinical.scales: "
              + own.id()
              + " (must not be a scale of registry/scales.csv, nor stand twice)");
    }
    List<String> names = new ArrayList<>(List.of(own.id()));
    names.addAll(own.columns());
    for (String name : names) {
      Scale other = byName.putIfAbsent(Names.plain(name), scale);
      if (other != null && !other.id().equals(own.id())) {
        throw new InputException(
            "Invalid clinical.scales: "
                + own.id()
                + ": "
                + name
                + " (must not also mean "
                + other.id()
                + ")");
      }
    }
  }

  /** Whether a column holds an item of some scale. */
  boolean isItem(String column) {
    return byId.values().stream()
        .anyMatch(s -> !s.itemPattern().isEmpty() && column.matches(s.itemPattern()));
  }

  private void add(RegistryRow row) {
    Scale scale;
    try {
      scale =
          new Scale(
              row.required("scale_id"),
              row.required("name"),
              row.choice("kind", Scale.Kind.class, Scale.Kind.ORDINAL),
              row.list("diseases"),
              row.number("minimum"),
              row.number("maximum"),
              row.number("step"),
              row.numbers("allowed_values"),
              row.list("levels"),
              (int) row.number("severity_sign"),
              specialCodes(row),
              row.list("aliases"),
              row.list("columns"),
              row.text("item_pattern"),
              row.text("item_count").isEmpty() ? 0 : (int) row.number("item_count"));
      Pattern.compile(scale.itemPattern());
    } catch (PatternSyntaxException e) {
      throw row.invalid("item_pattern", e.getPattern(), "must be a regular expression");
    } catch (IllegalArgumentException e) {
      throw row.invalid("scale", row.text("scale_id"), e.getMessage());
    }
    if (byId.putIfAbsent(scale.id(), scale) != null) {
      throw row.invalid("scale_id", scale.id(), "must stand once");
    }
    name(row, scale.id(), scale);
    scale.aliases().forEach(alias -> name(row, alias, scale));
    scale.columns().forEach(column -> name(row, column, scale));
  }

  private void name(RegistryRow row, String name, Scale scale) {
    Scale other = byName.putIfAbsent(Names.plain(name), scale);
    if (other != null && !other.id().equals(scale.id())) {
      throw row.invalid("columns", name, "must not also mean " + other.id());
    }
  }

  private static Map<Double, String> specialCodes(RegistryRow row) {
    Map<Double, String> codes = new LinkedHashMap<>();
    for (String part : row.list("special_codes")) {
      int equals = part.indexOf('=');
      try {
        codes.put(
            Double.valueOf(part.substring(0, Math.max(equals, 0))), part.substring(equals + 1));
      } catch (NumberFormatException e) {
        throw row.invalid("special_codes", part, "must be number=meaning");
      }
    }
    return codes;
  }

  /** The scale of an id, exactly; a change per year is a scale with the direction of its base. */
  public Optional<Scale> scale(String id) {
    Scale base = id.endsWith(CHANGE) ? byId.get(id.replaceFirst(CHANGE + "$", "")) : null;
    return Optional.ofNullable(base == null ? byId.get(id) : base.changePerYear());
  }

  /** The scale that a column, alias or id names. */
  public Optional<Scale> find(String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(byName.get(Names.plain(name)));
  }

  /** All scales in the order of the table. */
  public Collection<Scale> scales() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** All ids in the order of the table. */
  public List<String> ids() {
    return List.copyOf(byId.keySet());
  }
}
