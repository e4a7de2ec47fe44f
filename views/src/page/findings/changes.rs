//! New and fixed findings since the baseline.

use super::groups::{place, severity};
use super::job::Job;
use crate::context::Context;
use crate::format::count;
use crate::page::area::AreaPart;
use crate::page::grid::{Cell, Grid, column, text};
use crate::page::rows::plural;
use crate::text::Shown;
use quarterdeck_analysis::compare::findings::findings;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::payload::{Finding, Findings};

/// Findings of a list.
const MOST: usize = 30;
/// Days over which new and fixed ones are added up.
const DAYS: i64 = 30;

/// The part.
pub(super) fn part(context: &Context<'_>, job: &Job<'_>, now: &Findings) -> AreaPart {
    let Some((base, before)) = job.base else {
        return AreaPart::titled("New and fixed").saying("There is no earlier run to compare with.");
    };
    let told = findings(before, now);
    let part = AreaPart::titled(&format!("New and fixed since {}", base.name(context)))
        .saying(format!(
            "{} new, {} fixed or suppressed since, {} as then.",
            count(told.new.len() as f64),
            count(told.fixed.len() as f64),
            count(told.same as f64)
        ))
        .saying(lately(context, job));
    let unknown = told.unknown.iter().take(10).map(|unknown| {
        let tool = Shown::new(&unknown.tool).text;
        format!("Not known of {} by {tool}: {}.", unknown.class.as_str(), unknown.why)
    });
    let part = unknown.fold(part, AreaPart::saying);
    part.grids(vec![
        grid("New", told.new, "No finding is new."),
        grid("Fixed or suppressed", told.fixed, "No finding was fixed."),
    ])
}

/// What came and went in the last days, from run to run.
fn lately(context: &Context<'_>, job: &Job<'_>) -> String {
    let since = context.now.millis() - DAYS * DAY_MS;
    let recent: Vec<_> = job
        .tracked
        .steps
        .iter()
        .filter(|step| context.run(step.run).is_some_and(|run| run.taken_at.millis() >= since))
        .collect();
    if recent.len() < 2 {
        return String::new();
    }
    let new: usize = recent.iter().map(|step| step.new).sum();
    let fixed: usize = recent.iter().map(|step| step.fixed).sum();
    format!(
        "From run to run in the last {DAYS} days, {}: {} new, {} fixed.",
        plural(recent.len(), "run", "runs"),
        count(new as f64),
        count(fixed as f64)
    )
}

fn grid(caption: &str, mut found: Vec<&Finding>, none: &str) -> Grid {
    found.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.path.as_str(), f.line));
    let row = |finding: &&Finding| -> Vec<Cell> {
        vec![
            text(severity(finding.severity)),
            text(&finding.rule).with_sub(&finding.tool),
            Cell { text: place(finding), ..Cell::default() }.with_sub(&finding.message),
        ]
    };
    let columns = vec![column("Severity"), column("Rule"), column("Where and what")];
    Grid::of(columns, none).titled(caption).filled(found.iter().map(row).collect(), MOST)
}
