//! Conditions in words: what must hold, the same wherever a condition is told.

use super::findings;
use crate::policy::{Condition, Severity};

/// What names all objectives.
pub(super) const ALL_OBJECTIVES: &str = "all";

impl Condition {
    /// What must hold, and of which jobs and series: `score >= 70`, `no open critical alert`,
    /// `new security findings <= 0 (job unit)`.
    pub fn words(&self) -> String {
        self.demand() + &self.chosen()
    }

    fn demand(&self) -> String {
        match self {
            Self { score: Some(limit), .. } => format!("score {limit}"),
            Self { metric: Some(metric), limit, change, .. } if limit.is_some() || change.is_some() => {
                let limit = limit.map(|limit| format!("{metric} {limit}"));
                let change = change.map(|change| format!("{metric} worse than its baseline by {change}"));
                limit.into_iter().chain(change).collect::<Vec<_>>().join(" and ")
            }
            Self { no_alert: Some(Severity::Warning), .. } => "no open alert".to_owned(),
            Self { no_alert: Some(Severity::Critical), .. } => "no open critical alert".to_owned(),
            Self { no_regression: true, .. } => "no confirmed regression since the baseline".to_owned(),
            Self { new_findings: Some(limit), .. } => format!("new {} {limit}", findings::words(self)),
            Self { changed_coverage: Some(limit), .. } => format!("line coverage of changed files {limit}"),
            Self { objective: Some(name), .. } if name == ALL_OBJECTIVES => {
                "no objective is missed".to_owned()
            }
            Self { objective: Some(name), .. } => format!("objective {name} is not missed"),
            Self { fresh: true, max_age_hours: Some(hours), .. } => {
                format!("the newest run of every job at most {hours} hours old")
            }
            Self { fresh: true, .. } => {
                "the newest run of every job not older than twice its cadence".to_owned()
            }
            Self { collected: true, .. } => "every job was collected".to_owned(),
            _ => "a condition that says nothing".to_owned(),
        }
    }

    /// ` (job unit, host=ci)`: what it is restricted to.
    fn chosen(&self) -> String {
        let job = self.job.as_ref().map(|job| format!("job {job}"));
        let labels = self.labels.iter().map(|(key, value)| format!("{key}={value}"));
        let parts: Vec<String> = job.into_iter().chain(labels).collect();
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "these are tests")]
mod tests {
    use super::*;

    #[test]
    fn every_family_says_what_it_demands() {
        let table = [
            (r#"{"score": ">= 70"}"#, "score >= 70"),
            (
                r#"{"metric": "coverage.line_percent", "limit": ">= 80", "change": "< 5 %", "labels": {"host": "ci"}}"#,
                "coverage.line_percent >= 80 and coverage.line_percent worse than its baseline by < 5 % (host=ci)",
            ),
            (r#"{"no_alert": "warning"}"#, "no open alert"),
            (r#"{"no_alert": "critical"}"#, "no open critical alert"),
            (
                r#"{"no_regression": true, "job": "unit"}"#,
                "no confirmed regression since the baseline (job unit)",
            ),
            (r#"{"new_findings": "<= 0", "class": "security"}"#, "new security findings <= 0"),
            (
                r#"{"new_findings": "<= 3", "severity": "high"}"#,
                "new findings of severity high or worse <= 3",
            ),
            (r#"{"changed_coverage": ">= 80"}"#, "line coverage of changed files >= 80"),
            (r#"{"objective": "all"}"#, "no objective is missed"),
            (r#"{"objective": "api"}"#, "objective api is not missed"),
            (r#"{"fresh": true}"#, "the newest run of every job not older than twice its cadence"),
            (r#"{"fresh": true, "max_age_hours": 12}"#, "the newest run of every job at most 12 hours old"),
            (r#"{"collected": true}"#, "every job was collected"),
            ("{}", "a condition that says nothing"),
        ];
        for (given, words) in table {
            let condition: Condition = serde_json::from_str(given).unwrap();
            assert_eq!(condition.words(), words, "{given}");
        }
    }
}
