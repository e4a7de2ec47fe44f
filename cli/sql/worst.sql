-- A row a metric of the score: how many projects lose points by it, how many, and of how many it is not known.
-- Runs unchanged on DuckDB and on Spark over the view `figures`.
WITH said AS (
  SELECT
    project, about, value,
    ROW_NUMBER() OVER (PARTITION BY project, about ORDER BY taken_at DESC, snapshot DESC) AS age
  FROM figures
  WHERE kind = 'verdict' AND metric = 'score.penalty'
)
SELECT
  about AS metric,
  COUNT(*) AS projects,
  COUNT(CASE WHEN value > 0 THEN 1 END) AS projects_losing,
  COUNT(CASE WHEN value IS NULL THEN 1 END) AS projects_unknown,
  SUM(value) AS points_lost,
  MAX(value) AS most_lost
FROM said
WHERE age = 1
GROUP BY about
ORDER BY points_lost DESC NULLS LAST, about
