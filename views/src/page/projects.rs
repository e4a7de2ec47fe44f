//! Many projects side by side, as an engine of tables rolled them up from their exports.

use super::overview::score::{between as score_between, status_of as status_of_band};
use super::rows::{beyond, plural};
use super::shell::Facing;
use super::{Drawings, Shell};
use crate::chart::{SparkSpec, Xy};
use crate::context::Context;
use crate::format::{UNKNOWN, ago, count, date_time, fixed};
use crate::{Shown, SparkFigure, Status, catalogue, routes};
use quarterdeck_analysis::score::Band;
use quarterdeck_model::fleet::Month;
use quarterdeck_model::{Fleet, Kind, Standing};
use serde::Serialize;

/// `projects.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ProjectsPage {
    /// Its frame.
    pub shell: Shell,
    /// `1 000 projects: 12 critical, 3 without a score, 5 with open critical alerts.`
    pub summary: String,
    /// What stale means here.
    pub staleness: String,
    /// No score first, then the lowest.
    pub rows: Vec<ProjectRow>,
    /// What did not fit; empty for nothing.
    pub more: String,
}

/// One project.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ProjectRow {
    /// The band of the score's low end; no data without a score; stale where the newest run is too old.
    pub status: Status,
    /// Its name.
    pub name: Shown,
    /// `simulated`, where any of its data is; empty for none.
    pub simulated: &'static str,
    /// `65–100`, or unknown.
    pub score: String,
    /// The low end, for sorting; below every score when there is none.
    pub rank: f64,
    /// The metric that costs most.
    pub worst: Shown,
    /// `20 points`.
    pub cost: String,
    /// `2 inputs unknown`; empty for none.
    pub unknown: String,
    /// `2 critical, 1 warning`.
    pub alerts: String,
    /// The same as one number, for sorting; below every other when not known.
    pub alarm: i64,
    /// `5 days ago`.
    pub age: String,
    /// When the newest run was taken.
    pub when: String,
    /// The same in milliseconds, for sorting; 0 when not known.
    pub taken: i64,
    /// How many runs.
    pub runs: String,
    /// `3 without figures`; empty for none.
    pub bare: String,
    /// The low end of the score at the end of each month.
    pub spark: Option<SparkFigure>,
}

impl Drawings for ProjectsPage {
    fn sparks(&mut self) -> Vec<&mut SparkFigure> {
        self.rows.iter_mut().filter_map(|row| row.spark.as_mut()).collect()
    }
}

/// Projects that are listed.
const MOST: usize = 2000;

/// Months of a sparkline.
const MONTHS: i64 = 24;

/// Builds `projects.html`; without a fleet there is nothing on it.
pub fn build(context: &Context<'_>) -> ProjectsPage {
    let none = Fleet::default();
    let fleet = context.fleet().unwrap_or(&none);
    let summary = summary(fleet);
    let facing = Facing {
        path: routes::PROJECTS.to_owned(),
        title: "Projects".to_owned(),
        description: summary.clone(),
    };
    let mut sorted: Vec<&Standing> = fleet.projects.iter().collect();
    sorted.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
    let newest = sorted.iter().flat_map(|p| p.months.last()).map(|month| month.number).max();
    let row = |(at, standing): (usize, &&Standing)| row(context, standing, (at, newest.unwrap_or_default()));
    ProjectsPage {
        shell: Shell::of(context, facing),
        summary,
        staleness: staleness(context),
        rows: sorted.iter().take(MOST).enumerate().map(row).collect(),
        more: beyond(sorted.len(), MOST, ("project", "projects")),
    }
}

fn rank(standing: &Standing) -> f64 {
    standing.score.map_or(-1.0, |(low, _)| low)
}

fn summary(fleet: &Fleet) -> String {
    let of = |holds: &dyn Fn(&Standing) -> bool| fleet.projects.iter().filter(|p| holds(p)).count();
    let critical = of(&|p| p.score.is_some_and(|(low, _)| Band::of(low) == Band::Critical));
    let unknown = of(&|p| p.score.is_none());
    let alarmed = of(&|p| p.critical_alerts.is_some_and(|n| n > 0));
    format!(
        "{}: {critical} critical by score, {unknown} without a score, {alarmed} with open critical alerts.",
        plural(fleet.projects.len(), "project", "projects")
    )
}

/// The longest that any kind of run may be missing: that of other projects is not known here.
fn stale_after_ms(context: &Context<'_>) -> Option<f64> {
    let each = Kind::ALL.iter().filter_map(|kind| context.policy.cadence.stale_after_ms(*kind));
    each.max_by(f64::total_cmp)
}

