package org.tacflow.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a run notes of its units, and reads again. */
class RunLedgerTest {
  @Test
  void whatAllUnitsShareIsWrittenOnceAndReadForEach() throws IOException {
    Map<String, StageRecord.Unit> units = new TreeMap<>();
    for (int scan = 0; scan < 100; scan++) {
      units.put(
          "sub-" + scan,
          new StageRecord.Unit(
              "key" + scan,
              Map.of("program", "p".repeat(16), "file pet.json", "hash" + scan, "other", "same")));
    }
    units.put("sub-x", new StageRecord.Unit("key", Map.of("program", "p".repeat(16))).failed());
    StageRecord.UnitFile file = new StageRecord.UnitFile("part.parquet", "sub-1", 7, 1000, 12345);
    RunLedger ledger =
        new RunLedger(
            "run",
            List.of(
                new StageRecord(
                    "index",
                    true,
                    units,
                    Map.of("scans", "runs/run/scans"),
                    Map.of("scans", List.of(file)),
                    Map.of("sub-x", "a reason")),
                new StageRecord("none", false, Map.of(), Map.of(), Map.of(), Map.of())));
    String json = ledger.toJson();
    assertThat(RunLedger.ofJson(json)).isEqualTo(ledger);
    assertThat(json.split("pppp", -1)).hasSizeLessThan(10);
    assertThat(ledger.stage("index").orElseThrow().units().get("sub-x").hasFailed()).isTrue();
  }
}
