//! The latest runs against those before: the last ones, those of a week ago, those of the last release.

use super::rows::{plural, source};
use super::shell::Facing;
use super::{Drawings, Shell};
use crate::comparison::{About, sections, tell};
use crate::context::Context;
use crate::page::metric::Snapshots;
use crate::page::permalink::Section;
use crate::routes;
use crate::text::{Shown, visible};
use crate::{catalogue, format::date_time};
use quarterdeck_analysis::compare::{Ancestry, Side, compare};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::{Run, Timestamp};
use serde::Serialize;

/// `compare.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ComparePage {
    /// Its frame.
    pub shell: Shell,
    /// One sentence.
    pub summary: String,
    /// Always the same three.
    pub parts: Vec<Part>,
    /// The newest runs, of which a reader chooses two.
    pub picks: Vec<Pick>,
    /// How many of all those are; empty for all.
    pub picks_note: String,
    /// How to compare anything else.
    pub command: &'static str,
}

/// A run that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Pick {
    /// Its identifier.
    pub id: String,
    /// When it was made.
    pub when: String,
    /// Its kind, written out.
    pub kind: &'static str,
    /// Its job.
    pub job: Shown,
    /// `main @ 9f31c2a`.
    pub source: Shown,
    /// Its page.
    pub href: String,
    /// The explorer's comparison with the run before of its job; empty for the first.
    pub before: String,
}

/// One comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Part {
    /// `previous`, `week`, `release`: the anchor.
    pub anchor: &'static str,
    /// `Latest and the run before`.
    pub label: &'static str,
    /// What A is: empty where there is nothing to compare with.
    pub a: String,
    /// What B is.
    pub b: String,
    /// `2 worse, 1 better, 40 the same`; or why there is nothing.
    pub counts: String,
    /// Sentences to read first.
    pub warnings: Vec<String>,
    /// Only what changed, table by table.
    pub sections: Vec<Section>,
    /// The same in the explorer, where it can say it; else empty.
    pub explorer: String,
}

impl Drawings for ComparePage {}

/// Runs of which two can be chosen on the page.
const MOST_PICKS: usize = 100;

/// Builds `compare.html`. Whether commits descend from each other only git can tell, so nothing is said of it here.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> ComparePage {
    let history = context.history;
    let latest = Side::newest(history, |_| true);
    let week = Timestamp::from_millis(context.now.millis() - 7 * DAY_MS);
    let week = week.map(|then| Side::newest(history, |run| run.taken_at <= then)).unwrap_or_default();
    let (release, tagged) = Side::last_release(history).unwrap_or_default();
    let release = format!("release {}", visible(&release));
    let sides = [
        (
            "previous",
            "The latest runs and those before",
            "the run before of each job",
            Side::before(history, &latest),
        ),
        ("week", "The latest runs and those of a week ago", "the latest runs a week ago", week),
        ("release", "The latest runs and the last release", release.as_str(), tagged),
    ];
    let parts: Vec<Part> = sides
        .iter()
        .map(|(anchor, label, name, side)| part(context, snapshots, (anchor, label), (name, side), &latest))
        .collect();
    let runs = history.runs.len();
    let jobs = plural(latest.jobs().count(), "job", "jobs");
    let facing = Facing {
        path: routes::COMPARE.to_owned(),
        title: "Compare".to_owned(),
        description: "What changed since the runs before, since last week and since the last release."
            .to_owned(),
    };
    ComparePage {
        shell: Shell::of(context, facing),
        summary: format!("what changed in the latest runs of {jobs}"),
        parts,
        picks: picks(context),
        picks_note: match runs > MOST_PICKS {
            true => format!(
                "The newest {MOST_PICKS} of {}: older ones are chosen by their days, or in the explorer.",
                plural(runs, "run", "runs")
            ),
            false => String::new(),
        },
        command: "quarterdeck compare A B",
    }
}

/// The newest runs first.
fn picks(context: &Context<'_>) -> Vec<Pick> {
    let all = context.history.runs.iter().enumerate().rev().take(MOST_PICKS);
    let pick = |(number, run): (usize, &Run)| {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let before = context.neighbours(number).0.and_then(|before| context.run(before));
        Pick {
            id: run.id.to_string(),
            when: date_time(run.taken_at),
            kind: catalogue::area(run.kind),
            job: Shown::new(&run.job),
            source: source(run),
            href: context.run_href(number, 0),
            before: before
                .map(|before| routes::comparison(before.id.as_str(), run.id.as_str()))
                .unwrap_or_default(),
        }
    };
    all.map(pick).collect()
}

fn part(
    context: &Context<'_>,
    snapshots: &Snapshots<'_>,
    (anchor, label): (&'static str, &'static str),
    (name, side): (&str, &Side),
    latest: &Side,
) -> Part {
    let nothing = |counts: &str| Part { anchor, label, counts: counts.to_owned(), ..Part::default() };
    if side.is_empty() {
        return nothing(match anchor {
            "release" => {
                "No run is labelled with a release before the latest; collect with --label tag=NAME to have one."
            }
            _ => "There is no run that old.",
        });
    }
    if side == latest {
        return nothing("Nothing was collected since.");
    }
    let comparison = compare(context.history, (side, latest), &Ancestry::NotAsked, snapshots);
    let about = About { project: &context.project, now: context.now, names: (name, "the latest runs") };
    let told = tell(context.history, about, (side, latest), &comparison);
    let href =
        |index: usize| context.series(index).map(|s| context.metric_href(&s.key, 0)).unwrap_or_default();
    Part {
        anchor,
        label,
        a: told.a.sentence(),
        b: told.b.sentence(),
        counts: format!("Figures: {}.", told.counts.sentence()),
        sections: sections(&told, true, href),
        warnings: told.warnings,
        explorer: if anchor == "week" { week_in_explorer(context) } else { String::new() },
    }
}

/// The newest run of each job up to a week ago, and up to today, as the explorer compares them.
fn week_in_explorer(context: &Context<'_>) -> String {
    let day = |at: i64| {
        let day = Timestamp::from_millis(at).map(|at| at.to_string()).unwrap_or_default();
        day.chars().take(10).collect::<String>()
    };
    let now = context.now.millis();
    routes::comparison(&format!("..{}", day(now - 7 * DAY_MS)), &format!("..{}", day(now)))
}
