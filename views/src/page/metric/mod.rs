//! One metric: what it means, how it went, every value.

mod changes;
pub(crate) mod windows;

pub use windows::Snapshots;

use super::alerts::{AlertRow, row as alert_row, severity_word};
use super::rows::{metric_row, tool};
use super::shell::Facing;
use super::{Drawings, Fact, MetricRow, Shell};
use crate::badge::{self, BadgeLine};
use crate::chart::{Dress, Frame, Listing, Table, change_marks, chart, limit_words, table};
use crate::context::Context;
use crate::format::{self, date};
use crate::{Figure, Shown, catalogue, routes};
use quarterdeck_analysis::baseline::median;
use quarterdeck_analysis::breaks::{Break, Why};
use quarterdeck_analysis::policy::Limit;
use quarterdeck_model::Series;
use serde::Serialize;

/// `metric/<slug>.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MetricPage {
    /// Its frame.
    pub shell: Shell,
    /// Name, status, value, changes, target.
    pub row: MetricRow,
    /// The metric's id, such as `coverage.line_percent`.
    pub id: Shown,
    /// What it means: one line.
    pub definition: String,
    /// `lower is better`.
    pub direction: &'static str,
    /// Job, labels, tool, target, alert limit.
    pub facts: Vec<Fact>,
    /// The big chart.
    pub figure: Figure,
    /// Number, least, median, largest, spread.
    pub statistics: Vec<Fact>,
    /// Percentiles over the response times of many runs; without rows where that makes no sense.
    pub windows: Table,
    /// Where a new level begins, and drifts, newest first.
    pub changes: Table,
    /// Where the line is broken and why.
    pub breaks: Vec<BreakRow>,
    /// Alerts that touch it.
    pub alerts: Vec<AlertRow>,
    /// Its badge, where a limit judges it.
    pub badge: Option<BadgeLine>,
    /// Values, newest first.
    pub table: Table,
    /// All values as CSV.
    pub csv_href: String,
    /// All values as JSON.
    pub json_href: String,
}

/// A break of the trend line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BreakRow {
    /// `23 Nov 2026`.
    pub when: String,
    /// What changed: `format lcov → cobertura`.
    pub what: Shown,
    /// The first snapshot after it.
    pub href: String,
}

impl Drawings for MetricPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        vec![&mut self.figure]
    }
}

/// Rows of the table of values.
const MOST_VALUES: usize = 400;
/// Alerts listed on a metric's page.
const MOST_ALERTS: usize = 20;
/// Breaks listed on a metric's page.
const MOST_BREAKS: usize = 40;
/// A metric's page lies one folder down.
const DEPTH: usize = 1;

/// Builds the page of series number `index`; `snapshots` are asked for the histograms of its runs. `None` when there is no such series.
pub fn build(context: &Context<'_>, index: usize, snapshots: &Snapshots<'_>) -> Option<MetricPage> {
    let series = context.series(index)?;
    let slug = context.slugs().get(&series.key)?;
    let row = metric_row(context, index, DEPTH);
    let found = context.assessment.changes.get(index);
    let marks = found.map(|found| change_marks(context.history, series, found)).unwrap_or_default();
    let dress = Dress { changes: marks, ..Dress::of(context.history, series, context.policy) };
    let frame = Frame { rows: 0, ..Frame::full("chart") }.at_depth(DEPTH);
    let mut spec = chart(context.history, series, &dress, &frame);
    spec.table = Table::default();
    let listing = Listing { history: context.history, unit: &series.unit, most: MOST_VALUES, depth: DEPTH };
    let values: Vec<(u32, f64)> = series.points.iter().map(|p| (p.run, p.value)).collect();
    let definition = catalogue::definition(series.key.metric.as_str()).to_owned();
    let facing =
        Facing { path: routes::metric(slug), title: row.name.text.clone(), description: definition.clone() };
    Some(MetricPage {
        shell: Shell::of(context, facing),
        id: Shown::new(series.key.metric.as_str()),
        definition,
        direction: series.direction.words(),
        facts: facts(context, series),
        figure: Figure { href: String::new(), ..Figure::of_metric(spec, Some(slug), DEPTH) },
        statistics: statistics(series),
        windows: windows::windows(context, series, snapshots),
        changes: found.map(|found| changes::rows(context, series, found)).unwrap_or_default(),
        breaks: breaks(context, series, &dress),
        alerts: alerts(context, index),
        badge: badge::of_series(context, index).map(|badge| badge::line(context, &badge, DEPTH)),
        table: table(&listing, &values),
        csv_href: routes::at_depth(DEPTH, &routes::metric_csv(slug)),
        json_href: routes::at_depth(DEPTH, &routes::metric_json(slug)),
        row,
    })
}

