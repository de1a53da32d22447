#!/usr/bin/env bash
# Runs tacflow by spark-submit from nothing but this build: Spark's own jars are copied once by Maven.
#
#   conf/spark-submit.sh --master 'local[*]'            -- run --config conf/pbr28.yaml --bids-dir DATA --output-dir OUT
#   conf/spark-submit.sh --master spark://HOST:7077 --deploy-mode client -- run ...
#
# With a Spark installation at hand, set SPARK_HOME and its own spark-submit is used.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
jar=$(ls "$here"/jobs/target/tacflow-jobs-*.jar 2>/dev/null | grep -v original | head -n 1 || true)
if [ -z "$jar" ]; then
  echo "Cannot submit: jobs/target holds no job jar (build it by: mvn -q package -DskipTests)" >&2
  exit 2
fi
spark=()
while [ $# -gt 0 ] && [ "$1" != "--" ]; do spark+=("$1"); shift; done
[ $# -gt 0 ] && shift
if [ -n "${SPARK_HOME:-}" ] && [ -x "$SPARK_HOME/bin/spark-submit" ]; then
  exec "$SPARK_HOME/bin/spark-submit" "${spark[@]}" --class org.tacflow.jobs.Tacflow "$jar" "$@"
fi
export SPARK_HOME="$here/jobs/target/spark" SPARK_SCALA_VERSION=2.13
if [ ! -d "$SPARK_HOME/jars" ]; then
  (cd "$here" && mvn -q -B -pl udfs dependency:copy-dependencies -DincludeScope=provided -DoutputDirectory="$SPARK_HOME/jars")
fi
opens=$(cd "$here" && sed -n 's:.*<spark.opens>\(.*\)</spark.opens>.*:\1:p' pom.xml)
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" $opens -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit \
  "${spark[@]}" --class org.tacflow.jobs.Tacflow "$jar" "$@"
