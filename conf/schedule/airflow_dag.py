"""The same command as an Airflow DAG: nightly, one at a time, rejections make the task skip, not fail."""
import datetime

from airflow import DAG
from airflow.operators.bash import BashOperator

COMMAND = "/opt/tacflow/conf/spark-submit.sh --master 'local[*]' --"
CONFIG = "/srv/cohort/cohort.yaml"

with DAG(
    dag_id="tacflow",
    schedule="0 2 * * *",
    start_date=datetime.datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
) as dag:
    plan = BashOperator(task_id="plan", bash_command=f"{COMMAND} plan --config {CONFIG}")
    run = BashOperator(
        task_id="run",
        bash_command=f"{COMMAND} run --config {CONFIG} --log-format json",
        # Done, with rejections: shown as skipped, so that somebody looks at rejected_scans.
        skip_on_exit_code=3,
        retries=1,
    )
    plan >> run
