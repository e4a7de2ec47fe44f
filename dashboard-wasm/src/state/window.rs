//! Which rows of a long table are in the document: those in view and a few around them.

use std::ops::Range;

/// Rows kept above and below what is in view, so that scrolling by a wheel notch shows no blank.
const AROUND: usize = 16;

/// The first row drawn is a multiple of this, so that not every pixel scrolled draws the table anew.
const STEP: usize = 8;

/// Rows that are drawn at most, whatever the browser says about its heights.
pub const MOST: usize = 120;

/// The rows to draw, for `total` rows of `row` pixels in a box of `height` pixels scrolled down by `top`.
/// Heights that are zero, negative or not numbers give the first rows.
pub fn visible(total: usize, row: f64, height: f64, top: f64) -> Range<usize> {
    let sane = |pixels: f64| if pixels.is_finite() && pixels > 0.0 { pixels } else { 0.0 };
    let row = if row.is_finite() && row >= 1.0 { row } else { 32.0 };
    let first = whole(sane(top) / row).min(total);
    let count = whole(sane(height) / row).saturating_add(1 + 2 * AROUND).min(MOST - 2 * STEP);
    let start = first.saturating_sub(AROUND).min(total.saturating_sub(count));
    // Both ends lie on a multiple, outwards: no row in view is ever cut off.
    let end = start.saturating_add(count).checked_next_multiple_of(STEP).unwrap_or(total);
    start / STEP * STEP..end.min(total)
}

/// The whole part of a number that is not negative; saturating.
fn whole(number: f64) -> usize {
    // `as` saturates for floats, which is what is wanted of a box of absurd height.
    number.floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for total in 60..200 {
            for top in [total as f64 * 32.0 - 480.0, 1e9] {
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
}