fn fact(name: &str, value: &str) -> Fact {
    Fact { name: name.to_owned(), value: Shown::new(value), href: String::new() }
}

fn facts(context: &Context<'_>, series: &Series) -> Vec<Fact> {
    let rule = context.rule(series);
    let limit = |l: Option<Limit>| l.map_or_else(|| "none".to_owned(), |l| limit_words(l, &series.unit));
    let mut facts = vec![
        fact("Target", &limit(rule.and_then(|r| r.target))),
        fact("Alert limit", &limit(rule.and_then(|r| r.alert))),
    ];
    facts.extend(rule.filter(|r| r.alert.is_some()).map(|r| fact("Severity", severity_word(r.severity))));
    facts.push(fact("Area", catalogue::area(series.kind)));
    facts.push(fact("Job", &series.key.job));
    facts.extend(series.key.labels.iter().map(|(k, v)| Fact {
        name: crate::text::shorten(&crate::text::visible(k), 40),
        value: Shown::new(v),
        href: String::new(),
    }));
    let last = series.points.last().and_then(|p| context.run(p.run));
    if let Some(run) = last {
        facts.push(Fact { name: "Last tool".to_owned(), value: tool(run), href: String::new() });
        facts.push(fact("Last format", &run.format));
    }
    facts
}

/// Over all values: number, extremes, quartiles. Medians, since a mean of runs with outliers says nothing.
fn statistics(series: &Series) -> Vec<Fact> {
    let mut sorted: Vec<f64> = series.points.iter().map(|p| p.value).filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |quarters: usize| sorted.get(sorted.len().saturating_sub(1) * quarters / 4).copied();
    let shown = |v: Option<f64>| format::maybe(v, &series.unit).text();
    vec![
        fact("Values", &format::count(sorted.len() as f64)),
        fact("Least", &shown(sorted.first().copied())),
        fact("Lower quartile", &shown(at(1))),
        fact("Median", &shown(median(sorted.clone()))),
        fact("Upper quartile", &shown(at(3))),
        fact("Largest", &shown(sorted.last().copied())),
    ]
}

fn breaks(context: &Context<'_>, series: &Series, dress: &Dress) -> Vec<BreakRow> {
    let row = |b: &Break| {
        let what = match &b.why {
            Why::Gap => format!("no runs since {}", date(b.from)),
            Why::Failed => format!("runs since {} did not give it", date(b.from)),
            Why::Format { from, to } => {
                format!("format {from} → {to}: values before and after may not mean the same")
            }
        };
        let run = series.points.get(b.at).map(|p| p.run);
        let href = run.map(|r| context.run_href(r, DEPTH)).unwrap_or_default();
        BreakRow { when: date(b.to), what: Shown::cut(&what, 160), href }
    };
    dress.breaks.iter().rev().take(MOST_BREAKS).map(row).collect()
}

fn alerts(context: &Context<'_>, index: usize) -> Vec<AlertRow> {
    let own = context.assessment.alerts.iter().filter(|a| a.series == Some(index));
    own.take(MOST_ALERTS).map(|a| alert_row(context, a, DEPTH)).collect()
}
