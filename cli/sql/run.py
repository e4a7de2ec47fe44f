"""Runs the shipped queries over an export with one engine, for tests and benchmarks.

run.py duckdb|spark EXPORT OUT: writes the result of each query to OUT/<query> as Parquet, and prints one JSON object
with its rows and the seconds that it took.
"""

import datetime
import json
import pathlib
import re
import sys
import time

QUERIES = ["fleet", "trend", "worst"]
HERE = pathlib.Path(__file__).parent


def plain(value):
    """A value as JSON: times as text in UTC."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return value if value is None or isinstance(value, (str, int)) else float(value)


def duckdb(export, out):
    import duckdb as engine

    base = engine.connect()
    base.execute("SET TimeZone = 'UTC'")
    base.execute((HERE / "duckdb.sql").read_text().replace("EXPORT", export))

    def run(name, query):
        target = out / f"{name}.parquet"
        base.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet)")
        # Times as whole numbers: the driver needs a further package for its own.
        read = f"SELECT * FROM read_parquet('{target}')"
        if name == "fleet":
            read = f"SELECT * REPLACE (epoch_ms(newest_at) AS newest_at) FROM read_parquet('{target}')"
        found = base.execute(read)
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, map(plain, row))) for row in found.fetchall()]
        for row in rows:
            if "newest_at" in row:
                at = datetime.datetime.fromtimestamp(row["newest_at"] / 1000, datetime.timezone.utc)
                row["newest_at"] = plain(at)
        return rows

    count = base.execute("SELECT COUNT(*) FROM figures").fetchone()[0]
    return engine.__version__, count, run, "self"


def spark(export, out):
    from pyspark import __version__
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]").appName("quarterdeck")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(out / "warehouse"),
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    text = (HERE / "spark.sql").read_text().replace("EXPORT", export)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    for statement in filter(str.strip, text.split(";")):
        session.sql(statement)

    def run(name, query):
        target = str(out / name)
        session.sql(query).write.mode("overwrite").parquet(target)
        rows = session.read.parquet(target).collect()
        return [{key: plain(value) for key, value in row.asDict().items()} for row in rows]

    return __version__, session.sql("SELECT COUNT(*) FROM figures").first()[0], run, session.sparkContext._gateway.proc.pid


def peak_mb(process):
    """The most memory that the process held, where the system tells."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1000
    except (OSError, TypeError):
        return None


def main():
    name, export, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    version, count, run, process = {"duckdb": duckdb, "spark": spark}[name](export, out)
    answer = {"engine": f"{name} {version}", "rows": count, "open_s": time.monotonic() - began, "queries": {}}
    for query in QUERIES:
        began = time.monotonic()
        rows = run(query, (HERE / f"{query}.sql").read_text())
        answer["queries"][query] = {"seconds": time.monotonic() - began, "rows": rows}
    answer["peak_mb"] = peak_mb(process)
    print(json.dumps(answer))


main()
