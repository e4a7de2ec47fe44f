-- The view `figures` in DuckDB. Put the folder of the export in place of EXPORT.
-- Partition values are texts: a project named 007 stays one.
CREATE OR REPLACE VIEW figures AS
SELECT * REPLACE (CAST(year AS INTEGER) AS year)
FROM read_parquet(
  'EXPORT/project=*/kind=*/year=*/*.parquet',
  hive_partitioning = true,
  hive_types_autocast = false
);