fn staleness(context: &Context<'_>) -> String {
    match stale_after_ms(context) {
        Some(after) => format!(
            "A project whose newest run is older than {} is stale: twice the longest cadence of this project's configuration.",
            plural((after / 86_400_000.0).ceil() as usize, "day", "days")
        ),
        None => "No cadence is configured, so that no project counts as stale; each says how old it is."
            .to_owned(),
    }
}

fn row(context: &Context<'_>, standing: &Standing, (at, newest): (usize, i64)) -> ProjectRow {
    let known = |number: Option<u64>| number.map_or(UNKNOWN.to_owned(), |n| count(n as f64));
    let (worst, cost) = match &standing.worst {
        Some((metric, points)) => {
            (Shown::new(&catalogue::name(metric)), format!("{} points", fixed(*points, 1)))
        }
        None => (Shown::default(), String::new()),
    };
    let unknown = match standing.unknown_metrics {
        Some(0) => String::new(),
        Some(n) => format!("{} unknown", plural(usize::try_from(n).unwrap_or(usize::MAX), "input", "inputs")),
        None => "inputs unknown".to_owned(),
    };
    let bare = standing.runs_without_figures.filter(|n| *n > 0);
    let bare = bare.map(|n| format!("{} without figures", count(n as f64))).unwrap_or_default();
    let (alerts, alarm) = alerts(standing);
    ProjectRow {
        status: status(context, standing),
        name: Shown::new(&standing.project),
        simulated: match standing.simulated_runs {
            Some(0) => "",
            Some(_) => "simulated",
            None => "not known whether simulated",
        },
        score: standing.score.map_or(UNKNOWN.to_owned(), |(low, high)| score_between(low, high)),
        rank: rank(standing),
        worst,
        cost,
        unknown,
        alerts,
        alarm,
        age: standing.newest_at.map_or(UNKNOWN.to_owned(), |at| ago(at, context.now)),
        when: standing.newest_at.map(date_time).unwrap_or_default(),
        taken: standing.newest_at.map_or(0, |at| at.millis()),
        runs: known(standing.runs),
        bare,
        spark: spark(standing, format!("project-{}", at + 1), newest).map(SparkFigure::from),
    }
}

/// In words, and as one number of which a critical alert outweighs every warning.
fn alerts(standing: &Standing) -> (String, i64) {
    let (Some(critical), Some(warnings)) = (standing.critical_alerts, standing.warning_alerts) else {
        return (UNKNOWN.to_owned(), -1);
    };
    let some = |n: u64, one: &str, many: &str| {
        (n > 0).then(|| plural(usize::try_from(n).unwrap_or(usize::MAX), one, many))
    };
    let said = [some(critical, "critical", "critical"), some(warnings, "warning", "warnings")];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let text = if said.is_empty() { "none".to_owned() } else { said.join(", ") };
    let one = |n: u64| i64::try_from(n.min(999_999)).unwrap_or(999_999);
    (text, one(critical) * 1_000_000 + one(warnings))
}

/// Stale is told before the band: an old score says nothing of today.
fn status(context: &Context<'_>, standing: &Standing) -> Status {
    let age = standing.newest_at.map(|at| (context.now.millis() - at.millis()) as f64);
    let stale = stale_after_ms(context).zip(age).is_some_and(|(after, age)| age > after);
    match standing.score {
        _ if stale => Status::STALE,
        None => Status::NO_DATA,
        Some((low, _)) => status_of_band(Band::of(low)),
    }
}

/// The low end over the months up to `newest`, so that all projects share one axis; a month without runs is a gap.
fn spark(standing: &Standing, id: String, newest: i64) -> Option<SparkSpec> {
    let first = newest - MONTHS + 1;
    let shown: Vec<&Month> = standing.months.iter().filter(|month| month.number >= first).collect();
    let (from, last) = (shown.first()?, shown.last()?);
    if from.number == last.number {
        return None;
    }
    let mut segments: Vec<Vec<Xy>> = Vec::new();
    let mut before = None;
    for month in &shown {
        let point = Xy { at: month.number, value: month.low };
        match segments.last_mut() {
            Some(open) if before == Some(month.number - 1) => open.push(point),
            _ => segments.push(vec![point]),
        }
        before = Some(month.number);
    }
    let class = status_of_band(Band::of(last.low)).class;
    Some(SparkSpec {
        id,
        width: 150,
        height: 28,
        sentence: format!("from {} to {} points", fixed(from.low, 1), fixed(last.low, 1)),
        x: (first, newest),
        y: (0.0, 100.0),
        segments,
        target: None,
        last: Some((Xy { at: last.number, value: last.low }, class)),
    })
}
