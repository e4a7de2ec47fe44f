//! Numbers and dates in every locale, by what the Unicode CLDR 48 says (as ICU 78 writes it), and in zones.

use super::*;
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::zone::Step;
use quarterdeck_model::{Direction, Timestamp, Unit};
use std::sync::Arc;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn within_tag<T>(tag: &str, zone: Zone, work: impl FnOnce() -> T) -> T {
    within(&Arc::new(Manner { locale: Locale::of(tag).unwrap(), zone }), work)
}

/// Spaces that do not break, made visible: `_` is the narrow one, `~` the other.
fn seen(text: &str) -> String {
    text.replace(THIN, "_").replace('\u{a0}', "~")
}

/// Tag; 0.5, 1234.5, 12345.6, 1234567, 86.4 per cent; 3 September 2026 in all its forms, 07:02, the evening with seconds.
type Row = (&'static str, [&'static str; 5], [&'static str; 7]);

#[rustfmt::skip]
const CLDR: [Row; 11] = [
    ("en", ["0.5", "1234.5", "12_345.6", "1_234_567", "86.4_%"],
        ["3 Sep 2026", "3 Sep", "Sep 2026", "Sep", "September 2026", "3 Sep 2026 07:02 UTC", "29 Mar 19:02:04"]),
    ("iso", ["0.5", "1234.5", "12_345.6", "1_234_567", "86.4_%"],
        ["2026-09-03", "09-03", "2026-09", "2026-09", "2026-09", "2026-09-03 07:02 UTC", "03-29 19:02:04"]),
    ("en-GB", ["0.5", "1,234.5", "12,345.6", "1,234,567", "86.4%"],
        ["3 Sept 2026", "3 Sept", "Sept 2026", "Sept", "September 2026", "3 Sept 2026, 07:02 UTC", "29 Mar, 19:02:04"]),
    ("en-US", ["0.5", "1,234.5", "12,345.6", "1,234,567", "86.4%"],
        ["Sep 3, 2026", "Sep 3", "Sep 2026", "Sep", "September 2026", "Sep 3, 2026, 7:02_AM UTC", "Mar 29, 7:02:04_PM"]),
    ("de-DE", ["0,5", "1.234,5", "12.345,6", "1.234.567", "86,4_%"],
        ["3. Sept. 2026", "3. Sept.", "Sept. 2026", "Sep", "September 2026", "3. Sept. 2026, 07:02 UTC", "29. März, 19:02:04"]),
    ("fr", ["0,5", "1_234,5", "12_345,6", "1_234_567", "86,4_%"],
        ["3 sept. 2026", "3 sept.", "sept. 2026", "sept.", "septembre 2026", "3 sept. 2026, 07:02 UTC", "29 mars, 19:02:04"]),
    ("es", ["0,5", "1234,5", "12.345,6", "1.234.567", "86,4_%"],
        ["3 sept 2026", "3 sept", "sept 2026", "sept", "septiembre de 2026", "3 sept 2026, 7:02 UTC", "29 mar, 19:02:04"]),
    ("sv", ["0,5", "1~234,5", "12~345,6", "1~234~567", "86,4_%"],
        ["3 sep. 2026", "3 sep.", "sep. 2026", "sep.", "september 2026", "3 sep. 2026 07:02 UTC", "29 mars 19:02:04"]),
    ("nb", ["0,5", "1~234,5", "12~345,6", "1~234~567", "86,4_%"],
        ["3. sep. 2026", "3. sep.", "sep. 2026", "sep", "september 2026", "3. sep. 2026, 07:02 UTC", "29. mars, 19:02:04"]),
    ("pt-BR", ["0,5", "1.234,5", "12.345,6", "1.234.567", "86,4%"],
        ["3 de set. de 2026", "3 de set.", "set. de 2026", "set.", "setembro de 2026", "3 de set. de 2026, 07:02 UTC", "29 de mar., 19:02:04"]),
    ("ja", ["0.5", "1,234.5", "12,345.6", "1,234,567", "86.4%"],
        ["2026年9月3日", "9月3日", "2026年9月", "9月", "2026年9月", "2026年9月3日 7:02 UTC", "3月29日 19:02:04"]),
];

#[test]
fn numbers_and_dates_are_those_of_the_cldr() {
    assert_eq!(Locale::tags().count(), CLDR.len() + 6, "a locale without a row here");
    let (morning, evening) = (at("2026-09-03T07:02:04Z"), at("2026-03-29T19:02:04Z"));
    for (tag, numbers, dates) in CLDR {
        within_tag(tag, Zone::default(), || {
            let told = [
                fixed(0.5, 1),
                fixed(1234.5, 1),
                fixed(12345.6, 1),
                count(1_234_567.0),
                value(86.4, &Unit::Percent),
            ];
            assert_eq!(told.map(|text| seen(&text)), numbers, "{tag}");
            let day = date::local(morning).date();
            let told =
                [date(morning), day_month(morning), month_year_of(day), month_of(day), month_year_long(day)];
            let times = [date_time(morning), date::precise(evening)];
            let told: Vec<String> = told.iter().chain(&times).map(|text| seen(text)).collect();
            assert_eq!(told, dates, "{tag}");
        });
    }
    assert!(Locale::of("de-AT").is_none() && Locale::of("").is_none());
}

#[test]
fn what_is_made_of_numbers_follows() {
    within_tag("de", Zone::default(), || {
        let worse = delta(Some(13.1), Some(16.1), &Unit::Milliseconds, Direction::LowerIsBetter);
        assert_eq!(seen(&worse.text), "+22,9_%");
        assert_eq!(delta(Some(2.0), Some(2.0), &Unit::Seconds, Direction::LowerIsBetter).words, "unchanged");
        assert_eq!(seen(&value(99.9996, &Unit::Percent)), "99,9996_%");
        assert_eq!(seen(&value(-1.5e-9, &Unit::Ratio)), "\u{2212}1,50e\u{2212}9");
        let (a, b) = (at("2026-11-17T00:00:00Z"), at("2026-11-23T00:00:00Z"));
        assert_eq!(span(a, b), "17. to 23. Nov. 2026");
        assert_eq!(span(at("2026-09-28T00:00:00Z"), a), "28. Sept. to 17. Nov. 2026");
    });
    let span_in = |tag| {
        let days = || span(at("2026-11-17T00:00:00Z"), at("2026-11-23T00:00:00Z"));
        within_tag(tag, Zone::default(), days)
    };
    assert_eq!(span_in("en-US"), "Nov 17, 2026 to Nov 23, 2026");
    assert_eq!(span_in("iso"), "2026-11-17 to 2026-11-23");
    within_tag("en-US", Zone::default(), || {
        let shown = quantity(86.4, &Unit::Percent);
        assert_eq!(
            (shown.number.as_str(), shown.unit.as_str()),
            ("86.4%", ""),
            "the sign is part of the number"
        );
        assert_eq!(seen(&value(16.1, &Unit::Milliseconds)), "16.1_ms");
    });
}

fn zone(name: &str, steps: &[(&str, i32, &str)]) -> Zone {
    let step =
        |(from, minutes, name): &(&str, i32, &str)| Step(at(from).millis(), minutes * 60, (*name).to_owned());
    Zone::new(name, steps.iter().map(step).collect())
}

#[test]
fn a_time_says_which_clock_it_is_of() {
    let berlin = zone(
        "Europe/Berlin",
        &[
            ("2025-10-26T01:00:00Z", 60, "CET"),
            ("2026-03-29T01:00:00Z", 120, "CEST"),
            ("2026-10-25T01:00:00Z", 60, "CET"),
        ],
    );
    within_tag("de", berlin.clone(), || {
        for (utc, told) in [
            ("2026-11-22T23:30:00Z", "23. Nov. 2026, 00:30 CET"),
            // The hour that comes twice.
            ("2026-10-25T00:30:00Z", "25. Okt. 2026, 02:30 CEST"),
            ("2026-10-25T01:30:00Z", "25. Okt. 2026, 02:30 CET"),
            // The hour that is leapt over.
            ("2026-03-29T00:59:00Z", "29. März 2026, 01:59 CET"),
            ("2026-03-29T01:00:00Z", "29. März 2026, 03:00 CEST"),
            // Of what the list does not reach to.
            ("2020-01-01T12:00:00Z", "1. Jan. 2020, 12:00 UTC"),
        ] {
            assert_eq!(date_time(at(utc)), told, "{utc}");
            assert_eq!(date_time_in_column(at(utc)), told, "{utc}");
        }
        assert_eq!(date::precise(at("2026-10-25T01:30:05Z")), "25. Okt., 02:30:05 CET");
    });
    let time = |name, minutes, abbreviation: &'static str| {
        let zone = zone(name, &[("2000-01-01T00:00:00Z", minutes, abbreviation)]);
        within_tag("en", zone, || date_time(at("2026-11-22T20:00:00Z")))
    };
    assert_eq!(time("Asia/Kathmandu", 345, "+0545"), "23 Nov 2026 01:45 +05:45");
    assert_eq!(time("America/Sao_Paulo", -180, "-03"), "22 Nov 2026 17:00 \u{2212}03:00");
    within_tag("en", Zone::default(), || {
        assert_eq!(date_time_in_column(at("2026-11-22T20:00:00Z")), "22 Nov 2026 20:00");
    });
}
