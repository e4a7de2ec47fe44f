//! Entries about the site itself: its pages, objectives, runbooks, reviews, projects.

use super::{Entry, Group};
use crate::context::Context;
use crate::page::Link;
use crate::page::objectives::{anchor_of, words};
use crate::page::review::{Plan, heading};
use crate::routes;

const PAGE_BYTES: usize = 3_000;
const OBJECTIVE_BYTES: usize = 4_000;
const RUNBOOK_BYTES: usize = 4_000;
const REVIEW_BYTES: usize = 4_000;
const PROJECT_BYTES: usize = 5_000;

/// The pages of the navigation, those that lie behind them, and notes.
pub(super) fn pages(told: &Context<'_>, notes: &[Link]) -> Group {
    let menu =
        crate::page::shell::pages(told).into_iter().map(|(label, to)| Entry::new(label, "", to.to_owned()));
    let compare = Entry::new("Compare", "what changed", routes::COMPARE.to_owned());
    let runbooks = (!told.policy.runbooks.is_empty())
        .then(|| Entry::new("Runbooks", "what to do about alerts", routes::RUNBOOKS.to_owned()));
    let notes = notes.iter().map(|note| Entry::new(&note.text.text, "note", note.href.clone()));
    let all: Vec<Entry> = menu.chain([compare]).chain(runbooks).chain(notes).collect();
    Group::filled(("Page", "pages"), all.into_iter(), PAGE_BYTES, "all notes are listed under About.")
}

/// Objectives by what they are about.
pub(super) fn objectives(told: &Context<'_>) -> Group {
    let entries = told.assessment.objectives.iter().map(|attained| {
        let (name, detail) = words::names(told, attained);
        let anchor = anchor_of(told, attained);
        Entry::new(&name.text, &detail.text, format!("{}#{anchor}", routes::OBJECTIVES))
    });
    Group::filled(("Objective", "objectives"), entries, OBJECTIVE_BYTES, "all are listed under Objectives.")
}

/// Runbooks by their titles.
pub(super) fn runbooks(told: &Context<'_>) -> Group {
    let entries = told
        .policy
        .runbooks
        .iter()
        .map(|runbook| Entry::new(&runbook.title, &runbook.path, routes::runbook(&runbook.slug)));
    Group::filled(("Runbook", "runbooks"), entries, RUNBOOK_BYTES, "all are listed under Runbooks.")
}

/// Reviews that stand on the site, newest first.
pub(super) fn reviews(plan: &Plan) -> Group {
    let periods: Vec<_> = plan.spans().map(|span| span.period).collect();
    let entries = periods
        .iter()
        .rev()
        .map(|period| Entry::new(&period.name(), &heading(*period), routes::review(*period)));
    Group::filled(("Review", "reviews"), entries, REVIEW_BYTES, "all are listed under Reviews.")
}

/// Projects of a roll-up; they have one page together.
pub(super) fn projects(told: &Context<'_>) -> Group {
    let all = told.fleet().map(|fleet| fleet.projects.as_slice()).unwrap_or_default();
    let entries = all.iter().map(|project| Entry::new(&project.project, "", routes::PROJECTS.to_owned()));
    Group::filled(("Project", "projects"), entries, PROJECT_BYTES, "all are listed under Projects.")
}
