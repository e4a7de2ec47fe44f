//! What changed state, newest first, for readers of feeds: everything follows from the archive, nothing from the clock.
//!
//! The gate's verdict is not among it. Its conditions may ask which files changed, which git knows and the archive does
//! not, so that a verdict of the past does not follow from the archive; and each would cost a judgement of all history.

mod words;

use crate::context::Context;
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::change::{Change, Tier};
use quarterdeck_analysis::review::{self, releases};
use quarterdeck_model::{Series, Timestamp};
use serde::Serialize;

/// Changes that a feed holds: the newest.
pub const MOST: usize = 50;

/// The changes of state of one project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// The project's name.
    pub project: String,
    /// `acme-core: changes of state`.
    pub title: String,
    /// When the newest change was measured, RFC 3339; of a project without any, when its newest run was.
    pub updated: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// One change of state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Identity, the same in every build: what changed, of what, with which snapshot.
    pub key: String,
    /// `alert`, `incident`, `change` or `release`.
    pub category: &'static str,
    /// `Alert opened: P99 latency (load)`.
    pub title: String,
    /// What is known of it, in sentences.
    pub text: String,
    /// When the snapshot was taken that shows it, RFC 3339.
    pub updated: String,
    /// Where to read more, from the root of the site.
    pub href: String,
}

/// Something that changed.
enum What<'a> {
    Opened(&'a Alert),
    Closed(&'a Alert),
    Level(&'a Series, &'a Change),
    Release(review::What),
}

impl Feed {
    /// The newest changes of what was judged. Alerts on stale data are not among them: those come from the clock, and an
    /// archive that nothing is added to keeps its feed.
    pub fn of(context: &Context<'_>) -> Self {
        let project = crate::text::shorten(&crate::text::visible(&context.project), 60);
        let mut all: Vec<(u32, What<'_>)> = alerts(context);
        all.extend(levels(context));
        all.extend(releases(context.history).into_iter().map(|event| (event.run, What::Release(event.what))));
        all.sort_by_key(|(run, _)| std::cmp::Reverse(*run));
        let entries: Vec<Entry> =
            all.iter().take(MOST).filter_map(|(run, what)| words::entry(context, *run, what)).collect();
        let newest = context.history.runs.last().map(|run| run.taken_at);
        let newest = newest.or_else(|| Timestamp::from_millis(0)).map(|at| at.to_string());
        let updated = entries.first().map(|entry| entry.updated.clone());
        Self {
            title: format!("{project}: changes of state"),
            updated: updated.or(newest).unwrap_or_default(),
            project,
            entries,
        }
    }
}

fn alerts<'a>(context: &Context<'a>) -> Vec<(u32, What<'a>)> {
    let told = context.assessment.alerts.iter().filter(|alert| alert.kind != AlertKind::StaleData);
    let opened_and_closed = |alert: &'a Alert| {
        let closed = alert.closed.map(|run| (run, What::Closed(alert)));
        std::iter::once((alert.opened, What::Opened(alert))).chain(closed)
    };
    told.flat_map(opened_and_closed).collect()
}

/// Confirmed changes of level; one for the worse is an alert already.
fn levels<'a>(context: &Context<'a>) -> Vec<(u32, What<'a>)> {
    let alerted: std::collections::BTreeSet<(Option<usize>, u32)> =
        regressions(context).map(|alert| (alert.series, alert.opened)).collect();
    let series = context.history.series.iter().zip(&context.assessment.changes).enumerate();
    let of_series = series.flat_map(|(index, (series, found))| {
        let confirmed = found.changes.iter().filter(|change| change.tier == Tier::Confirmed);
        confirmed.filter_map(move |change| Some((index, series.points.get(change.at)?.run, series, change)))
    });
    let new = of_series.filter(|(index, run, ..)| !alerted.contains(&(Some(*index), *run)));
    new.map(|(_, run, series, change)| (run, What::Level(series, change))).collect()
}

fn regressions<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Alert> {
    context.assessment.alerts.iter().filter(|alert| alert.kind == AlertKind::Regression)
}
