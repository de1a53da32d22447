package org.tacflow.tables.columnar;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A sink of Spark for folders of Parquet files; Spark makes one by the name of the class.
 *
 * <p>Columns may be {@code string}, {@code int}, {@code double} and {@code array<float>}. Reading
 * is Spark's own.
 */
public final class ColumnarTables implements TableProvider {
  /** For Spark. */
  public ColumnarTables() {}

  /**
   * Adds rows to a folder: a file for every partition that has rows, and one where none has.
   *
   * @param folder full path; made where it is not there
   */
  public static void append(Dataset<Row> rows, String folder) {
    rows.write()
        .format(ColumnarTables.class.getName())
        .option("path", folder)
        .mode(SaveMode.Append)
        .save();
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    throw new UnsupportedOperationException("Cannot read by the columnar sink (use parquet)");
  }

  @Override
  public Table getTable(StructType schema, Transform[] partitions, Map<String, String> options) {
    return new Folder(options.get("path"), schema);
  }

  private record Folder(String path, StructType written) implements SupportsWrite {
    @Override
    public Column[] columns() {
      return Arrays.stream(written.fields())
          .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
          .toArray(Column[]::new);
    }

    @Override
    public String name() {
      return path;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_WRITE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
      return new WriteBuilder() {
        @Override
        public Write build() {
          return new Write() {
            @Override
            public BatchWrite toBatch() {
              return new FolderWrite(path, info.schema(), info.queryId());
            }
          };
        }
      };
    }
  }
}
