//! Months with their full names. Apart, since a browser needs none of them.

use super::locale;
use chrono::{Datelike as _, NaiveDate};

const ENGLISH: &str = "January February March April May June July August September October November December";
const GERMAN: &str = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember";
const FRENCH: &str = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
const SPANISH: &str =
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";
const SWEDISH: &str = "januari februari mars april maj juni juli augusti september oktober november december";
const NORWEGIAN: &str = "januar februar mars april mai juni juli august september oktober november desember";
const BRAZILIAN: &str =
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro";

/// `November 2026`, by the Unicode CLDR, version 48.
pub fn month_year_long(day: NaiveDate) -> String {
    let locale = locale();
    let (names, of) = match locale.tag {
        "de" => (GERMAN, " "),
        "fr" => (FRENCH, " "),
        "es" => (SPANISH, " de "),
        "sv" => (SWEDISH, " "),
        "nb" => (NORWEGIAN, " "),
        "pt-BR" => (BRAZILIAN, " de "),
        "ja" | "iso" => return locale.write(locale.dates.month_year, day),
        _ => (ENGLISH, " "),
    };
    let name = names.split(' ').nth(day.month0() as usize).unwrap_or_default();
    format!("{name}{of}{:04}", day.year())
}
