package org.tacflow.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of one section, and what is made of their values.
 *
 * @param keys the keys in the order of the reference
 * @param maker makes the section; notes problems that concern several keys
 * @param <T> what a section is read into
 */
record KeySet<T>(List<Key<?>> keys, BiFunction<Reading, KeyValues, T> maker)
    implements ValueType<T> {

  /** Copies the list. */
  KeySet {
    keys = List.copyOf(keys);
  }

  /** Names of the keys. */
  List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  @Override
  public String values() {
    return "a section with the keys " + String.join(", ", names());
  }

  @Override
  public T read(Reading in, String name, Node node) {
    boolean empty = node == null || node.getTag().equals(Tag.NULL);
    if (!empty && !(node instanceof MappingNode)) {
      in.invalid(node, name.isEmpty() ? "configuration" : name, Scalars.written(node), values());
      return null;
    }
    if (!empty) {
      checkNames(in, name, (MappingNode) node);
    }
    int before = in.problems().noted();
    KeyValues values = new KeyValues();
    for (Key<?> key : keys) {
      readKey(
          in, name, key, empty ? null : valueNode((MappingNode) node, key.name()), node, values);
    }
    // A section whose parts are wrong cannot be made; its problems are noted already.
    return in.problems().noted() > before ? null : maker.apply(in, values);
  }

  private <V> void readKey(
      Reading in, String section, Key<V> key, Node own, Node parent, KeyValues values) {
    String path = section.isEmpty() ? key.name() : section + "." + key.name();
    boolean isSection = key.type() instanceof KeySet;
    String text = isSection ? null : in.override(path);
    boolean given = own != null && !own.getTag().equals(Tag.NULL);
    if (text != null) {
      values.put(key, key.type().read(in.atOption(path), path, key.type().nodeOf(text)), null);
    } else if (given || isSection) {
      values.put(key, key.type().read(in, path, own), own);
    } else if (key.fallback() == null) {
      in.invalid(parent, path, "nothing", key.type().values());
    } else {
      values.put(
          key, key.type().read(in.atDefault(path), path, key.type().nodeOf(key.fallback())), null);
    }
  }

  private void checkNames(Reading in, String section, MappingNode node) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : node.getValue()) {
      String written = Scalars.written(entry.getKeyNode());
      String thing = section.isEmpty() ? "key" : "key of " + section;
      if (!names().contains(written)) {
        in.unknown(entry.getKeyNode(), thing, written, names(), null);
      } else if (!seen.add(written)) {
        in.invalid(entry.getKeyNode(), thing, written, "given once");
      }
    }
  }

  private static Node valueNode(MappingNode node, String name) {
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        return entry.getValueNode();
      }
    }
    return null;
  }
}
