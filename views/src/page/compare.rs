//! The latest runs against those before: the last ones, those of a week ago, those of the last release.

use super::rows::plural;
use super::shell::Facing;
use super::{Drawings, Shell};
use crate::comparison::{About, sections, tell};
use crate::context::Context;
use crate::page::metric::Snapshots;
use crate::page::permalink::Section;
use crate::routes;
use crate::text::visible;
use quarterdeck_analysis::compare::{Ancestry, Side, compare};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::Timestamp;
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
    /// How to compare anything else.
    pub command: &'static str,
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
}

impl Drawings for ComparePage {}

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
        command: "quarterdeck compare A B",
    }
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
    }
}
