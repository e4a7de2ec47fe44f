//! Europe/Berlin put on and back, midnights that are leapt over or come twice, and parts of a zone.

use super::*;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Europe/Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
fn berlin() -> Zone {
    let step = |text, hours: i32, name: &str| Step(at(text).millis(), hours * 3600, name.to_owned());
    Zone::new(
        "Europe/Berlin",
        vec![
            step("2025-10-26T01:00:00Z", 1, "CET"),
            step("2026-03-29T01:00:00Z", 2, "CEST"),
            step("2026-10-25T01:00:00Z", 1, "CET"),
        ],
    )
}

#[test]
fn clocks_are_put_on_and_back() {
    let told = |text: &str| {
        let at = at(text);
        format!("{} {}", berlin().local(at), berlin().abbreviation(at))
    };
    for (utc, local) in [
        ("2026-03-29T00:59:59Z", "2026-03-29 01:59:59 CET"),
        ("2026-03-29T01:00:00Z", "2026-03-29 03:00:00 CEST"),
        ("2026-10-25T00:30:00Z", "2026-10-25 02:30:00 CEST"),
        ("2026-10-25T01:30:00Z", "2026-10-25 02:30:00 CET"),
        ("2025-10-26T00:59:00Z", "2025-10-26 00:59:00 UTC"),
    ] {
        assert_eq!(told(utc), local, "{utc}");
    }
}

#[test]
fn a_day_has_as_many_hours_as_its_clocks_say() {
    let hours = |text: &str| {
        let start = |day: NaiveDate| berlin().start(day).unwrap().millis();
        (start(day(text).succ_opt().unwrap()) - start(day(text))) / 3_600_000
    };
    assert_eq!(["2026-03-28", "2026-03-29", "2026-10-25", "2026-10-26"].map(hours), [24, 23, 25, 24]);
    assert_eq!(berlin().start(day("2026-10-26")), Some(at("2026-10-25T23:00:00Z")));
    assert_eq!(berlin().day(at("2026-11-22T23:00:00Z")), day("2026-11-23"));
}

#[test]
fn of_an_hour_that_comes_twice_the_first_is_meant_and_one_that_is_leapt_over_begins_with_the_leap() {
    let instant = |text: &str| berlin().instant(text.parse().unwrap()).unwrap().to_string();
    assert_eq!(instant("2026-10-25T02:30:00"), "2026-10-25T00:30:00.000Z");
    assert_eq!(instant("2026-03-29T02:30:00"), "2026-03-29T01:00:00.000Z");
    assert_eq!(instant("2026-03-29T03:00:00"), "2026-03-29T01:00:00.000Z");
    assert_eq!(Zone::default().instant(NaiveDateTime::MAX), None);
    // Midnight itself is leapt over, and comes twice.
    let step = |text, hours: i32| Step(at(text).millis(), hours * 3600, "-03".to_owned());
    let leap = Zone::new("x", vec![step("2018-01-01T00:00:00Z", -3), step("2018-11-04T03:00:00Z", -2)]);
    assert_eq!(leap.start(day("2018-11-04")), Some(at("2018-11-04T03:00:00Z")));
    let twice = Zone::new("x", vec![step("2018-01-01T00:00:00Z", -2), step("2018-02-18T02:00:00Z", -3)]);
    assert_eq!(twice.start(day("2018-02-18")), Some(at("2018-02-18T03:00:00Z")));
}

#[test]
fn a_part_says_the_same_inside_and_utc_outside() {
    let (from, until) = (at("2026-02-01T00:00:00Z"), at("2026-12-01T00:00:00Z"));
    let part = berlin().between(from, until);
    for text in ["2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-11-30T23:59:59Z"] {
        assert_eq!(part.local(at(text)), berlin().local(at(text)), "{text}");
        assert_eq!(part.abbreviation(at(text)), berlin().abbreviation(at(text)), "{text}");
    }
    for text in ["2026-01-31T23:59:59Z", "2026-12-01T00:00:00Z"] {
        assert_eq!((part.offset(at(text)), part.abbreviation(at(text))), (0, "UTC"), "{text}");
    }
    assert_eq!((part.name(), part.steps.len()), ("Europe/Berlin", 4));
    assert_eq!(Zone::default().between(from, until), Zone::default());
    assert!(Zone::default().is_utc() && !part.is_utc());
}
