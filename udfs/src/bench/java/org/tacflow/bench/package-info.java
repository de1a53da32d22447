/**
 * Speed and quality of the fits, against baselines in the same process.
 *
 * <pre>
 * mvn -q -Pbench -pl udfs test-compile exec:exec -Dexec.skip=false
 *     [-Dbench.main=org.tacflow.bench.LinearBenchmark] [-Dbench.arguments="2000"]
 * </pre>
 *
 * {@link org.tacflow.bench.OptimumBenchmark} judges the share of fits at the global optimum by an
 * independent solver, {@link org.tacflow.bench.HostileFits} fits what no tissue makes; the whole job
 * is measured by {@code tacflow benchmark}.
 *
 * Times are CPU times of one thread, interleaved, the best of several rounds: only ratios within one
 * run mean anything.
 */
package org.tacflow.bench;
