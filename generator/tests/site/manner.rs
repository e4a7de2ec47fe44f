//! Sites in every locale and in a zone: nothing on a page is in two forms, and nothing that machines read changes.

use super::{BUNDLE, Given, Site, pages};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::zone::Step;
use quarterdeck_model::Timestamp;
use quarterdeck_views::format::Locale;
use std::collections::BTreeSet;

/// Europe/Berlin, as far as the archive reaches.
fn berlin() -> Zone {
    let step = |(from, hours, name): (&str, i32, &str)| {
        Step(Timestamp::parse(from).expect("a time").millis(), hours * 3600, name.to_owned())
    };
    let steps = [
        ("2023-10-29T01:00:00Z", 1, "CET"),
        ("2024-03-31T01:00:00Z", 2, "CEST"),
        ("2024-10-27T01:00:00Z", 1, "CET"),
        ("2025-03-30T01:00:00Z", 2, "CEST"),
        ("2025-10-26T01:00:00Z", 1, "CET"),
        ("2026-03-29T01:00:00Z", 2, "CEST"),
        ("2026-10-25T01:00:00Z", 1, "CET"),
        ("2027-03-28T01:00:00Z", 2, "CEST"),
    ];
    Zone::new("Europe/Berlin", steps.map(step).into())
}

fn site(tag: &str, zone: Zone, days: i64) -> Site {
    let mut given = Given::archive(days);
    given.locale = Locale::of(tag).expect("a locale");
    given.policy.zone = zone;
    given.generate("acme-core", BUNDLE).expect("a site")
}

/// Pages, what the search box finds, and what the explorer is told of both: made for people.
fn is_for_people(path: &str) -> bool {
    path.ends_with(".html") || path == "search.js" || path.starts_with("data/manifest.")
}

/// Paths of files for machines that are not the same.
fn other_files(a: &Site, b: &Site) -> BTreeSet<String> {
    let own = |site: &Site| -> BTreeSet<String> {
        site.files.keys().filter(|path| !is_for_people(path)).cloned().collect()
    };
    assert_eq!(own(a), own(b));
    own(a).into_iter().filter(|path| a.files[path] != b.files[path]).collect()
}

#[test]
fn files_for_machines_are_the_same_in_any_locale() {
    for zone in [Zone::default(), berlin()] {
        let name = zone.name().to_owned();
        let (english, german) = (site("en", zone.clone(), 60), site("de-DE", zone, 60));
        assert_eq!(other_files(&english, &german), BTreeSet::new(), "{name}");
        assert_ne!(english.files["index.html"], german.files["index.html"]);
    }
}

#[test]
fn a_zone_moves_periods_and_windows_and_no_time_in_files_for_machines() {
    let (utc, local) = (site("en", Zone::default(), 60), site("de-DE", berlin(), 60));
    let moved = other_files(&utc, &local);
    let judged = |path: &String| {
        path.starts_with("review/")
            || ["api/v1/objectives.json", "api/v1/alerts.json"].contains(&path.as_str())
    };
    let others: Vec<&String> = moved.iter().filter(|path| !judged(path)).collect();
    assert!(others.is_empty(), "{others:?}");
    let review = |site: &Site| String::from_utf8_lossy(&site.files["review/2026-W47.md"]).into_owned();
    assert!(review(&utc).contains("Periods and times are UTC"), "{}", review(&utc));
    let kept = review(&local);
    assert!(kept.contains("Told as of 22 Nov 2026 22:59 UTC"), "{kept}");
    assert!(kept.contains("Periods are those of Europe/Berlin, times are UTC"), "{kept}");
    assert!(kept.contains("Week 47, 16 to 22 Nov 2026") && !kept.contains("CET"), "{kept}");
    let page = &pages(&local)["review/2026-W47.html"].text;
    assert!(page.contains("Told as of 22. Nov. 2026, 23:59 CET"), "{page}");
    assert!(page.contains("Periods and times are those of Europe/Berlin"), "{page}");
}

/// English dates and times of day, and numbers with a decimal point before a unit.
fn english(text: &str) -> Option<&str> {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let around = |at: usize| {
        let back = (0..=at).rev().filter(|at| text.is_char_boundary(*at)).nth(20).unwrap_or(0);
        let on = (at..=text.len()).filter(|at| text.is_char_boundary(*at)).nth(20).unwrap_or(text.len());
        &text[back..on]
    };
    let date = |at: usize| {
        let name = text.get(at + 2..at + 5).is_some_and(|name| months.contains(&name));
        digit(at)
            && bytes.get(at + 1) == Some(&b' ')
            && name
            && bytes.get(at + 5) == Some(&b' ')
            && digit(at + 6)
    };
    let decimal = |at: usize| {
        let end = (at + 1..text.len()).find(|at| !digit(*at)).unwrap_or(text.len());
        let many = end - at - 1;
        // Three digits may be a group.
        let figure = at > 0 && digit(at - 1) && bytes[at] == b'.' && many > 0 && many != 3;
        figure && text[end..].starts_with(['\u{202f}', '\u{2009}'])
    };
    let clock =
        |at: usize| bytes[at] == b':' && digit(at + 1) && digit(at + 2) && text[at + 3..].starts_with(" UTC");
    (0..bytes.len()).find(|at| date(*at) || decimal(*at) || clock(*at)).map(around)
}

#[test]
fn what_is_english_is_recognised() {
    for text in ["3 Nov 2026", "am 23 Nov 2026.", "16.1\u{202f}ms", "\u{2212}0.25\u{202f}%", "at 07:12 UTC"] {
        assert!(english(text).is_some(), "{text}");
    }
    for text in [
        "3. Nov. 2026",
        "16,1\u{202f}ms",
        "1.234\u{202f}ms",
        "07:12 CET",
        "version 1.2",
        "p99.9",
        "2026-11-23",
    ] {
        assert_eq!(english(text), None, "{text}");
    }
}

#[test]
fn no_page_is_in_two_manners() {
    for tag in Locale::tags().filter(|tag| Locale::of(tag).is_some_and(|locale| locale.tag == *tag)) {
        let site = site(tag, berlin(), 12);
        // That every page is well-formed is asked on the way.
        let pages = pages(&site);
        let comma = Locale::of(tag).expect("a locale").decimal == ',';
        let html = String::from_utf8_lossy(&site.files["index.html"]);
        assert_eq!(html.contains("<html lang=\"en\" data-decimal=\",\">"), comma, "{tag}");
        for (path, page) in &pages {
            let clock = page
                .text
                .match_indices(" UTC")
                .find(|(at, _)| page.text[..*at].ends_with(|c: char| c.is_ascii_digit()));
            assert_eq!(clock, None, "{tag} {path}: a time in UTC");
            if comma {
                assert_eq!(english(&page.text), None, "{tag} {path}");
            }
        }
    }
}

#[test]
fn attributes_are_in_the_same_manner_as_the_text() {
    let site = site("de", berlin(), 12);
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        // Points of drawings are texts for tooltips in attributes.
        assert_eq!(english(&html), None, "{path}");
        assert!(!html.contains(":00 UTC") && !html.contains("{&quot;zone"), "{path}");
    }
}
