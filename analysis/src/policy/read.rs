//! The policy for the browser's reader: what the derived readers read of JSON, without their size.

use super::{
    Accepted, AlertRules, BaselineRule, Cadence, Condition, Gate, Growth, HealthRules, Limit, Maintenance,
    MetricRule, Objective, ObjectiveKind, Op, Policy, Runbook, ScoreRule, ScoreRules, Severity, Since, Tier,
    WindowKind, since,
};
use crate::zone::{Step, Zone};
use quarterdeck_model::Timestamp;
use quarterdeck_model::wire::light::{At, Read};

impl Read for Policy {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| {
            let usual = Self::default();
            Self {
                score: f.or("score", usual.score),
                metrics: f.or("metrics", usual.metrics),
                cadence: f.or("cadence", usual.cadence),
                baseline: f.or("baseline", usual.baseline),
                alerts: f.or("alerts", usual.alerts),
                accepted: f.or("accepted", usual.accepted),
                objectives: f.or("objectives", usual.objectives),
                gate: f.or("gate", usual.gate),
                health: f.or("health", usual.health),
                runbooks: f.or("runbooks", usual.runbooks),
                zone: f.or("zone", usual.zone),
                annotations: f.or("annotations", usual.annotations),
            }
        })
    }
}

impl Read for Cadence {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { default_hours: f.need("default_hours"), hours: f.or_default("hours") })
    }
}

impl Read for BaselineRule {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { last: f.or("last", Self::default().last) })
    }
}

impl Read for AlertRules {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| {
            let usual = Self::default();
            Self {
                open_after: f.or("open_after", usual.open_after),
                deviation_percent: f.or("deviation_percent", usual.deviation_percent),
                runbooks: f.or("runbooks", usual.runbooks),
            }
        })
    }
}

impl Read for ScoreRules {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { rules: f.or("rules", Self::default().rules) })
    }
}

impl Read for ScoreRule {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            metric: f.need("metric"),
            job: f.need("job"),
            since: f.need("since"),
            each: f.need("each"),
            tiers: f.or_default("tiers"),
            cap: f.need("cap"),
        })
    }
}

impl Read for Tier {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { when: f.need("when"), penalty: f.need("penalty") })
    }
}

impl Read for MetricRule {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            metric: f.need("metric"),
            labels: f.or_default("labels"),
            job: f.need("job"),
            since: f.need("since"),
            target: f.need("target"),
            alert: f.need("alert"),
            severity: f.or("severity", Severity::Warning),
            runbook: f.need("runbook"),
            open_after: f.need("open_after"),
            deviation_percent: f.need("deviation_percent"),
        })
    }
}

impl Read for Accepted {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            metric: f.need("metric"),
            labels: f.or_default("labels"),
            job: f.need("job"),
            since: f.need::<Day>("since").0,
            reason: f.need("reason"),
            author: f.need("author"),
        })
    }
}

impl Read for Objective {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            kind: f.need("kind"),
            target: f.need("target"),
            stretch: f.need("stretch"),
            window: f.need("window"),
            name: f.need("name"),
            metric: f.need("metric"),
            labels: f.or_default("labels"),
            job: f.need("job"),
            service: f.need("service"),
            alert: f.need("alert"),
            runbook: f.need("runbook"),
        })
    }
}

impl Read for Gate {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { conditions: f.or("conditions", Self::default().conditions) })
    }
}

impl Read for Condition {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            score: f.need("score"),
            metric: f.need("metric"),
            limit: f.need("limit"),
            change: f.need("change"),
            job: f.need("job"),
            labels: f.or_default("labels"),
            since: f.need("since"),
            no_alert: f.need("no_alert"),
            no_regression: f.or_default("no_regression"),
            new_findings: f.need("new_findings"),
            class: f.need("class"),
            severity: f.need("severity"),
            changed_coverage: f.need("changed_coverage"),
            objective: f.need("objective"),
            fresh: f.or_default("fresh"),
            max_age_hours: f.need("max_age_hours"),
            collected: f.or_default("collected"),
        })
    }
}

impl Read for HealthRules {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| {
            let usual = Self::default();
            Self {
                certificate_warn_days: f.or("certificate_warn_days", usual.certificate_warn_days),
                certificate_critical_days: f.or("certificate_critical_days", usual.certificate_critical_days),
                maintenance: f.or("maintenance", usual.maintenance),
            }
        })
    }
}

impl Read for Maintenance {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self {
            services: f.or_default("services"),
            from: f.need::<Day>("from").0,
            until: f.need::<Day>("until").0,
            reason: f.or_default("reason"),
        })
    }
}

impl Read for Runbook {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { path: f.need("path"), slug: f.need("slug"), title: f.need("title") })
    }
}

impl Read for Zone {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { name: f.need("name"), steps: f.need("steps") })
    }
}

impl Read for Step {
    fn read(at: At<'_, '_>) -> Self {
        at.tuple("tuple struct Step with 3 elements", |items| Self(items.need(), items.need(), items.need()))
    }
}

/// Where there is no limit that could be read.
const NONE: Limit = Limit { op: Op::Less, value: 0.0 };

impl Read for Limit {
    fn read(at: At<'_, '_>) -> Self {
        let (text, mut at) = at.text();
        text.parse().unwrap_or_else(|why: String| {
            at.wrong(&why);
            NONE
        })
    }
}

impl Read for Growth {
    fn read(at: At<'_, '_>) -> Self {
        let (text, mut at) = at.text();
        text.parse().unwrap_or_else(|why: String| {
            at.wrong(&why);
            Growth { limit: NONE, percent: false }
        })
    }
}

/// A day or an instant as text. TOML's own dates do not come in JSON.
struct Day(String);

impl Read for Day {
    fn read(at: At<'_, '_>) -> Self {
        Self(at.text_as(since::WANTED).0.to_owned())
    }
}

impl Read for Since {
    fn read(at: At<'_, '_>) -> Self {
        let (text, mut at) = at.text_as(since::WANTED);
        Since::parse(text).unwrap_or_else(|why| {
            at.wrong(&why);
            Since { text: String::new(), at: Timestamp::EPOCH }
        })
    }
}

impl Read for Severity {
    fn read(at: At<'_, '_>) -> Self {
        at.word([("warning", Severity::Warning), ("critical", Severity::Critical)])
    }
}

impl Read for ObjectiveKind {
    fn read(at: At<'_, '_>) -> Self {
        at.word(
            [
                ObjectiveKind::Uptime,
                ObjectiveKind::Mttr,
                ObjectiveKind::Score,
                ObjectiveKind::Deviation,
                ObjectiveKind::Metric,
                ObjectiveKind::ScoreImprovement,
                ObjectiveKind::PerformanceImprovement,
                ObjectiveKind::SecurityIncidents,
            ]
            .map(|kind| (kind.as_str(), kind)),
        )
    }
}

impl Read for WindowKind {
    fn read(at: At<'_, '_>) -> Self {
        at.word(
            [WindowKind::Latest, WindowKind::Week, WindowKind::Month, WindowKind::Quarter, WindowKind::Year]
                .map(|window| (window.as_str(), window)),
        )
    }
}
