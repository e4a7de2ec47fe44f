//! Builds the page about the data.

use super::{AboutPage, MetricDefinition, ScoreRule, StatusMeaning, Threshold, ToolVersions, annotations};
use crate::chart::limit_words;
use crate::context::Context;
use crate::format::{UNKNOWN, count, date, span};
use crate::page::alerts::severity_word;
use crate::page::permalink::{Remark, remark};
use crate::page::rows::plural;
use crate::page::shell::Facing;
use crate::page::{Fact, Shell};
use crate::text::Shown;
use crate::{Status, badge, catalogue, routes};
use quarterdeck_analysis::policy::MetricRule;
use quarterdeck_analysis::score::Band;
use quarterdeck_model::wire;
use quarterdeck_model::{Diagnostic, Level, Timestamp, Unit};
use std::collections::BTreeMap;

/// Problems that are listed.
const MOST_PROBLEMS: usize = 200;
/// Tools that are listed.
const MOST_TOOLS: usize = 100;

/// Builds `about.html`.
pub fn build(context: &Context<'_>) -> AboutPage {
    let mut all: Vec<&Diagnostic> = context.history.problems.iter().chain(context.problems).collect();
    all.sort_by_key(|p| std::cmp::Reverse(p.level));
    let own = annotations::remarks(context);
    let total = all.len() + own.len();
    let files = all.iter().map(|p| remark(p));
    let problems: Vec<Remark> = files.chain(own).take(MOST_PROBLEMS).collect();
    let rest = total - problems.len();
    let facing = Facing {
        path: routes::ABOUT.to_owned(),
        title: "About the data".to_owned(),
        description: "What every figure means, what it is judged by, and what could not be read.".to_owned(),
    };
    AboutPage {
        shell: Shell::of(context, facing),
        problems_summary: problems_summary(context, &all),
        problems,
        problems_note: if rest > 0 { format!("{rest} more") } else { String::new() },
        annotations: annotations::table(context),
        forms: crate::api::table(),
        badges: badge::fixed_badges(context).iter().map(|badge| badge::line(context, badge, 0)).collect(),
        metrics: definitions(context),
        score_rules: score_rules(context),
        bands: bands(),
        thresholds: context.policy.metrics.iter().map(|rule| threshold(context, rule)).collect(),
        statuses: statuses(),
        tools: tools(context),
        facts: facts(context),
    }
}

fn problems_summary(context: &Context<'_>, all: &[&Diagnostic]) -> String {
    let errors = all.iter().filter(|p| p.level == Level::Error).count();
    let remarks = all.len() - errors + context.assessment.unmatched.len();
    let read = plural(context.history.runs.len(), "snapshot was read", "snapshots were read");
    match (errors, remarks) {
        (0, 0) => format!("{read}, without a remark."),
        (0, n) => format!("{read}, with {}.", plural(n, "remark", "remarks")),
        (e, 0) => format!("{read}; {} could not be read.", plural(e, "file", "files")),
        (e, n) => format!(
            "{read}; {} could not be read; {}.",
            plural(e, "file", "files"),
            plural(n, "remark", "remarks")
        ),
    }
}

fn definitions(context: &Context<'_>) -> Vec<MetricDefinition> {
    let mut all: BTreeMap<_, MetricDefinition> = BTreeMap::new();
    for series in &context.history.series {
        let id = series.key.metric.as_str();
        let order = quarterdeck_model::Kind::ALL.iter().position(|k| *k == series.kind);
        let row = all.entry((order, id)).or_insert_with(|| MetricDefinition {
            name: Shown::new(&catalogue::name(id)),
            id: Shown::new(id),
            area: catalogue::area(series.kind),
            definition: catalogue::definition(id).to_owned(),
            unit: unit_words(&series.unit),
            direction: series.direction.words(),
            series: 0,
        });
        row.series += 1;
    }
    all.into_values().take(400).collect()
}

fn unit_words(unit: &Unit) -> String {
    match unit {
        Unit::Count => "number".to_owned(),
        Unit::Percent => "%".to_owned(),
        Unit::PerSecond => "per second".to_owned(),
        Unit::BytesPerSecond => "bytes per second".to_owned(),
        Unit::Microseconds => "µs".to_owned(),
        other => Shown::cut(other.as_str(), 40).text,
    }
}

fn score_rules(context: &Context<'_>) -> Vec<ScoreRule> {
    let rule = |r: &quarterdeck_analysis::policy::ScoreRule| {
        let words = r.words();
        let (rule, penalty) = words.rsplit_once(": ").map_or((words.as_str(), ""), |(a, b)| (a, b));
        ScoreRule {
            input: Shown::new(&catalogue::name(&r.metric)),
            rule: rule.to_owned(),
            penalty: penalty.to_owned(),
        }
    };
    context.policy.score_rules_at(context.now).into_iter().map(rule).collect()
}

