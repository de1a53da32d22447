package org.tacflow.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Values that hold several values: lists and maps. */
final class Lists {
  private Lists() {}

  /** A list of values of one type; on the command line the values are separated by commas. */
  static <T> ValueType<List<T>> of(ValueType<T> element) {
    return new ListType<>(element);
  }

  /** A map of names to values of one type. */
  static <T> ValueType<Map<String, T>> map(ValueType<T> value) {
    return new MapType<>(value);
  }

  /** The section that a type reads, itself or in each entry of a list; null when it reads none. */
  static KeySet<?> section(ValueType<?> type) {
    ValueType<?> inner = type instanceof ListType<?> list ? list.element() : type;
    return inner instanceof KeySet<?> section ? section : null;
  }

  private record ListType<T>(ValueType<T> element) implements ValueType<List<T>> {
    @Override
    public String values() {
      return "a list; each " + element.values();
    }

    @Override
    public List<T> read(Reading in, String name, Node node) {
      if (!(node instanceof SequenceNode sequence)) {
        in.invalid(node, name, Scalars.written(node), values());
        return null;
      }
      List<T> list = new ArrayList<>();
      int number = 1;
      for (Node child : sequence.getValue()) {
        T value = element.read(in, name + "[" + number++ + "]", child);
        if (value != null) {
          list.add(value);
        }
      }
      return list;
    }

    @Override
    public Node nodeOf(String text) {
      if (text.startsWith("[") || element instanceof KeySet) {
        return ValueType.super.nodeOf(text);
      }
      String quoted =
          Stream.of(text.split(","))
              .filter(part -> !part.isBlank())
              .map(part -> "'" + part.trim().replace("'", "''") + "'")
              .collect(Collectors.joining(", ", "[", "]"));
      return ValueType.super.nodeOf(quoted);
    }
  }

  private record MapType<T>(ValueType<T> value) implements ValueType<Map<String, T>> {
    @Override
    public String values() {
      return "a map of names; each " + value.values();
    }

    @Override
    public Map<String, T> read(Reading in, String name, Node node) {
      if (!(node instanceof MappingNode mapping)) {
        in.invalid(node, name, Scalars.written(node), values());
        return null;
      }
      Map<String, T> map = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        String key = Scalars.written(entry.getKeyNode());
        T read = value.read(in, name + "." + key, entry.getValueNode());
        if (map.containsKey(key)) {
          in.invalid(entry.getKeyNode(), "key of " + name, key, "given once");
        } else if (read != null) {
          map.put(key, read);
        }
      }
      return map;
    }
  }
}
