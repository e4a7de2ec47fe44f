//! Every number, date and unit on the site is written here, once, the same natively and in the browser.

pub mod date;
pub mod delta;
pub mod number;
pub mod quantity;

pub use date::{ago, date, date_time, day_month, span};
pub use delta::{Delta, delta};
pub use number::{count, decimals, fixed, significant};
pub use quantity::{Quantity, maybe, quantity, value};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "—";

/// The true minus sign.
pub const MINUS: char = '\u{2212}';

/// The thin space between number and unit, not breaking: U+202F.
pub const THIN: char = '\u{202f}';
