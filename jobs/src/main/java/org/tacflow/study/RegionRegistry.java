package org.tacflow.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tacflow.config.InputException;
import org.tacflow.study.Region.Laterality;
import org.tacflow.study.Region.Mapping;

/**
 * The regions of interest, and which labels of a segmentation make each.
 *
 * <p>A region is asked for by its id, alone or with {@code _left} or {@code _right}. Rules, in this
 * order:
 *
 * <ul>
 *   <li>a label that is an alias of the region ({@code WB}) is the region, alone;
 *   <li>else all labels of the region's list on the side asked for;
 *   <li>and labels named as the region or one that it holds ({@code thalamus_left} in a label image
 *       with own names).
 * </ul>
 *
 * <p>A label that the segmentation lacks is left out, a region without any label has no members.
 */
public final class RegionRegistry {
  private final Map<String, Region> byId = new LinkedHashMap<>();

  private RegionRegistry() {}

  /** Reads {@code regions.csv}. */
  public static RegionRegistry read(RegistrySource source) {
    RegionRegistry registry = new RegionRegistry();
    List<RegistryRow> rows = source.rows("regions.csv");
    for (RegistryRow row : rows) {
      Region region =
          new Region(
              row.required("region_id"),
              row.text("description"),
              row.choice("laterality", Laterality.class, Laterality.NONE),
              row.text("tissue"),
              row.text("parent"),
              row.list("labels"),
              row.list("aliases"),
              row.choice("mapping", Mapping.class, Mapping.EXACT),
              row.text("note"));
      if (registry.byId.putIfAbsent(region.id(), region) != null) {
        throw row.invalid("region_id", region.id(), "must stand once");
      }
    }
    rows.forEach(registry::checkReferences);
    return registry;
  }

  private void checkReferences(RegistryRow row) {
    String parent = row.text("parent");
    if (!parent.isEmpty() && !byId.containsKey(parent)) {
      throw row.invalid("parent", parent, "must be a region_id of this table");
    }
    for (String label : row.list("labels")) {
      if (label.startsWith("@") && !isPlain(label.substring(1))) {
        throw row.invalid("labels", label, "must be a region_id with labels of its own");
      }
    }
  }

  private boolean isPlain(String id) {
    Region region = byId.get(id);
    return region != null && region.labels().stream().noneMatch(label -> label.startsWith("@"));
  }

  /** The region of an id, with or without its side. */
  public Optional<Region> region(String name) {
    Region whole = byId.get(name);
    if (whole != null) {
      return Optional.of(whole);
    }
    Region sided = byId.get(SegmentationLabel.parse(name).base());
    if (sided == null || sided.laterality() == Laterality.NONE) {
      return Optional.empty();
    }
    boolean wrongSide =
        sided.laterality() == Laterality.LEFT && SegmentationLabel.parse(name).side() != Side.LEFT;
    return wrongSide ? Optional.empty() : Optional.of(sided);
  }

  /** All regions in the order of the table. */
  public Collection<Region> regions() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /**
   * The labels that make a region, in the order given.
   *
   * @param name region id, alone or with {@code _left} or {@code _right}
   * @param labels all labels of the segmentation
   * @return the members, empty when the segmentation cannot give the region
   * @throws InputException when there is no such region
   */
  public List<String> members(String name, Collection<String> labels) {
    Region region =
        region(name)
            .orElseThrow(
                () ->
                    new InputException(
                        "Invalid region: "
                            + name
                            + " (must be an id of registry/regions.csv, alone or with _left or"
                            + " _right)"));
    Side asked = byId.containsKey(name) ? Side.BOTH : SegmentationLabel.parse(name).side();
    Side side = region.laterality() == Laterality.LEFT ? Side.LEFT : asked;
    List<String> whole = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (String text : labels) {
      SegmentationLabel label = SegmentationLabel.parse(text);
      if (side == Side.BOTH && region.aliases().contains(text)) {
        whole.add(text);
      } else if ((side == Side.BOTH || label.side() == side) && holds(region, label)) {
        parts.add(text);
      }
    }
    return whole.isEmpty() ? parts : whole;
  }

  private boolean holds(Region region, SegmentationLabel label) {
    for (String own : region.labels()) {
      if (own.startsWith("@")) {
        if (holds(byId.get(own.substring(1)), label)) {
          return true;
        }
      } else if (matches(own, label)) {
        return true;
      }
    }
    return holdsByName(region, label.base());
  }

  private static boolean matches(String own, SegmentationLabel label) {
    return switch (own) {
      case "*" -> label.brain();
      case "ctx-*" -> label.cortical();
      default -> own.toLowerCase(Locale.ROOT).equals(label.base());
    };
  }

  // A label image with names of this table: a region holds itself and all regions below it.
  private boolean holdsByName(Region region, String base) {
    for (Region at = byId.get(base); at != null; at = byId.get(at.parent())) {
      if (at.id().equals(region.id())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Every region that a segmentation can give: whole, and by side where both sides are there.
   *
   * @return group name to member labels, in the order of the table
   */
  public Map<String, List<String>> groups(Collection<String> labels) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (Region region : byId.values()) {
      List<String> whole = members(region.id(), labels);
      if (whole.isEmpty()) {
        continue;
      }
      groups.put(region.id(), whole);
      if (region.laterality() == Laterality.BOTH) {
        List<String> left = members(region.id() + "_left", labels);
        List<String> right = members(region.id() + "_right", labels);
        if (!left.isEmpty() && !right.isEmpty()) {
          groups.put(region.id() + "_left", left);
          groups.put(region.id() + "_right", right);
        }
      }
    }
    return groups;
  }

  /**
   * Resolves the groups of a configuration for one segmentation.
   *
   * @param groups group name to members: label names, or {@code @id} for a region of this table
   * @param labels all labels of the segmentation
   * @return group name to the labels that are there, each once; groups without any are left out
   */
  public Map<String, List<String>> resolve(
      Map<String, List<String>> groups, Collection<String> labels) {
    Map<String, List<String>> resolved = new LinkedHashMap<>();
    groups.forEach(
        (group, members) -> {
          List<String> found = new ArrayList<>();
          for (String label : labels) {
            boolean member = members.contains(label);
            for (String name : members) {
              member |= name.startsWith("@") && members(name.substring(1), labels).contains(label);
            }
            if (member) {
              found.add(label);
            }
          }
          if (!found.isEmpty()) {
            resolved.put(group, found);
          }
        });
    return resolved;
  }
}
