//! Every number, date and unit on the site is written here, once, the same natively and in the browser.

pub mod date;
pub mod delta;
mod locale;
mod locales;
mod long;
mod manner;
pub mod number;
pub mod quantity;

pub use date::{
    ago, date, date_of, date_time, date_time_in_column, day_month, day_month_of, month_of, month_year_of,
    span, span_of,
};
pub use delta::{Delta, delta};
pub use locale::Locale;
pub use long::month_year_long;
pub use manner::{Manner, locale, plainly, settle, within, zoned};
pub use number::{count, decimals, fixed, percent, significant};
pub use quantity::{Quantity, maybe, quantity, value};

/// What stands where nothing is known.
pub const UNKNOWN: &str = "—";

/// The true minus sign.
pub const MINUS: char = '\u{2212}';

/// The thin space between number and unit, not breaking: U+202F.
pub const THIN: char = '\u{202f}';

#[cfg(test)]
mod tests;
