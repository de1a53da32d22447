package org.tacflow.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.kinetics.ModelSettings.Window;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Values of model settings: windows, t*, blood volume, bounds. */
final class ModelTypes {
  private static final ValueType<Double> FRACTION =
      Scalars.number("a number from 0 to below 1", v -> v >= 0 && v < 1);

  private ModelTypes() {}

  /** Reads a value in one function, which notes its problems itself and then returns null. */
  private interface Reader<T> {
    T read(Reading in, String name, Node node);
  }

  private record Structured<T>(String values, Reader<T> reader) implements ValueType<T> {
    @Override
    public T read(Reading in, String name, Node node) {
      return reader.read(in, name, node);
    }
  }

  /** {@code [60, 90]}. */
  static ValueType<Window> window() {
    String values = "[begin, end] in min after injection, in order";
    return new Structured<>(
        values,
        (in, name, node) -> {
          double[] pair = pair(in, name, node, values, v -> v >= 0, false);
          return pair == null ? null : new Window(pair[0], pair[1]);
        });
  }

  /** {@code {K1: [1e-4, 1]}}. */
  static ValueType<Map<String, Bounds>> bounds() {
    String values = "a map of parameter names to [lower, upper], in order";
    return new Structured<>(
        values,
        (in, name, node) -> {
          if (!(node instanceof MappingNode mapping)) {
            in.invalid(node, name, Scalars.written(node), values);
            return null;
          }
          Map<String, Bounds> bounds = new LinkedHashMap<>();
          for (NodeTuple entry : mapping.getValue()) {
            String parameter = Scalars.written(entry.getKeyNode());
            String right = NameHints.parameter(parameter);
            if (right != null) {
              in.unknown(entry.getKeyNode(), "parameter of " + name, parameter, List.of(), right);
            }
            String pairName = name + "." + parameter;
            double[] pair =
                pair(
                    in,
                    pairName,
                    entry.getValueNode(),
                    "[lower, upper], in order",
                    v -> true,
                    true);
            if (pair != null) {
              bounds.put(parameter, new Bounds(pair[0], pair[1]));
            }
          }
          return bounds;
        });
  }

  /** {@code {fixed: 0.05}} or {@code {fitted: [0, 0.1]}}. */
  static ValueType<BloodVolume> bloodVolume() {
    String values = "{fixed: number} or {fitted: [lower, upper]}, each from 0 to below 1";
    return new Structured<>(
        values,
        (in, name, node) -> {
          NodeTuple entry = onlyEntry(node);
          String kind = entry == null ? "" : Scalars.written(entry.getKeyNode());
          if (kind.equals("fixed")) {
            Double value = FRACTION.read(in, name + ".fixed", entry.getValueNode());
            return value == null ? null : BloodVolume.fixed(value);
          }
          if (kind.equals("fitted")) {
            double[] pair =
                pair(
                    in, name + ".fitted", entry.getValueNode(), values, v -> v >= 0 && v < 1, true);
            return pair == null ? null : BloodVolume.fitted(pair[0], pair[1]);
          }
          in.invalid(node, name, Scalars.written(node), values);
          return null;
        });
  }

  /** {@code {frames: 10}}, {@code {minutes: 30}} or {@code all}. */
  static ValueType<TStar> tStar() {
    String values = "{frames: integer >= 1}, {minutes: number >= 0} or all";
    return new Structured<>(
        values,
        (in, name, node) -> {
          if (node instanceof ScalarNode scalar && scalar.getValue().equals("all")) {
            return TStar.all();
          }
          NodeTuple entry = onlyEntry(node);
          String kind = entry == null ? "" : Scalars.written(entry.getKeyNode());
          if (kind.equals("frames")) {
            Integer frames =
                Scalars.integer("an integer >= 1", v -> v >= 1)
                    .read(in, name + ".frames", entry.getValueNode());
            return frames == null ? null : TStar.lastFrames(frames);
          }
          if (kind.equals("minutes")) {
            Double minutes =
                Scalars.number("a number >= 0", v -> v >= 0)
                    .read(in, name + ".minutes", entry.getValueNode());
            return minutes == null ? null : TStar.fromMinutes(minutes);
          }
          in.invalid(node, name, Scalars.written(node), values);
          return null;
        });
  }

  private static NodeTuple onlyEntry(Node node) {
    boolean single = node instanceof MappingNode mapping && mapping.getValue().size() == 1;
    return single ? ((MappingNode) node).getValue().get(0) : null;
  }

  private static double[] pair(
      Reading in, String name, Node node, String values, DoublePredicate rule, boolean mayBeEqual) {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() != 2) {
      in.invalid(node, name, Scalars.written(node), values);
      return null;
    }
    List<Double> numbers = new ArrayList<>();
    for (Node child : sequence.getValue()) {
      Double number = Scalars.number(values, rule).read(in, name, child);
      if (number == null) {
        return null;
      }
      numbers.add(number);
    }
    double first = numbers.get(0);
    double second = numbers.get(1);
    if (first > second || (first == second && !mayBeEqual)) {
      in.invalid(node, name, "[" + first + ", " + second + "]", values);
      return null;
    }
    return new double[] {first, second};
  }

  /** A blood volume as YAML text. */
  static String text(BloodVolume value) {
    return value.isFixed()
        ? "{fixed: " + plain(value.lower()) + "}"
        : "{fitted: [" + plain(value.lower()) + ", " + plain(value.upper()) + "]}";
  }

  /** A t* as YAML text. */
  static String text(TStar value) {
    if (value.lastFrames() > 0) {
      return "{frames: " + value.lastFrames() + "}";
    }
    return value.fromMinutes() == 0 ? "all" : "{minutes: " + plain(value.fromMinutes()) + "}";
  }

  /** A window as YAML text. */
  static String text(Window value) {
    return "[" + plain(value.begin()) + ", " + plain(value.end()) + "]";
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
