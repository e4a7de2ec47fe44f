//! The locales that a site can be written in, by the Unicode CLDR, version 48.

use super::THIN;
use super::locale::{Clock, Dates, Locale};

/// Tags that mean another one of the list.
pub(super) static SAME: [(&str, &str); 6] =
    [("de-DE", "de"), ("es-ES", "es"), ("fr-FR", "fr"), ("ja-JP", "ja"), ("nb-NO", "nb"), ("sv-SE", "sv")];

const ENGLISH: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const BRITISH: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const GERMAN: [&str; 12] =
    ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
const GERMAN_ALONE: [&str; 12] =
    ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"];
const FRENCH: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const SPANISH: [&str; 12] =
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];
const SWEDISH: [&str; 12] =
    ["jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."];
const NORWEGIAN: [&str; 12] =
    ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."];
const NORWEGIAN_ALONE: [&str; 12] =
    ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"];
const BRAZILIAN: [&str; 12] =
    ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."];

/// Day, month, year.
const EUROPEAN: Dates =
    Dates { full: "D M Y", day_month: "D M", day: Some("D"), month_year: "M Y", month: "L" };
/// The same with a full stop behind the day.
const ORDINAL: Dates =
    Dates { full: "D. M Y", day_month: "D. M", day: Some("D."), month_year: "M Y", month: "L" };

/// The site's own: what is written where nothing is configured.
const OWN: Locale = Locale {
    tag: "en",
    decimal: '.',
    group: THIN,
    grouped_from: 5,
    tight_percent: false,
    months: &ENGLISH,
    alone: &ENGLISH,
    dates: EUROPEAN,
    between: " ",
    clock: Clock::Padded,
};
pub(super) static EN: Locale = OWN;

/// Digits in groups from 1,000 on, between commas.
const COMMAS: Locale = Locale { group: ',', grouped_from: 4, tight_percent: true, between: ", ", ..OWN };

/// A decimal comma, and groups from 1.000 on between full stops.
const COMMA: Locale = Locale { decimal: ',', group: '.', grouped_from: 4, between: ", ", ..OWN };

/// Every other one.
pub(super) static ALL: [Locale; 10] = [
    Locale { tag: "en-GB", months: &BRITISH, alone: &BRITISH, ..COMMAS },
    Locale {
        tag: "en-US",
        dates: Dates { full: "M D, Y", day_month: "M D", day: None, month_year: "M Y", month: "L" },
        clock: Clock::Twelve,
        ..COMMAS
    },
    Locale { tag: "de", months: &GERMAN, alone: &GERMAN_ALONE, dates: ORDINAL, ..COMMA },
    Locale { tag: "fr", group: '\u{202f}', months: &FRENCH, alone: &FRENCH, ..COMMA },
    Locale { tag: "es", grouped_from: 5, months: &SPANISH, alone: &SPANISH, clock: Clock::Plain, ..COMMA },
    Locale { tag: "sv", group: '\u{a0}', months: &SWEDISH, alone: &SWEDISH, between: " ", ..COMMA },
    Locale {
        tag: "nb",
        group: '\u{a0}',
        months: &NORWEGIAN,
        alone: &NORWEGIAN_ALONE,
        dates: ORDINAL,
        ..COMMA
    },
    Locale {
        tag: "pt-BR",
        tight_percent: true,
        months: &BRAZILIAN,
        alone: &BRAZILIAN,
        dates: Dates {
            full: "D de M de Y",
            day_month: "D de M",
            day: Some("D"),
            month_year: "M de Y",
            month: "L",
        },
        ..COMMA
    },
    Locale {
        tag: "ja",
        dates: Dates {
            full: "Y年O月D日",
            day_month: "O月D日",
            day: None,
            month_year: "Y年O月",
            month: "O月",
        },
        between: " ",
        clock: Clock::Plain,
        ..COMMAS
    },
    // ISO 8601, with numbers as of ISO 80000.
    Locale {
        tag: "iso",
        dates: Dates { full: "Y-OO-DD", day_month: "OO-DD", day: None, month_year: "Y-OO", month: "Y-OO" },
        ..OWN
    },
];
