//! The reviews of weeks and quarters: pages, their Markdown, and the list.

use crate::GenerateError;
use crate::notes::Note;
use crate::pages::{File, Press};
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Known, Span};
use quarterdeck_model::{Shelf, Snapshots, Timestamp};
use quarterdeck_views::context::Context;
use quarterdeck_views::format::{Manner, within};
use quarterdeck_views::page::review::{self, PeriodNotes, Plan, ReviewPage};
use quarterdeck_views::routes;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The notes that are named after a period.
pub(crate) fn of_periods(notes: &[Note]) -> Vec<PeriodNotes> {
    let of = |note: &Note| {
        Some(PeriodNotes { period: Period::parse(&note.name)?, markdown: note.markdown.clone() })
    };
    notes.iter().filter_map(of).collect()
}

/// A review to be read, and the same as it is kept in git, where that differs.
pub(crate) struct Told {
    page: ReviewPage,
    kept: Option<ReviewPage>,
}

/// Every review of the site, told.
pub(crate) fn tell(
    site: &Context<'_>,
    (shelf, manner): (&dyn Shelf, &Arc<Manner>),
    plan: &Plan,
    notes: &[PeriodNotes],
) -> Vec<Told> {
    let plain = Arc::new(Manner::default());
    // What was known at an instant is found once, though one period ends and another begins there.
    let instants: Vec<Timestamp> = plan.instants().into_iter().collect();
    let known: BTreeMap<Timestamp, Known> =
        instants.into_par_iter().map(|at| (at, Known::at(site.history, site.policy, at))).collect();
    let spans: Vec<Span> = plan.spans().collect();
    let told = |span: &Span| {
        let pair = span.eve().and_then(|eve| known.get(&eve)).zip(known.get(&span.until))?;
        let snapshots = Snapshots::on(shelf);
        let all = (&snapshots, plan, notes);
        Some(review::build_with(site, all, *span, pair, |write| Told {
            page: within(manner, write),
            kept: (*manner != plain).then(|| within(&plain, write)),
        }))
    };
    spans.par_iter().filter_map(told).collect()
}

/// The pages of all reviews, their Markdown, and the list.
pub(crate) fn print(
    (press, manner): (&Press<'_>, &Arc<Manner>),
    site: &Context<'_>,
    (plan, notes): (&Plan, &[PeriodNotes]),
    all: Vec<Told>,
) -> Result<Vec<File>, GenerateError> {
    let list = within(manner, || {
        let pages: Vec<&ReviewPage> = all.iter().map(|told| &told.page).collect();
        press.page("reviews.html", review::list(site, plan, &pages), |_| ())
    })?;
    let one = |told: Told| -> Result<Vec<File>, GenerateError> {
        let path = told.page.shell.path.replace(".html", ".md");
        let markdown = review::markdown(told.kept.as_ref().unwrap_or(&told.page), notes);
        let page = within(manner, || press.page("review.html", told.page, |_| ()))?;
        Ok(page.files().chain([(path, markdown)]).collect())
    };
    let printed: Vec<Vec<File>> = all.into_par_iter().map(one).collect::<Result<_, _>>()?;
    Ok(printed.into_iter().flatten().chain(list.files()).collect())
}

/// The paths that notes may stand on.
pub(crate) fn pages(plan: &Plan) -> impl Iterator<Item = String> {
    plan.pages().chain([routes::REVIEWS.to_owned()])
}
