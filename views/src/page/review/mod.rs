//! Reviews of weeks and quarters: what a meeting reads, on the screen, on paper and as Markdown.
//!
//! A review is told as of the end of its period, from the history up to then; only the frame around it, such as the
//! navigation, is of the day of the build.

mod actions;
mod area;
mod build;
mod code;
mod events;
mod figures;
mod given;
mod list;
mod markdown;
mod movers;
mod notes;
mod objectives;
mod plan;
mod quality;
mod sentences;
mod services;
mod thresholds;
mod warnings;
mod words;

pub use super::grid::{Cell, Grid, GridColumn};
pub use build::{build, build_with};
pub use list::{list, older};
pub use markdown::{human, markdown};
pub use notes::{Action, PeriodNotes, template};
pub use plan::{Plan, plan};

pub(crate) use words::heading;

use super::overview::Verdict;
use super::{Drawings, Link, Shell};
use crate::{Figure, Status};
use serde::Serialize;

/// `review/2026-W47.html` or `review/2026-Q4.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ReviewPage {
    /// Its frame.
    pub shell: Shell,
    /// `2026-W47`.
    pub name: String,
    /// Whether it is of a quarter: then every topic begins a page on paper.
    pub quarterly: bool,
    /// `Week 47, 16 to 22 Nov 2026`.
    pub heading: String,
    /// `so far: up to 20 Nov 2026 12:00 UTC`; empty when the period has ended.
    pub so_far: String,
    /// What it is told from, and as of when.
    pub basis: String,
    /// The gate at the end of the period.
    pub verdict: Verdict,
    /// `86.4`, or `65.0–86.4` with an input unknown.
    pub score: String,
    /// `good`, `critical, coverage unknown`.
    pub band: String,
    /// The look of that band.
    pub score_status: Status,
    /// What it was like.
    pub sentences: Vec<String>,
    /// What stands on it, in the order of the meeting.
    pub topics: Vec<Topic>,
    /// The review before; empty without one.
    pub before: Link,
    /// The review after; empty without one.
    pub after: Link,
    /// The same as Markdown.
    pub markdown_href: String,
    /// What to do for notes on it; shown where there are none.
    pub notes_hint: String,
}

/// One topic: a section on the screen, a page of a quarter's deck on paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Topic {
    /// Its anchor.
    pub anchor: &'static str,
    /// Whether it goes on below the topic before it on paper, where a quarter gives each topic a page.
    pub joined: bool,
    /// `Movers`.
    pub title: String,
    /// A few words beside the title.
    pub sub: String,
    /// What it comes to.
    pub sentences: Vec<String>,
    /// Its charts.
    pub figures: Vec<Figure>,
    /// Its tables.
    pub grids: Vec<Grid>,
}

/// `reviews.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ReviewsPage {
    /// Its frame.
    pub shell: Shell,
    /// `12 weeks and 2 quarters.`
    pub summary: String,
    /// Weeks, newest first.
    pub weeks: Grid,
    /// Quarters, newest first.
    pub quarters: Grid,
    /// Which reviews are not on the site, and how to get them; empty when all are.
    pub older: String,
}

impl Drawings for ReviewPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.topics.iter_mut().flat_map(|topic| &mut topic.figures).collect()
    }
}

impl Drawings for ReviewsPage {}
