//! The archive as a list.

use super::rows::{link, plural, source, status_of_run, tool};
use super::shell::Facing;
use super::{Drawings, Link, Shell};
use crate::context::Context;
use crate::format::date::local;
use crate::format::{self, date_time};
use crate::{Shown, Status, catalogue, routes};
use chrono::Datelike as _;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::Run;
use serde::Serialize;

/// `snapshots.html`, `snapshots-2.html`, …
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SnapshotsPage {
    /// Its frame.
    pub shell: Shell,
    /// 1-based.
    pub number: usize,
    /// Of how many.
    pub pages: usize,
    /// `Snapshots 1 to 200 of 10 000`.
    pub summary: String,
    /// Newest month first.
    pub months: Vec<Month>,
    /// Newer page.
    pub newer: Option<Link>,
    /// Older page.
    pub older: Option<Link>,
    /// All pages with their spans, this one without address.
    pub all: Vec<Link>,
}

/// The runs of one month on this page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Month {
    /// `2026-11`: the anchor.
    pub anchor: String,
    /// `November 2026`.
    pub label: String,
    /// Newest first.
    pub rows: Vec<SnapshotRow>,
}

/// A run, or a gap between runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "row", rename_all = "lowercase")]
pub enum SnapshotRow {
    /// A run.
    Run(Box<RunRow>),
    /// `no runs for 12 days`.
    Gap {
        /// What it says.
        text: String,
    },
}

/// A run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunRow {
    /// Its page.
    pub href: String,
    /// Its identifier.
    pub id: String,
    /// `23 Nov 2026 07:12 UTC`.
    pub when: String,
    /// `Coverage`.
    pub kind: &'static str,
    /// Its job.
    pub job: Shown,
    /// Whether it can be believed.
    pub status: Status,
    /// Why not in full.
    pub reason: Shown,
    /// `main @ 9f31c2a`.
    pub source: Shown,
    /// Tool and version.
    pub tool: Shown,
    /// `host=ci-large`.
    pub labels: Shown,
}

impl Drawings for SnapshotsPage {}

/// Days without any run that are worth a row.
const GAP_DAYS: i64 = 7;

/// Builds page `number` (1-based) of the archive list; a number beyond the last gives the last.
pub fn build(context: &Context<'_>, number: usize) -> SnapshotsPage {
    let total = context.history.runs.len();
    let pages = context.snapshot_pages();
    let number = number.clamp(1, pages);
    let newest = total.saturating_sub((number - 1) * routes::SNAPSHOTS_A_PAGE);
    let oldest = newest.saturating_sub(routes::SNAPSHOTS_A_PAGE);
    let facing = Facing {
        path: routes::snapshots(number),
        title: if pages > 1 { format!("Snapshots, page {number}") } else { "Snapshots".to_owned() },
        description: "Every snapshot of the archive, newest first.".to_owned(),
    };
    let page_link = |n: usize, text: &str| link(text, routes::snapshots(n));
    SnapshotsPage {
        shell: Shell::of(context, facing),
        number,
        pages,
        summary: summary(total, newest, oldest),
        months: months(context, oldest..newest),
        newer: (number > 1).then(|| page_link(number - 1, "Newer")),
        older: (number < pages).then(|| page_link(number + 1, "Older")),
        all: (1..=pages)
            .map(
                |n| {
                    if n == number {
                        link(&n.to_string(), String::new())
                    } else {
                        page_link(n, &n.to_string())
                    }
                },
            )
            .collect(),
    }
}

fn summary(total: usize, newest: usize, oldest: usize) -> String {
    let n = |count: usize| format::count(count as f64);
    match (total, newest - oldest == total) {
        (0, _) => "There is no snapshot yet.".to_owned(),
        (_, true) => format!("{}.", plural(total, "snapshot", "snapshots")),
        _ => format!("Snapshots {} to {} of {}.", n(total - newest + 1), n(total - oldest), n(total)),
    }
}

fn months(context: &Context<'_>, range: std::ops::Range<usize>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for index in range.rev() {
        let Some(run) = u32::try_from(index).ok().and_then(|i| context.run(i)) else { continue };
        let taken = local(run.taken_at).date();
        let anchor = format!("{:04}-{:02}", taken.year(), taken.month());
        if months.last().is_none_or(|m| m.anchor != anchor) {
            months.push(Month { anchor, label: format::month_year_long(taken), rows: Vec::new() });
        }
        let Some(month) = months.last_mut() else { continue };
        month.rows.push(SnapshotRow::Run(Box::new(run_row(context, index, run))));
        let before = index.checked_sub(1).and_then(|i| context.history.runs.get(i));
        let quiet = before.map_or(0, |b| (run.taken_at.millis() - b.taken_at.millis()) / DAY_MS);
        if quiet >= GAP_DAYS {
            month.rows.push(SnapshotRow::Gap {
                text: format!(
                    "no runs for {}",
                    plural(usize::try_from(quiet).unwrap_or_default(), "day", "days")
                ),
            });
        }
    }
    months
}

fn run_row(context: &Context<'_>, index: usize, run: &Run) -> RunRow {
    RunRow {
        href: u32::try_from(index).map(|i| context.run_href(i, 0)).unwrap_or_default(),
        id: run.id.to_string(),
        when: date_time(run.taken_at),
        kind: catalogue::area(run.kind),
        job: Shown::new(&run.job),
        status: status_of_run(run),
        reason: Shown::new(run.voided.as_ref().or(run.reasons.first()).map_or("", String::as_str)),
        source: source(run),
        tool: tool(run),
        labels: Shown::new(&run.labels.to_string()),
    }
}
