//! How long findings have been open.

use super::groups::{place, severity};
use super::job::Job;
use crate::context::Context;
use crate::format::{count, date, percent};
use crate::page::area::AreaPart;
use crate::page::grid::{Cell, Grid, column, linked, numbers, text};
use crate::page::rows::{plural, run_link};
use crate::text::Shown;
use quarterdeck_analysis::open::Open;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::payload::Severity;

/// Findings that are listed.
const MOST: usize = 15;
/// Ends of the groups of ages, in days; the last one has none.
const GROUPS: [(i64, &str); 5] = [
    (7, "up to a week"),
    (30, "up to 30 days"),
    (91, "up to a quarter of a year"),
    (365, "up to a year"),
    (i64::MAX, "longer than a year"),
];

/// The part.
pub(super) fn part(context: &Context<'_>, job: &Job<'_>) -> AreaPart {
    let part = AreaPart::titled("By age");
    let all = &job.tracked.open;
    let part = job.tracked.lost.iter().fold(part, |part, (class, tool, open)| {
        let open = plural(*open, "finding that was", "findings that were");
        let tool = Shown::new(tool).text;
        part.saying(format!(
            "What {tool} finds of {} is not listed now: what became of {open} open is not known.",
            class.as_str()
        ))
    });
    if all.is_empty() {
        return part.saying("No single finding is known to be open.");
    }
    let start = all.iter().filter(|open| open.from_start).count();
    let told = match start {
        0 => String::new(),
        some => format!(
            "{} there when their tool's findings were first listed: they may be older.",
            plural(some, "was", "were")
        ),
    };
    part.saying(told).grids(vec![groups(context, all), oldest(context, all)])
}

fn days(context: &Context<'_>, open: &Open) -> i64 {
    let since = context.run(open.since).map_or(context.now, |run| run.taken_at);
    (context.now.millis() - since.millis()).max(0) / DAY_MS
}

fn groups(context: &Context<'_>, all: &[Open]) -> Grid {
    let mut from = i64::MIN;
    let mut rows = Vec::new();
    for (end, name) in GROUPS {
        let own: Vec<&Open> = all.iter().filter(|open| (from..end).contains(&days(context, open))).collect();
        from = end;
        let severe = own.iter().filter(|open| open.finding.severity >= Severity::High).count();
        let medium = own.iter().filter(|open| open.finding.severity >= Severity::Unknown).count();
        let share = own.len() as f64 * 100.0 / all.len() as f64;
        rows.push(vec![
            text(name),
            text(&count(own.len() as f64)),
            text(&percent(&crate::format::fixed(share, 0))),
            text(&count(severe as f64)),
            text(&count((medium - severe) as f64)),
        ]);
    }
    let columns = vec![
        column("Open for"),
        numbers("Findings"),
        numbers("Of all").only("medium"),
        numbers("High or critical"),
        numbers("Medium or not rated").only("medium"),
    ];
    let most = rows.len();
    Grid::of(columns, "").filled(rows, most)
}

fn oldest(context: &Context<'_>, all: &[Open]) -> Grid {
    let mut all: Vec<&Open> = all.iter().collect();
    all.sort_by_key(|open| (open.since, std::cmp::Reverse(open.finding.severity)));
    let row = |open: &&Open| -> Vec<Cell> {
        let day = context.run(open.since).map(|run| date(run.taken_at)).unwrap_or_default();
        let since = linked(Shown::new(&day), run_link(context, open.since, 0).href);
        let finding = &open.finding;
        vec![
            since.with_sub(if open.from_start { "or earlier" } else { "" }),
            text(severity(finding.severity)),
            text(&finding.rule).with_sub(&finding.tool),
            Cell { text: place(finding), ..Cell::default() }.with_sub(&finding.message),
        ]
    };
    let rows = all.iter().map(row).collect();
    let columns = vec![
        column("Open since"),
        column("Severity"),
        column("Rule"),
        column("Where and what").only("medium"),
    ];
    Grid::of(columns, "").titled("Oldest").filled(rows, MOST)
}
