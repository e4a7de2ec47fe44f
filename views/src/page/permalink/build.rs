//! Builds the page of one snapshot. Nothing here walks the whole history: ten thousand pages must cost little.

use super::{FigureRow, PermalinkPage, Remark, chaos, payload};
use crate::context::Context;
use crate::format::{Delta, date_time, delta, quantity};
use crate::page::rows::{plural, run_link, short_commit, status_of_run, tool};
use crate::page::shell::Facing;
use crate::page::{Fact, Shell};
use crate::text::{Shown, shorten, visible};
use crate::{Figure, Status, catalogue, routes};
use quarterdeck_model::{Diagnostic, Kind, Level, Metric, Run, SeriesKey, Snapshot, SnapshotId};

/// A permalink lies one folder down.
const DEPTH: usize = 1;
/// Figures listed.
const MOST_FIGURES: usize = 300;
/// Remarks and reasons listed.
const MOST_REMARKS: usize = 100;

/// Builds the page of run number `index`, whose snapshot is `snapshot`; `None` when there is no such run.
pub fn build(context: &Context<'_>, index: usize, snapshot: &Snapshot) -> Option<PermalinkPage> {
    let number = u32::try_from(index).ok()?;
    let run = context.run(number)?;
    let (previous, next) = context.neighbours(number);
    let metrics = snapshot.metrics();
    let heading = format!("{}, {}, {}", catalogue::area(run.kind), run.job, date_time(run.taken_at));
    let title = format!("{} {}", catalogue::area(run.kind), date_time(run.taken_at));
    let facing =
        Facing { path: routes::snapshot(&run.id), title, description: Shown::cut(&heading, 160).text };
    let mut figures: Vec<FigureRow> =
        metrics.iter().take(MOST_FIGURES).map(|m| figure_row(context, (number, previous), run, m)).collect();
    if metrics.len() > MOST_FIGURES {
        let name = format!("{} more", metrics.len() - MOST_FIGURES);
        figures.push(FigureRow { name: Shown::new(&name), delta: Delta::unknown(), ..FigureRow::default() });
    }
    Some(PermalinkPage {
        shell: Shell::lasting(context, facing),
        id: run.id.to_string(),
        heading: Shown::new(&heading),
        status: status_of_run(run),
        reasons: voided(run)
            .chain(run.reasons.iter().cloned())
            .take(MOST_REMARKS)
            .map(|r| Shown::cut(&r, 300))
            .collect(),
        facts: facts(run, snapshot),
        figures,
        charts: charts(&run.id, snapshot),
        sections: payload::sections(&snapshot.payload),
        remarks: snapshot.diagnostics.iter().take(MOST_REMARKS).map(remark).collect(),
        previous: previous.map(|p| run_link(context, p, DEPTH)),
        next: next.map(|n| run_link(context, n, DEPTH)),
        compare: previous
            .and_then(|p| context.run(p))
            .map(|before| format!("quarterdeck compare {} {}", before.id, run.id))
            .unwrap_or_default(),
        json_href: routes::at_depth(DEPTH, &routes::snapshot_json(&run.id)),
    })
}

/// Whether pages about runs of that kind may have charts.
pub fn drawn(kind: Kind) -> bool {
    kind == Kind::Chaos
}

/// Its charts.
pub fn charts(id: &SnapshotId, snapshot: &Snapshot) -> Vec<Figure> {
    chaos::charts(id, &snapshot.payload)
}

/// Why its figures enter nothing, where people said so.
fn voided(run: &Run) -> impl Iterator<Item = String> {
    run.voided.iter().map(|why| format!("voided, its figures enter nothing: {why}"))
}

/// A figure against the same series' point in the run before of the same job.
fn figure_row(
    context: &Context<'_>,
    (number, previous): (u32, Option<u32>),
    run: &Run,
    metric: &Metric,
) -> FigureRow {
    let host = run.labels.get("host").filter(|_| run.kind == Kind::Benchmark);
    let labels = host.map_or_else(|| metric.labels.clone(), |h| metric.labels.clone().with("host", h));
    let key = SeriesKey { metric: metric.id.clone(), job: run.job.clone(), labels };
    let series = context.history.series(&key);
    let at =
        |n: u32| series?.points.binary_search_by_key(&n, |p| p.run).ok().and_then(|i| series?.points.get(i));
    let entered = at(number).is_some();
    let before = previous.and_then(at).map(|p| p.value);
    FigureRow {
        name: Shown::new(&catalogue::key_name(&key)),
        detail: Shown::new(&key.labels.to_string()),
        href: if entered { context.metric_href(&key, DEPTH) } else { String::new() },
        value: quantity(metric.value, &metric.unit),
        delta: delta(before, Some(metric.value), &metric.unit, metric.direction),
    }
}

fn facts(run: &Run, snapshot: &Snapshot) -> Vec<Fact> {
    let fact = |name: &str, value: Shown| Fact { name: name.to_owned(), value, href: String::new() };
    let mut facts = vec![
        fact("Taken", Shown::new(&date_time(run.taken_at))),
        fact("Project", Shown::new(&run.subject)),
        fact("Job", Shown::new(&run.job)),
    ];
    if let Some(commit) = &run.commit {
        facts.push(fact(
            "Commit",
            Shown { text: short_commit(commit), full: Some(shorten(&visible(commit), 64)) },
        ));
    }
    facts.extend(run.branch.as_deref().map(|b| fact("Branch", Shown::new(b))));
    let dirty = run.dirty.map(|d| if d { "uncommitted changes" } else { "clean" });
    facts.extend(dirty.map(|d| fact("Work tree", Shown::new(d))));
    facts.push(fact("Tool", tool(run)));
    facts.push(fact("Format", Shown::new(&run.format)));
    facts.push(fact("Collected by", Shown::new(&format!("Quarterdeck {}", snapshot.collector.version))));
    facts.extend(run.labels.iter().take(20).map(|(k, v)| fact(&shorten(&visible(k), 40), Shown::new(v))));
    if run.simulated {
        facts.push(fact("Simulated", Shown::new("yes: these figures were made up")));
    }
    facts
}

/// A diagnostic as it is shown.
pub(crate) fn remark(problem: &Diagnostic) -> Remark {
    let status = match problem.level {
        Level::Error => Status::FAILING.named("Not read"),
        Level::Warning => Status::AT_RISK.named("Warning"),
        Level::Note => Status::NO_TARGET.named("Note"),
    };
    Remark {
        status,
        path: Shown::cut(&problem.path, 120),
        place: Shown::new(&problem.place.as_ref().map(ToString::to_string).unwrap_or_default()),
        message: Shown::cut(&problem.message, 300),
        hint: Shown::cut(problem.hint.as_deref().unwrap_or_default(), 300),
    }
}

/// `The first 200 of 1234.`; empty when all are listed.
pub(super) fn cap_note(listed: usize, total: usize) -> String {
    if listed < total {
        format!("The first {listed} of {}.", plural(total, "row", "rows"))
    } else {
        String::new()
    }
}
