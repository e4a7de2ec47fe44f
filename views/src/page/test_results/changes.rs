//! What became of the tests since the baseline.

use super::cases::{look, named};
use super::job::Job;
use crate::context::Context;
use crate::page::area::AreaPart;
use crate::page::grid::{Cell, Grid, column, status};
use crate::page::rows::plural;
use quarterdeck_analysis::compare::cases::{CaseChanges, cases};
use quarterdeck_model::payload::{Case, Tests};

/// Tests of one list that are shown.
const MOST: usize = 30;

/// New, removed, newly failing, mended and silenced tests.
pub(super) fn changes(context: &Context<'_>, job: &Job<'_>, tests: &Tests) -> AreaPart {
    let Some((base, before)) = job.base else {
        return AreaPart::titled("New and removed tests").saying("There is no earlier run to compare with.");
    };
    let told = cases(before, tests);
    let title = format!("New and removed tests since {}", base.name(context));
    AreaPart::titled(&title).saying(sentence(&told)).grids(vec![
        grid("New", &told.new, "No test is new."),
        grid("Removed", &told.removed, "No test was removed."),
        grid("Newly failing", &told.newly_failing, "No test fails that did not fail then."),
        grid("Fixed", &told.fixed, "No failing test was mended."),
        grid("Newly skipped", &told.newly_skipped, "No test was silenced."),
    ])
}

fn sentence(told: &CaseChanges<'_>) -> String {
    format!(
        "{} new, {} removed, {} newly failing, {} fixed, {} skipped that ran then; {} as before.",
        told.new.len(),
        told.removed.len(),
        told.newly_failing.len(),
        told.fixed.len(),
        told.newly_skipped.len(),
        plural(told.same + told.still_failing.len() + told.still_flaky.len(), "is", "are")
    )
}

fn grid(caption: &str, cases: &[&Case], none: &str) -> Grid {
    let row = |case: &&Case| -> Vec<Cell> { vec![named(case), status(look(case.status))] };
    let columns = vec![column("Test"), column("Result")];
    Grid::of(columns, none).titled(caption).filled(cases.iter().map(row).collect(), MOST)
}
