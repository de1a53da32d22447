package org.tacflow.jobs;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's own mini cluster with one data node, in a process and on a class path of its own. */
final class HdfsCluster implements AutoCloseable {
  private static final String READY = "uri ";

  private final Process process;
  private final String uri;

  private HdfsCluster(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts one; its files go into a folder. */
  static HdfsCluster start(Path folder) throws IOException, InterruptedException {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path log = folder.resolve("hdfs.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("tacflow.minicluster") + File.pathSeparator + own,
                HdfsCluster.class.getName(),
                folder.resolve("hdfs").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 1800 && process.isAlive(); i++) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith(READY)) {
          return new HdfsCluster(process, line.substring(READY.length()));
        }
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("Cannot start HDFS: " + Files.readString(log));
  }

  /** Its URI, {@code hdfs://127.0.0.1:port}. */
  String uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs until it is killed. By reflection: the cluster is on no class path but this process's. */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set("hdfs.minidfs.basedir", arguments[0]);
    Class<?> type = Class.forName("org.apache.hadoop.hdfs.MiniDFSCluster$Builder");
    Object builder = type.getConstructor(Configuration.class).newInstance(configuration);
    builder = type.getMethod("numDataNodes", int.class).invoke(builder, 1);
    Method build = type.getMethod("build");
    Object cluster = build.invoke(builder);
    Object uri = cluster.getClass().getMethod("getURI").invoke(cluster);
    System.out.println();
    System.out.println(READY + uri);
    Thread.sleep(Long.MAX_VALUE);
  }
}
