//! Confirmed improvements: new levels that are better than the ones before.

use super::{AlertRow, AlertSection, Link};
use crate::context::Context;
use crate::format::value;
use crate::page::rows::{plural, run_link};
use crate::{Shown, Status};
use quarterdeck_analysis::change::{Change, Meaning, Tier};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::Series;

/// The newest of them.
pub(super) fn section(context: &Context<'_>, most: usize) -> AlertSection {
    let all = context.history.series.iter().zip(&context.assessment.changes);
    let mut found: Vec<(u32, &Series, &Change)> = all
        .flat_map(|(series, found)| {
            let better = found
                .changes
                .iter()
                .filter(|change| change.tier == Tier::Confirmed && change.meaning == Meaning::Improvement);
            better.filter_map(move |change| Some((series.points.get(change.at)?.run, series, change)))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
    let rows: Vec<AlertRow> =
        found.iter().take(most).map(|(run, series, c)| row(context, *run, series, c)).collect();
    let rest = found.len() - rows.len();
    AlertSection {
        anchor: "improvements",
        label: "Improvements",
        count: found.len(),
        rows,
        note: if rest > 0 { format!("{rest} more are not listed.") } else { String::new() },
        none: "No confirmed improvement.",
    }
}

fn row(context: &Context<'_>, run: u32, series: &Series, change: &Change) -> AlertRow {
    let (text, detail) = context.names(series);
    let before = change.at.checked_sub(1).and_then(|at| series.points.get(at));
    let points = series.points.len() - change.at;
    let since = context.run(run).map(|first| context.now.millis() - first.taken_at.millis());
    let (was, is) = (value(change.before.median, &series.unit), value(change.after.median, &series.unit));
    let slug = context.slugs().get(&series.key).unwrap_or_default();
    AlertRow {
        anchor: format!("improvement-{slug}-{run}"),
        id: Shown::default(),
        status: Status::MEETS.named("Better"),
        severity: "confirmed",
        metric: Link { text, href: context.metric_href(&series.key, 0) },
        detail,
        message: format!("From {was} to {is}."),
        first: run_link(context, run, 0),
        last_good: before.map(|point| run_link(context, point.run, 0)).unwrap_or_default(),
        last: series.points.last().map(|point| run_link(context, point.run, 0)).unwrap_or_default(),
        lasted: if change.present { "still there".to_owned() } else { "gone since".to_owned() },
        hours: since.unwrap_or_default().max(0) / (DAY_MS / 24),
        persistence: plural(points, "snapshot since", "snapshots since"),
        state: Shown::new(if change.present { "Present" } else { "Past" }),
        ..AlertRow::default()
    }
}
