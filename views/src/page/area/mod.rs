//! What the pages on tests, coverage and findings are made of: a card a job, whose parts hold sentences, charts, tables.

mod base;
mod list;
mod stream;

pub use list::{AreaList, Csv, ListedJob};

pub(crate) use base::Base;
pub(crate) use list::{csv_note, field};
pub(crate) use stream::{Stream, streams};

use super::grid::{Cell, Grid, GridColumn};
use super::{Drawings, Fact, Link, Shell};
use crate::{Figure, Shown, Status};
use serde::Serialize;

/// `tests.html`, `coverage.html` or `findings.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AreaPage {
    /// Its frame.
    pub shell: Shell,
    /// `Tests`.
    pub title: &'static str,
    /// What the latest runs say, in one sentence.
    pub summary: String,
    /// What every figure on it means.
    pub meaning: &'static str,
    /// Worst first.
    pub jobs: Vec<AreaJob>,
    /// How many jobs are not shown; empty for none.
    pub more: String,
    /// What to do where there is no run; empty where there is one.
    pub empty: &'static str,
    /// What the files beside the page hold.
    pub csv_note: String,
    /// Everything that the latest runs hold, as CSV.
    pub csv_href: &'static str,
    /// What the page says, as JSON.
    pub json_href: &'static str,
}

/// One job.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AreaJob {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub name: Shown,
    /// What its latest run says.
    pub status: Status,
    /// When that was.
    pub note: String,
    /// The page of that run.
    pub latest: Link,
    /// Why it gave nothing, or not all.
    pub reasons: Vec<Shown>,
    /// What it is compared with.
    pub compared: String,
    /// Its figures at a glance.
    pub facts: Vec<Fact>,
    /// Everything else.
    pub parts: Vec<AreaPart>,
}

/// One topic of a job.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AreaPart {
    /// `Failures`.
    pub title: String,
    /// What it comes to.
    pub sentences: Vec<String>,
    /// Its charts.
    pub figures: Vec<Figure>,
    /// Whether each of them takes the whole width.
    pub full: bool,
    /// Its tables.
    pub grids: Vec<Grid>,
    /// Rows of states, one a run.
    pub strips: Strips,
    /// Folders and files, in the order of the page.
    pub tree: Vec<TreeRow>,
}

/// A table in which every row ends with states, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Strips {
    /// Headings, the last one of the states.
    pub columns: Vec<GridColumn>,
    /// Its rows.
    pub rows: Vec<StripRow>,
    /// What was left out; empty for nothing.
    pub note: String,
}

/// A row of [`Strips`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct StripRow {
    /// As many cells as columns but one.
    pub cells: Vec<Cell>,
    /// The states with what they are of.
    pub states: Vec<(Status, String)>,
}

/// A folder or file of a tree that is read from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TreeRow {
    /// Its name within the folder above.
    pub name: Shown,
    /// Whether rows below belong into it, up to the one that closes it.
    pub folder: bool,
    /// Whether a folder is shown open at first.
    pub open: bool,
    /// How many folders end with this row: as many items.
    pub closes: Vec<()>,
    /// `87.4 %`, or `—`.
    pub percent: String,
    /// `1,234 of 1,412`.
    pub count: String,
    /// Against the baseline.
    pub delta: crate::format::Delta,
    /// Style class of its surface: `step-1` to `step-5`, `unknown`.
    pub class: String,
    /// Length of its bar in per cent.
    pub bar: f64,
}

impl Drawings for AreaPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.jobs.iter_mut().flat_map(|job| &mut job.parts).flat_map(|part| &mut part.figures).collect()
    }
}

impl AreaPart {
    /// A part without anything yet.
    pub(crate) fn titled(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// The same with tables.
    pub(crate) fn grids(self, grids: Vec<Grid>) -> Self {
        Self { grids, ..self }
    }

    /// The same with a sentence, unless it is empty.
    pub(crate) fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.sentences.extend(Some(sentence.into()).filter(|text| !text.is_empty()));
        self
    }

    /// The same with charts.
    pub(crate) fn figures(self, figures: Vec<Figure>) -> Self {
        Self { figures, ..self }
    }

    /// The same with charts that take the whole width.
    pub(crate) fn wide(self, figures: Vec<Figure>) -> Self {
        Self { figures, full: true, ..self }
    }
}
