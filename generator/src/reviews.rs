//! The reviews of weeks and quarters: pages, their Markdown, and the list.

use crate::GenerateError;
use crate::notes::Note;
use crate::pages::{File, Press};
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Known, Span};
use quarterdeck_model::Timestamp;
use quarterdeck_views::context::Context;
use quarterdeck_views::page::metric::Snapshots;
use quarterdeck_views::page::review::{self, PeriodNotes, Plan, ReviewPage};
use quarterdeck_views::routes;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The notes that are named after a period.
pub(crate) fn of_periods(notes: &[Note]) -> Vec<PeriodNotes> {
    let of = |note: &Note| {
        Some(PeriodNotes { period: Period::parse(&note.name)?, markdown: note.markdown.clone() })
    };
    notes.iter().filter_map(of).collect()
}

/// Every review of the site, told.
pub(crate) fn tell(
    site: &Context<'_>,
    snapshots: &Snapshots<'_>,
    plan: &Plan,
    notes: &[PeriodNotes],
) -> Vec<ReviewPage> {
    // What was known at an instant is found once, though one period ends and another begins there.
    let instants: Vec<Timestamp> = plan.instants().into_iter().collect();
    let known: BTreeMap<Timestamp, Known> =
        instants.into_par_iter().map(|at| (at, Known::at(site.history, site.policy, at))).collect();
    let spans: Vec<Span> = plan.spans().collect();
    let told = |span: &Span| {
        let pair = span.eve().and_then(|eve| known.get(&eve)).zip(known.get(&span.until))?;
        Some(review::build(site, snapshots, (plan, notes), *span, pair))
    };
    spans.par_iter().filter_map(told).collect()
}

/// The pages of all reviews, their Markdown, and the list.
pub(crate) fn print(
    press: &Press<'_>,
    site: &Context<'_>,
    (plan, notes): (&Plan, &[PeriodNotes]),
    pages: Vec<ReviewPage>,
) -> Result<Vec<File>, GenerateError> {
    let list = press.page("reviews.html", review::list(site, plan, &pages), |_| ())?;
    let one = |page: ReviewPage| -> Result<Vec<File>, GenerateError> {
        let path = page.shell.path.replace(".html", ".md");
        let markdown = review::markdown(&page, notes);
        Ok(press.page("review.html", page, |_| ())?.files().chain([(path, markdown)]).collect())
    };
    let printed: Vec<Vec<File>> = pages.into_par_iter().map(one).collect::<Result<_, _>>()?;
    Ok(printed.into_iter().flatten().chain(list.files()).collect())
}

/// The paths that notes may stand on.
pub(crate) fn pages(plan: &Plan) -> impl Iterator<Item = String> {
    plan.pages().chain([routes::REVIEWS.to_owned()])
}
