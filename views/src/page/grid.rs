//! Tables of cells with states, links and second lines, and short ways to write them.

use crate::{Shown, Status};
use serde::Serialize;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Grid {
    /// What it lists; empty where the topic's title says it.
    pub caption: String,
    /// Headings.
    pub columns: Vec<GridColumn>,
    /// As many cells a row as columns.
    pub rows: Vec<Vec<Cell>>,
    /// What was left out; empty for nothing.
    pub note: String,
    /// What stands in its place without a row.
    pub none: String,
    /// Whether it has many narrow columns, such as the numbers below a chart.
    pub narrow: bool,
}

/// A heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GridColumn {
    /// Its text.
    pub text: String,
    /// Whether numbers stand below it.
    pub numeric: bool,
    /// `medium` or `wide` where it is left out on narrow screens; else empty.
    pub class: &'static str,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its text.
    pub text: Shown,
    /// A second, smaller line.
    pub sub: Shown,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// A status in place of the text.
    pub status: Option<Status>,
}

/// A cell of text.
pub(crate) fn text(text: &str) -> Cell {
    Cell { text: Shown::cut(text, 200), ..Cell::default() }
}

/// A cell that leads somewhere.
pub(crate) fn linked(text: Shown, href: String) -> Cell {
    Cell { text, href, ..Cell::default() }
}

/// A cell with a status.
pub(crate) fn status(status: Status) -> Cell {
    Cell { status: Some(status), ..Cell::default() }
}

impl Cell {
    /// The same with a second line.
    pub(crate) fn with_sub(self, sub: &str) -> Self {
        Self { sub: Shown::cut(sub, 200), ..self }
    }
}

/// A column of text.
pub(crate) fn column(text: &str) -> GridColumn {
    GridColumn { text: text.to_owned(), ..GridColumn::default() }
}

/// A column of numbers.
pub(crate) fn numbers(text: &str) -> GridColumn {
    GridColumn { numeric: true, ..column(text) }
}

impl GridColumn {
    /// The same, left out on narrow screens: `medium` below 600 px, `wide` below 900 px.
    pub(crate) fn only(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

impl Grid {
    /// A table without a row yet, and what stands in its place.
    pub(crate) fn of(columns: Vec<GridColumn>, none: &str) -> Self {
        Self { columns, none: none.to_owned(), ..Self::default() }
    }

    /// The same with a caption.
    pub(crate) fn titled(self, caption: &str) -> Self {
        Self { caption: caption.to_owned(), ..self }
    }

    /// The same with its first `most` rows, and a note of how many more there are.
    pub(crate) fn filled(self, mut rows: Vec<Vec<Cell>>, most: usize) -> Self {
        let rest = rows.len().saturating_sub(most);
        rows.truncate(most);
        let note = match rest {
            0 => self.note,
            1 => "1 more is not shown.".to_owned(),
            rest => format!("{rest} more are not shown."),
        };
        Self { rows, note, ..self }
    }
}
