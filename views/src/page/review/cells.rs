//! Short ways to write cells and columns.

use super::{Cell, Grid, GridColumn};
use crate::{Shown, Status};

/// A cell of text.
pub(super) fn text(text: &str) -> Cell {
    Cell { text: Shown::cut(text, 200), ..Cell::default() }
}

/// A cell that leads somewhere.
pub(super) fn linked(text: Shown, href: String) -> Cell {
    Cell { text, href, ..Cell::default() }
}

/// A cell with a status.
pub(super) fn status(status: Status) -> Cell {
    Cell { status: Some(status), ..Cell::default() }
}

impl Cell {
    /// The same with a second line.
    pub(super) fn with_sub(self, sub: &str) -> Self {
        Self { sub: Shown::cut(sub, 200), ..self }
    }
}

/// A column of text.
pub(super) fn column(text: &str) -> GridColumn {
    GridColumn { text: text.to_owned(), ..GridColumn::default() }
}

/// A column of numbers.
pub(super) fn numbers(text: &str) -> GridColumn {
    GridColumn { numeric: true, ..column(text) }
}

impl GridColumn {
    /// The same, left out on narrow screens: `medium` below 600 px, `wide` below 900 px.
    pub(super) fn only(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

impl Grid {
    /// A table without a row yet, and what stands in its place.
    pub(super) fn of(columns: Vec<GridColumn>, none: &str) -> Self {
        Self { columns, none: none.to_owned(), ..Self::default() }
    }

    /// The same with a caption.
    pub(super) fn titled(self, caption: &str) -> Self {
        Self { caption: caption.to_owned(), ..self }
    }

    /// The same with its first `most` rows, and a note of how many more there are.
    pub(super) fn filled(self, mut rows: Vec<Vec<Cell>>, most: usize) -> Self {
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
