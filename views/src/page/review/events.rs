//! What happened that figures may have changed by.

use super::given::Given;
use super::{Cell, Grid, Topic};
use crate::page::grid::{column, text};
use crate::text::{shorten, visible};
use quarterdeck_analysis::review::{Event, What};

/// Events that are listed: the newest.
const MOST: usize = 15;

pub(super) fn topic(given: &Given<'_>) -> Topic {
    let rows = given.review.events.iter().rev().map(|event| row(given, event)).collect();
    let columns = vec![column("First run"), column("What"), column("Job")];
    let none = "No release was labelled, and no tool, format or host changed.";
    Topic {
        anchor: "events",
        title: "Events".to_owned(),
        sub: "releases, tools, formats, hosts and new jobs, newest first".to_owned(),
        grids: vec![Grid::of(columns, none).filled(rows, MOST)],
        ..Topic::default()
    }
}

fn row(given: &Given<'_>, event: &Event) -> Vec<Cell> {
    let short = |text: &str| shorten(&visible(text), 60);
    let what = match &event.what {
        What::Release { label, name } => format!("{label} {}", short(name)),
        What::NewJob => "first run of this job".to_owned(),
        What::Tool { from, to } => format!("tool {} → {}", short(from), short(to)),
        What::Format { from, to } => {
            format!("format {} → {}: figures before and after may not mean the same", short(from), short(to))
        }
        What::Host { name } => format!("first run on host {}", short(name)),
    };
    let job = given.then.run(event.run).map(|run| run.job.clone()).unwrap_or_default();
    vec![given.run(event.run), text(&what), text(&job)]
}
