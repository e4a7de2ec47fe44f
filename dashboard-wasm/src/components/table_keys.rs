//! The table by keyboard: one cell is in the order of tabs, and arrows move it.

use crate::state::window::Sizes;
use web_sys::HtmlElement;
use yew::{KeyboardEvent, NodeRef};

/// Rows that a page up or down moves.
const PAGE: usize = 10;

/// The cell that the keyboard is in: row and column, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The row of the whole table.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    /// Where a key leads in a table of that many rows and columns; `None` for keys that move nothing.
    #[must_use]
    pub fn after(self, key: &str, control: bool, (rows, columns): (usize, usize)) -> Option<Self> {
        let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
        let Self { row, column } = self.within((rows, columns));
        let (row, column) = match (key, control) {
            ("ArrowDown", false) => (row + 1, column),
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowRight", false) => (row, column + 1),
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("PageDown", false) => (row.saturating_add(PAGE), column),
            ("PageUp", false) => (row.saturating_sub(PAGE), column),
            ("Home", false) => (row, 0),
            ("End", false) => (row, last_column),
            ("Home", true) => (0, 0),
            ("End", true) => (last_row, last_column),
            _ => return None,
        };
        Some(Self { row: row.min(last_row), column: column.min(last_column) })
    }

    /// The same inside a table that has become smaller.
    #[must_use]
    pub fn within(self, (rows, columns): (usize, usize)) -> Self {
        Self { row: self.row.min(rows.saturating_sub(1)), column: self.column.min(columns.saturating_sub(1)) }
    }
}

/// Where a key event leads; the browser then does nothing of its own with it.
pub fn moved(event: &KeyboardEvent, place: Place, size: (usize, usize)) -> Option<Place> {
    let control = event.ctrl_key() || event.meta_key();
    let to = place.after(&event.key(), control, size).filter(|_| !event.alt_key() && in_body(event))?;
    event.prevent_default();
    Some(to)
}

/// Whether the key was pressed in a row and not in a heading or on the box itself, which scroll and sort.
fn in_body(event: &KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast as _;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest("[role=gridcell]").ok().flatten().is_some())
}

/// Scrolls so that the row is in view.
pub fn reveal(scroller: &NodeRef, sizes: Sizes, row: usize) {
    if let Some(node) = scroller.cast::<HtmlElement>() {
        let top = sizes.reveal(row, f64::from(node.scroll_top()));
        node.set_scroll_top(top.round() as i32);
    }
}

/// Puts the focus into the cell that is in the order of tabs.
pub fn focus(scroller: &NodeRef) {
    use wasm_bindgen::JsCast as _;
    let cell = scroller.cast::<HtmlElement>().and_then(|node| {
        node.query_selector("tbody [tabindex='0']").ok().flatten()?.dyn_into::<HtmlElement>().ok()
    });
    if let Some(cell) = cell {
        // An element that has gone meanwhile takes no focus, and none is lost.
        let _ = cell.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_table() {
        let at = |row, column| Place { row, column };
        for (from, key, control, to) in [
            (at(0, 0), "ArrowDown", false, at(1, 0)),
            (at(0, 0), "ArrowUp", false, at(0, 0)),
            (at(99, 4), "ArrowDown", false, at(99, 4)),
            (at(5, 4), "ArrowRight", false, at(5, 4)),
            (at(5, 2), "ArrowLeft", false, at(5, 1)),
            (at(5, 2), "Home", false, at(5, 0)),
            (at(5, 2), "End", false, at(5, 4)),
            (at(5, 2), "Home", true, at(0, 0)),
            (at(5, 2), "End", true, at(99, 4)),
            (at(5, 2), "PageDown", false, at(15, 2)),
            (at(5, 2), "PageUp", false, at(0, 2)),
            (at(500, 9), "ArrowUp", false, at(98, 4)),
        ] {
            assert_eq!(from.after(key, control, (100, 5)), Some(to), "{from:?} {key}");
        }
        assert_eq!(at(0, 0).after("x", false, (100, 5)), None);
        assert_eq!(at(0, 0).after("ArrowDown", true, (100, 5)), None);
        assert_eq!(at(0, 0).after("ArrowDown", false, (0, 5)), None);
    }
}
