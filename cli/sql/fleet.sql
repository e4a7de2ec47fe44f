-- A row a project: the newest score, what costs it most, open alerts, and how old all that is.
-- Runs unchanged on DuckDB and on Spark over the view `figures`. What is not known is NULL, never a number.
WITH measured AS (
  SELECT
    project,
    MAX(taken_at) AS newest_at,
    MAX(day) AS newest_day,
    COUNT(DISTINCT snapshot) AS runs,
    COUNT(DISTINCT CASE WHEN state IN ('failed', 'empty') THEN snapshot END) AS runs_without_figures,
    COUNT(DISTINCT CASE WHEN simulated THEN snapshot END) AS simulated_runs
  FROM figures
  WHERE kind <> 'verdict'
  GROUP BY project
),
said AS (
  SELECT
    project, metric, about, value, taken_at, snapshot,
    ROW_NUMBER() OVER (PARTITION BY project, metric, about ORDER BY taken_at DESC, snapshot DESC) AS age
  FROM figures
  WHERE kind = 'verdict'
),
verdicts AS (
  SELECT
    project,
    MAX(CASE WHEN metric = 'score.low' THEN value END) AS score_low,
    MAX(CASE WHEN metric = 'score.high' THEN value END) AS score_high,
    COUNT(CASE WHEN metric = 'score.penalty' AND value IS NULL THEN 1 END) AS unknown_metrics,
    MAX(CASE WHEN metric = 'alerts.open' AND about = 'critical' THEN value END) AS critical_alerts,
    MAX(CASE WHEN metric = 'alerts.open' AND about = 'warning' THEN value END) AS warning_alerts
  FROM said
  WHERE age = 1
  GROUP BY project
),
penalties AS (
  SELECT
    project, about, value,
    ROW_NUMBER() OVER (PARTITION BY project ORDER BY value DESC, about) AS place
  FROM said
  WHERE age = 1 AND metric = 'score.penalty' AND value > 0
),
newest AS (
  SELECT MAX(newest_day) AS newest_day FROM measured
)
SELECT
  m.project AS project,
  v.score_low AS score_low,
  v.score_high AS score_high,
  p.about AS worst_metric,
  p.value AS worst_penalty,
  v.unknown_metrics AS unknown_metrics,
  CAST(v.critical_alerts AS BIGINT) AS critical_alerts,
  CAST(v.warning_alerts AS BIGINT) AS warning_alerts,
  m.newest_at AS newest_at,
  CAST(n.newest_day - m.newest_day AS BIGINT) AS days_behind,
  m.runs AS runs,
  m.runs_without_figures AS runs_without_figures,
  m.simulated_runs AS simulated_runs
FROM measured m
CROSS JOIN newest n
LEFT JOIN verdicts v ON v.project = m.project
LEFT JOIN penalties p ON p.project = m.project AND p.place = 1
ORDER BY v.score_low NULLS FIRST, m.project
