package org.tacflow.jobs;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Spark standalone cluster on loopback: one master, two workers, each a process of its own.
 *
 * <p>Built from the Spark jars on the test class path, as a release of Spark is built from them.
 */
final class StandaloneCluster implements AutoCloseable {
  private final Path folder;
  private final Path home;
  private final Path logs;
  private final int port;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private int lastWorker;

  private StandaloneCluster(Path folder, int port) {
    this.folder = folder;
    this.home = folder.resolve("spark");
    this.logs = folder.resolve("logs");
    this.port = port;
  }

  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder, freePort());
    cluster.layOutHome();
    cluster.launch(
        "master",
        "org.apache.spark.deploy.master.Master",
        List.of(
            "--host", "127.0.0.1", "--port", "" + cluster.port, "--webui-port", "" + freePort()));
    for (int w = 1; w <= 2; w++) {
      cluster.launchWorker(w);
    }
    cluster.awaitWorkers();
    return cluster;
  }

  String master() {
    return "spark://127.0.0.1:" + port;
  }

  /** Settings for runs that are mostly the start of virtual machines and of queries. */
  static List<String> quickStart() {
    List<String> arguments = new ArrayList<>();
    for (String setting :
        List.of(
            "spark.executor.memory=1g",
            "spark.executor.cores=1",
            "spark.driver.memory=1g",
            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
            "spark.sql.shuffle.partitions=2",
            "spark.sql.adaptive.enabled=false",
            "spark.sql.codegen.wholeStage=false")) {
      arguments.addAll(List.of("--conf", setting));
    }
    return arguments;
  }

  /** Runs spark-submit and returns its exit code; its output goes to the log of that name. */
  int submit(String name, List<String> sparkArguments, Path jar, List<String> arguments)
      throws IOException, InterruptedException {
    return submitTo(master(), name, sparkArguments, jar, arguments);
  }

  /** Runs spark-submit in one process with two cores. */
  int submitLocally(String name, Path jar, List<String> arguments)
      throws IOException, InterruptedException {
    return submitTo("local[2]", name, quickStart(), jar, arguments);
  }

  /** Begins a spark-submit in client mode: the process is the driver. */
  Process begin(String name, List<String> sparkArguments, Path jar, List<String> arguments)
      throws IOException {
    return launchSubmit(master(), name, sparkArguments, jar, arguments);
  }

  /** Kills an executor as {@code kill -9} does; false when none is at work. */
  boolean killExecutor() {
    return processes.stream()
        .flatMap(Process::descendants)
        .filter(process -> process.info().commandLine().orElse("").contains("ExecutorBackend"))
        .findFirst()
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }

  /** Kills a worker, and starts another in its place. */
  boolean killWorker() throws IOException, InterruptedException {
    Process worker = workers.remove(0);
    worker.destroyForcibly().waitFor();
    launchWorker(++lastWorker);
    return true;
  }

  private int submitTo(
      String where, String name, List<String> sparkArguments, Path jar, List<String> arguments)
      throws IOException, InterruptedException {
    Process submit = launchSubmit(where, name, sparkArguments, jar, arguments);
    if (!submit.waitFor(10, TimeUnit.MINUTES)) {
      submit.destroyForcibly();
      throw new IOException("Cannot submit " + name + ": no end after ten minutes");
    }
    return submit.exitValue();
  }

  private Process launchSubmit(
      String where, String name, List<String> sparkArguments, Path jar, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--master", where));
    all.addAll(sparkArguments);
    if (!sparkArguments.contains("--class")) {
      all.addAll(List.of("--class", "org.tacflow.jobs.Tacflow"));
    }
    all.add(jar.toString());
    all.addAll(arguments);
    return launch(name, "org.apache.spark.deploy.SparkSubmit", all);
  }

  /** What a process printed. */
  String log(String name) throws IOException {
    return Files.readString(logs.resolve(name + ".log"));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(
        process ->
            process
                .onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join());
  }

  private void launchWorker(int w) throws IOException {
    lastWorker = w;
    workers.add(
        launch(
            "worker" + w,
            "org.apache.spark.deploy.worker.Worker",
            List.of(
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "3g",
                "--webui-port",
                "" + freePort(),
                "--work-dir",
                folder.resolve("work" + w).toString(),
                master())));
  }

  private void layOutHome() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(logs);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      String name = jar.getFileName().toString();
      if (name.endsWith(".jar") && !name.startsWith("tacflow")) {
        Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
      }
    }
  }

  private Process launch(String name, String mainClass, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("tacflow.opens", "-Xshare:auto").split(" ")));
    // Short runs are mostly the start of the virtual machine.
    command.addAll(
        List.of(
            "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", home.resolve("jars") + "/*", mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(logs.resolve(name + ".log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home")));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void awaitWorkers() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 240; attempt++) {
      if (registered("worker1") && registered("worker2")) {
        return;
      }
      Thread.sleep(250);
    }
    throw new IOException("Cannot start a cluster: workers did not register\n" + log("worker1"));
  }

  private boolean registered(String worker) throws IOException {
    return log(worker).contains("Successfully registered with master");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
