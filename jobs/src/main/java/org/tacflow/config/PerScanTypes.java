package org.tacflow.config;

import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Values of model settings that are given, or that say how they are found once per scan. */
final class PerScanTypes {
  private static final double USUAL_TOLERANCE = 0.05;

  private PerScanTypes() {}

  /** A t* that is given, or the tolerance of one to be found; 0 when it is given. */
  record TStarRule(TStar given, double tolerance) {}

  /** A blood volume, or the range and region of the fit that gives it; empty when it is given. */
  record BloodVolumeRule(BloodVolume range, String region) {}

  /** A k2prime, NaN to estimate it, or the region of the fit that gives it. */
  record K2primeRule(double given, String region) {}

  /** {@code auto}, {@code {auto: 0.05}}, or what {@link ModelTypes#tStar} takes. */
  static ValueType<TStarRule> tStar() {
    ValueType<TStar> given = ModelTypes.tStar();
    ValueType<Double> tolerance = Scalars.number("a number between 0 and 1", v -> v > 0 && v < 1);
    String values = given.values() + ", auto, or {auto: largest relative change of the outcome}";
    return new Composed<>(
        values,
        (in, name, node) -> {
          if (node instanceof ScalarNode scalar && scalar.getValue().equals("auto")) {
            return new TStarRule(TStar.all(), USUAL_TOLERANCE);
          }
          Node auto = only(node, "auto");
          if (auto != null) {
            Double found = tolerance.read(in, name + ".auto", auto);
            return found == null ? null : new TStarRule(TStar.all(), found);
          }
          TStar found = given.read(in, name, node);
          return found == null ? null : new TStarRule(found, 0);
        });
  }

  /** {@code {region: NAME}}, with {@code fitted} beside it, or what the plain type takes. */
  static ValueType<BloodVolumeRule> bloodVolume() {
    ValueType<BloodVolume> given = ModelTypes.bloodVolume();
    String values = given.values() + ", or {region: NAME, fitted: [lower, upper]} of its fit";
    return new Composed<>(
        values,
        (in, name, node) -> {
          Node region = entry(node, "region");
          if (region == null) {
            BloodVolume found = given.read(in, name, node);
            return found == null ? null : new BloodVolumeRule(found, "");
          }
          String of = region(in, name, region);
          MappingNode mapping = (MappingNode) node;
          if (mapping.getValue().size() == 1) {
            return of == null
                ? null
                : new BloodVolumeRule(ModelSettings.defaults().bloodVolume(), of);
          }
          if (entry(node, "fitted") == null || mapping.getValue().size() > 2) {
            in.invalid(node, name, "a section with other keys", values);
            return null;
          }
          NodeTuple fitted =
              mapping.getValue().stream()
                  .filter(tuple -> Scalars.written(tuple.getKeyNode()).equals("fitted"))
                  .findFirst()
                  .orElseThrow();
          Node alone =
              new MappingNode(
                  node.getTag(),
                  true,
                  java.util.List.of(fitted),
                  node.getStartMark(),
                  node.getEndMark(),
                  mapping.getFlowStyle());
          BloodVolume range = given.read(in, name, alone);
          return of == null || range == null ? null : new BloodVolumeRule(range, of);
        });
  }

  /** A number, {@code none}, or {@code {region: NAME}}. */
  static ValueType<K2primeRule> k2prime() {
    ValueType<Double> given =
        Scalars.numberOr(
            "none", Double.NaN, "a number above 0 and up to 10 (1/min)", v -> v > 0 && v <= 10);
    return new Composed<>(
        given.values() + ", or {region: NAME} of the fit that gives it",
        (in, name, node) -> {
          Node region = only(node, "region");
          if (region != null) {
            String of = region(in, name, region);
            return of == null ? null : new K2primeRule(Double.NaN, of);
          }
          Double found = given.read(in, name, node);
          return found == null ? null : new K2primeRule(found, "");
        });
  }

  private static String region(Reading in, String name, Node node) {
    String region = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (region.isEmpty()) {
      in.invalid(node, name + ".region", Scalars.written(node), "the name of a region or group");
      return null;
    }
    return region;
  }

  /** The value of a key, when it is the only one. */
  private static Node only(Node node, String key) {
    boolean single = node instanceof MappingNode mapping && mapping.getValue().size() == 1;
    return single ? entry(node, key) : null;
  }

  private static Node entry(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (Scalars.written(tuple.getKeyNode()).equals(key)) {
          return tuple.getValueNode();
        }
      }
    }
    return null;
  }

  /** Reads a value in one function, which notes its problems itself and then returns null. */
  private interface Reader<T> {
    T read(Reading in, String name, Node node);
  }

  private record Composed<T>(String values, Reader<T> reader) implements ValueType<T> {
    @Override
    public T read(Reading in, String name, Node node) {
      return reader.read(in, name, node);
    }
  }
}