fn bands() -> Vec<Fact> {
    let fact = |span: &str, band: Band| Fact {
        name: span.to_owned(),
        value: Shown::new(band.as_str()),
        href: String::new(),
    };
    vec![
        fact("90 to 100", Band::Excellent),
        fact("80 to below 90", Band::Good),
        fact("70 to below 80", Band::Acceptable),
        fact("60 to below 70", Band::RequiresImprovement),
        fact("below 60", Band::Critical),
    ]
}

fn threshold(context: &Context<'_>, rule: &MetricRule) -> Threshold {
    let series = context.history.series_of(&rule.metric).next();
    let unit = series.map_or_else(|| guess_unit(&rule.metric), |s| s.unit.clone());
    let words = |limit: Option<_>| limit.map_or_else(|| UNKNOWN.to_owned(), |l| limit_words(l, &unit));
    let job = rule.job.iter().map(|j| format!("job {j}"));
    let labels = rule.labels.iter().map(|(k, v)| format!("{k}={v}"));
    let since = rule.since.iter().map(|since| format!("since {}", date(since.at())));
    Threshold {
        metric: Shown::new(&catalogue::name(&rule.metric)),
        detail: Shown::new(&job.chain(labels).chain(since).collect::<Vec<_>>().join(", ")),
        target: words(rule.target),
        alert: words(rule.alert),
        severity: severity_word(rule.severity),
    }
}

/// The unit of a metric that was never measured, by the end of its id.
fn guess_unit(metric: &str) -> Unit {
    match metric.rsplit('_').next() {
        Some("ms") => Unit::Milliseconds,
        Some("percent") => Unit::Percent,
        Some("rps") => Unit::PerSecond,
        Some("mb") => Unit::Megabytes,
        Some("s") => Unit::Seconds,
        Some("days") => Unit::Days,
        _ => Unit::Count,
    }
}

fn statuses() -> Vec<StatusMeaning> {
    let row = |status, text| StatusMeaning { status, text };
    vec![
        row(Status::FAILING, "Beyond the alert limit."),
        row(Status::AT_RISK, "Between target and alert limit."),
        row(Status::STALE, "Measured longer ago than twice the expected cadence: shown, never judged."),
        row(Status::NO_DATA, "Not measured by the latest run of its job. Unknown is never good."),
        row(Status::MEETS, "Measured, and meets its target."),
        row(Status::NO_TARGET, "Measured; nothing says what it should be."),
    ]
}

/// Versions, number of runs, first and last run of one tool and format.
type Seen<'a> = (Vec<&'a str>, usize, Timestamp, Timestamp);

fn tools(context: &Context<'_>) -> Vec<ToolVersions> {
    let mut seen: BTreeMap<(&str, &str), Seen<'_>> = BTreeMap::new();
    for run in context.history.runs.iter().rev() {
        let key = (run.tool.as_str(), run.format.as_str());
        let row = seen.entry(key).or_insert_with(|| (Vec::new(), 0, run.taken_at, run.taken_at));
        let version = run.tool_version.as_deref().unwrap_or_default();
        if !version.is_empty() && row.0.len() < 12 && !row.0.contains(&version) {
            row.0.push(version);
        }
        row.1 += 1;
        row.2 = run.taken_at;
    }
    let mut rows: Vec<_> = seen.into_iter().collect();
    rows.sort_by_key(|(_, (_, _, _, last))| std::cmp::Reverse(*last));
    let row = |((tool, format), (versions, runs, first, last)): ((&str, &str), Seen<'_>)| ToolVersions {
        tool: Shown::new(tool),
        format: Shown::new(format),
        versions: Shown::cut(&versions.join(", "), 160),
        runs,
        span: span(first, last),
    };
    rows.into_iter().take(MOST_TOOLS).map(row).collect()
}

fn facts(context: &Context<'_>) -> Vec<Fact> {
    let runs = &context.history.runs;
    let ends = runs.first().zip(runs.last()).map(|(a, b)| span(a.taken_at, b.taken_at));
    let (major, minor) = (wire::v1::MAJOR, wire::v1::MINOR);
    let schema = format!("{} {major}.{minor}", wire::SCHEMA);
    let fact = |name: &str, value: String| Fact {
        name: name.to_owned(),
        value: Shown::new(&value),
        href: String::new(),
    };
    vec![
        fact("Snapshots", count(runs.len() as f64)),
        fact("Series", count(context.history.series.len() as f64)),
        fact("From", ends.unwrap_or_else(|| UNKNOWN.to_owned())),
        fact("Times, days, weeks and quarters", context.policy.zone.name().to_owned()),
        fact("Snapshot format", schema),
        fact("Built by", format!("Quarterdeck {}", context.version)),
        fact("Licence of Quarterdeck", "MIT or Apache-2.0".to_owned()),
    ]
}
