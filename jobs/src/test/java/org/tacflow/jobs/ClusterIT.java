package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.Storage;
import org.tacflow.simulate.CohortSimulator;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;

/** The job jar by spark-submit on a real standalone cluster gives what local mode gives. */
class ClusterIT {
  @TempDir private Path folder;

  @Test
  void clientAndClusterModeGiveTheTablesOfLocalMode() throws Exception {
    Path cohort = folder.resolve("cohort");
    CohortSimulator.of(
            SimulationOptions.of(CohortSize.SMOKE, cohort.toString(), 1).withPhantom(10),
            Storage.local())
        .simulate((done, total) -> {});
    Path config = Path.of("..", "conf", "simulated.yaml").toAbsolutePath().normalize();
    Path jar = Path.of(System.getProperty("tacflow.jar"));
    assertThat(jar).isRegularFile();

    Path local = folder.resolve("local");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      int expected = cluster.submitLocally("local", jar, arguments(config, cohort, local));
      assertThat(expected).as(cluster.log("local")).isZero();
      for (String mode : List.of("client", "cluster")) {
        Path out = folder.resolve(mode);
        List<String> spark = new ArrayList<>(List.of("--deploy-mode", mode));
        spark.addAll(StandaloneCluster.quickStart());
        spark.addAll(List.of("--conf", "spark.standalone.submit.waitAppCompletion=true"));
        int code = cluster.submit(mode, spark, jar, arguments(config, cohort, out));
        assertThat(code).as(cluster.log(mode)).isZero();
        assertThat(Files.exists(out.resolve("_CURRENT"))).as(cluster.log(mode)).isTrue();
        PublishedTables.assertIdentical(local, out);
      }
    }
  }

  private static List<String> arguments(Path config, Path cohort, Path out) {
    return List.of(
        "run",
        "--config",
        config.toString(),
        "--bids-dir",
        cohort.toString(),
        "--output-dir",
        out.toString());
  }
}
