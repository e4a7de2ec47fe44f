//! The list of reviews.

use super::plan::Plan;
use super::{Cell, Grid, ReviewPage, ReviewsPage};
use crate::context::Context;
use crate::page::Shell;
use crate::page::grid::{column, linked, numbers, status, text};
use crate::page::rows::plural;
use crate::page::shell::Facing;
use crate::{Shown, Status, routes};
use quarterdeck_analysis::period::Period;

/// Builds `reviews.html` from the `pages` of the plan.
pub fn list(site: &Context<'_>, plan: &Plan, pages: &[&ReviewPage]) -> ReviewsPage {
    let of = |quarterly: bool, none: &str| {
        let own = pages.iter().filter(|page| page.quarterly == quarterly);
        let mut rows: Vec<(&str, Vec<Cell>)> = own.map(|page| (page.name.as_str(), row(page))).collect();
        rows.sort_by(|(a, _), (b, _)| b.cmp(a));
        let columns = vec![
            column("Review"),
            column("Gate"),
            numbers("Score"),
            column("What it was like").only("medium"),
        ];
        Grid::of(columns, none).filled(rows.into_iter().map(|(_, row)| row).collect(), pages.len())
    };
    let summary = format!(
        "{} and {}.",
        plural(plan.weeks.len(), "week", "weeks"),
        plural(plan.quarters.len(), "quarter", "quarters")
    );
    let facing = Facing {
        path: routes::REVIEWS.to_owned(),
        title: "Reviews".to_owned(),
        description: summary.clone(),
    };
    ReviewsPage {
        shell: Shell::of(site, facing),
        summary,
        weeks: of(false, "No week has a snapshot yet."),
        quarters: of(true, "No quarter has a snapshot yet."),
        older: older(plan),
    }
}

/// Which reviews are not on the site, and how to get them; empty when all are.
pub fn older(plan: &Plan) -> String {
    let range = |periods: &[Period]| match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if first != last => Some(format!("{} to {}", first.name(), last.name())),
        (Some(only), _) => Some(only.name()),
        _ => None,
    };
    let ranges: Vec<String> =
        [range(&plan.older_weeks), range(&plan.older_quarters)].into_iter().flatten().collect();
    let example = plan.older_weeks.last().or(plan.older_quarters.last());
    let Some(example) = example else { return String::new() };
    format!(
        "The newest reviews stand on the site. Earlier ones ({}) are told by the command: quarterdeck review {}.",
        ranges.join(", "),
        example.name()
    )
}

fn row(page: &ReviewPage) -> Vec<Cell> {
    let name = linked(Shown::new(&page.name), format!("review/{}.html", page.name)).with_sub(&page.heading);
    let gate = status(page.verdict.status);
    let state = if page.so_far.is_empty() { String::new() } else { format!(" ({})", page.so_far) };
    let moved = page.sentences.get(1).map_or("", String::as_str);
    let look: Status = page.score_status;
    vec![
        name,
        gate,
        text(&page.score).with_sub(&format!("{}\u{a0}{}", look.glyph, page.band)),
        text(&format!("{moved}{state}")),
    ]
}
