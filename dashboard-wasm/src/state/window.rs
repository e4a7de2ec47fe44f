//! Which rows of a long table are in the document: those in view and a few around them.

use std::ops::Range;

/// Rows kept above and below what is in view, so that scrolling by a wheel notch shows no blank.
const AROUND: usize = 16;

/// The first row drawn is a multiple of this, so that not every pixel scrolled draws the table anew.
const STEP: usize = 8;

/// Rows that are drawn at most, whatever the browser says about its heights.
pub const MOST: usize = 120;

/// The height of all rows at most: browsers end elements at 17 to 33 million pixels, and say nothing. Of a longer table
/// the scroll bar moves in larger steps.
pub const MOST_PIXELS: f64 = 8_000_000.0;

/// The rows that are drawn, and the pixels that stand for the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    /// The rows.
    pub rows: Range<usize>,
    /// Pixels for those above.
    pub above: f64,
    /// Pixels for those below.
    pub below: f64,
}

/// A box of `height` pixels with `total` rows of `row` pixels. Sizes that are zero, negative or not numbers are replaced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    total: usize,
    row: f64,
    height: f64,
}

impl Sizes {
    /// Sizes as the browser tells them.
    pub fn new(total: usize, row: f64, height: f64) -> Self {
        let row = if row.is_finite() && row >= 1.0 { row } else { 32.0 };
        Self { total, row, height: sane(height) }
    }

    /// The height of all rows.
    fn whole(self) -> f64 {
        (self.total as f64 * self.row).min(MOST_PIXELS)
    }

    /// Rows that fit into the box, and pixels scrolled when the last of all rows is the last in it.
    fn last(self) -> (f64, f64) {
        let rows = (self.total as f64 - self.height / self.row).max(0.0);
        (rows, (self.whole() - self.height).max(0.0))
    }

    fn is_scaled(self) -> bool {
        self.total as f64 * self.row > MOST_PIXELS
    }

    /// The rows to draw when scrolled down by `top`.
    pub fn view(self, top: f64) -> View {
        let (last_row, last_top) = self.last();
        let top = sane(top).min(MOST_PIXELS);
        let first = if self.is_scaled() { top / last_top * last_row } else { top / self.row };
        let rows = self.around(whole(first).min(self.total));
        let above = if self.is_scaled() {
            top.min(last_top) - (first.min(last_row) - rows.start as f64) * self.row
        } else {
            rows.start as f64 * self.row
        };
        let above = above.max(0.0);
        let below = (self.whole() - above - rows.len() as f64 * self.row).max(0.0);
        View { rows, above, below }
    }

    /// The rows around the first one in view.
    fn around(self, first: usize) -> Range<usize> {
        let count = whole(self.height / self.row).saturating_add(1 + 2 * AROUND).min(MOST - 2 * STEP);
        let start = first.saturating_sub(AROUND).min(self.total.saturating_sub(count));
        // Both ends lie on a multiple, outwards: no row in view is ever cut off.
        let end = start.saturating_add(count).checked_next_multiple_of(STEP).unwrap_or(self.total);
        start / STEP * STEP..end.min(self.total)
    }

    /// How far to scroll so that row number `row` is in view below a heading of one row; `top` where it is already.
    pub fn reveal(self, row: usize, top: f64) -> f64 {
        let (last_row, last_top) = self.last();
        let position = |row: f64| {
            if self.is_scaled() { row / last_row * last_top } else { row * self.row }
        };
        let fits = (self.height / self.row - 2.0).max(1.0);
        let row = row.min(self.total.saturating_sub(1)) as f64;
        let (least, most) = (position((row - fits + 1.0).max(0.0)), position(row));
        top.clamp(least, most.max(least)).min(last_top + self.row)
    }
}

fn sane(pixels: f64) -> f64 {
    if pixels.is_finite() && pixels > 0.0 { pixels } else { 0.0 }
}

/// The whole part of a number that is not negative; saturating.
fn whole(number: f64) -> usize {
    // `as` saturates for floats, which is what is wanted of a box of absurd height.
    number.floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible(total: usize, row: f64, height: f64, top: f64) -> Range<usize> {
        Sizes::new(total, row, height).view(top).rows
    }

    #[test]
    fn a_short_table_is_drawn_whole() {
        assert_eq!(visible(5, 32.0, 480.0, 0.0), 0..5);
        assert_eq!(visible(0, 32.0, 480.0, 0.0), 0..0);
    }

    #[test]
    fn what_is_in_view_is_drawn_and_little_else() {
        for top in (0..320_000).step_by(777) {
            let top = f64::from(top);
            let rows = visible(10_000, 32.0, 480.0, top);
            let (first, last) = ((top / 32.0) as usize, ((top + 480.0) / 32.0) as usize);
            assert!(rows.start <= first.min(9_999) && rows.end >= last.min(10_000), "{top}: {rows:?}");
            assert!(rows.len() <= MOST, "{rows:?}");
        }
    }

    #[test]
    fn scrolled_to_the_end_the_last_row_is_drawn() {
        for total in (60..200).chain([1_000_000, 3_000_000]) {
            for top in [(total as f64 * 32.0).min(MOST_PIXELS) - 480.0, 1e9] {
                let rows = visible(total, 32.0, 480.0, top);
                assert_eq!(rows.end, total, "{rows:?}");
                assert!(rows.len() > 15);
            }
        }
    }

    #[test]
    fn scrolling_by_one_row_rarely_draws_anew() {
        let starts: std::collections::BTreeSet<usize> =
            (0..160).map(|row| visible(1_000, 32.0, 480.0, f64::from(row) * 32.0).start).collect();
        assert!(starts.len() <= 20, "{starts:?}");
    }

    #[test]
    fn absurd_heights_never_draw_everything() {
        for (row, height, top) in
            [(0.0, 480.0, 0.0), (f64::NAN, f64::INFINITY, -5.0), (0.001, 1e18, f64::NAN)]
        {
            let rows = visible(1_000_000, row, height, top);
            assert!(rows.len() <= MOST && rows.end <= 1_000_000, "{rows:?}");
        }
    }

    #[test]
    fn a_million_rows_stay_within_what_browsers_can_scroll_and_fill_the_box() {
        let sizes = Sizes::new(1_000_000, 33.0, 480.0);
        for step in 0..1_000 {
            let top = f64::from(step) * (MOST_PIXELS - 480.0) / 999.0;
            let View { rows, above, below } = sizes.view(top);
            let drawn = rows.len() as f64 * 33.0;
            assert!((above + drawn + below - MOST_PIXELS).abs() < 40.0, "{top}: {above} {drawn} {below}");
            assert!(above <= top + 0.01 && above + drawn >= top + 480.0 - 0.01, "{top}: a blank is in view");
        }
    }

    #[test]
    fn any_row_can_be_brought_into_view() {
        for total in [50, 10_000, 1_000_000] {
            let sizes = Sizes::new(total, 33.0, 480.0);
            for row in [0, 1, total / 3, total - 2, total - 1] {
                for top in [0.0, 5_000.0, 7_999_000.0] {
                    let to = sizes.reveal(row, top);
                    let view = sizes.view(to);
                    assert!(view.rows.contains(&row), "{row} of {total}: {to} {view:?}");
                    let at = view.above + (row - view.rows.start) as f64 * 33.0 - to;
                    assert!((-1.0..480.0).contains(&at), "{row} of {total} at {at}");
                }
            }
        }
    }
}
