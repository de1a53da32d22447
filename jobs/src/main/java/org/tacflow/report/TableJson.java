package org.tacflow.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows of a table as a page carries them: column by column, each text once.
 *
 * <pre>{"size": 2, "columns": {"n": [12, null], "region": {"words": ["pons"], "index": [0, 0]}}}
 * </pre>
 *
 * <p>Numbers keep seven significant digits, more than a page shows; lists of texts are one text
 * with spaces; SQL NULL and what is not finite are null, index −1 for texts.
 */
final class TableJson {
  private static final MathContext DIGITS = new MathContext(7);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TableJson() {}

  /** Some columns of rows that share a schema. */
  static ObjectNode of(List<Row> rows, List<String> columns) {
    ObjectNode table = NODES.objectNode();
    table.put("size", rows.size());
    ObjectNode all = table.putObject("columns");
    for (String column : columns) {
      if (rows.isEmpty()) {
        all.putArray(column);
      } else if (isNumber(rows.get(0), column)) {
        all.set(column, numbers(rows, column));
      } else {
        all.set(column, words(rows, column));
      }
    }
    return table;
  }

  private static boolean isNumber(Row row, String column) {
    DataType type = row.schema().apply(column).dataType();
    return type.equals(DataTypes.DoubleType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType);
  }

  private static ArrayNode numbers(List<Row> rows, String column) {
    ArrayNode numbers = NODES.arrayNode(rows.size());
    rows.forEach(row -> add(numbers, row.<Number>getAs(column)));
    return numbers;
  }

  /** Appends a number as pages carry it. */
  static void add(ArrayNode numbers, Number value) {
    if (value instanceof Double real) {
      numbers.add(
          Double.isFinite(real)
              ? NODES.numberNode(new BigDecimal(real).round(DIGITS).doubleValue())
              : NODES.nullNode());
    } else if (value == null) {
      numbers.addNull();
    } else {
      numbers.add(value.longValue());
    }
  }

  private static ObjectNode words(List<Row> rows, String column) {
    Map<String, Integer> known = new LinkedHashMap<>();
    ObjectNode made = NODES.objectNode();
    ArrayNode index = NODES.arrayNode(rows.size());
    for (Row row : rows) {
      String text = text(row.getAs(column));
      index.add(text == null ? -1 : known.computeIfAbsent(text, word -> known.size()));
    }
    ArrayNode words = made.putArray("words");
    known.keySet().forEach(words::add);
    made.set("index", index);
    return made;
  }

  /** A cell as people read it, null for NULL. */
  static String text(Object cell) {
    if (cell instanceof scala.collection.Seq<?> list) {
      return list.mkString(" ");
    }
    if (cell instanceof Boolean flag) {
      return flag ? "yes" : "no";
    }
    return cell == null ? null : cell.toString();
  }
}
