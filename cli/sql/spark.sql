-- The view `figures` in Spark. Put the folder of the export in place of EXPORT.
-- Partition values are texts: a project named 007 stays one.
SET spark.sql.sources.partitionColumnTypeInference.enabled=false;
CREATE OR REPLACE TEMPORARY VIEW exported USING parquet OPTIONS (path 'EXPORT');
CREATE OR REPLACE TEMPORARY VIEW figures AS
SELECT * EXCEPT (year), CAST(year AS INT) AS year FROM exported;
