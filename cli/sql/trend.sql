-- A row a project and month: the score as it stood after the last run of that month.
-- Runs unchanged on DuckDB and on Spark over the view `figures`. A month without runs has no row.
WITH said AS (
  SELECT
    project, month, metric, value,
    ROW_NUMBER() OVER (PARTITION BY project, month, metric ORDER BY taken_at DESC, snapshot DESC) AS age
  FROM figures
  WHERE kind = 'verdict' AND metric IN ('score.low', 'score.high')
)
SELECT
  project,
  month,
  MAX(CASE WHEN metric = 'score.low' THEN value END) AS score_low,
  MAX(CASE WHEN metric = 'score.high' THEN value END) AS score_high
FROM said
WHERE age = 1
GROUP BY project, month
ORDER BY project, month
