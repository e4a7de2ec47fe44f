//! The feed: what RFC 4287 asks for, links that lead somewhere, the same bytes as long as nothing is added.

use super::sound::resolve;
use super::xml::{self, Element};
use super::{BUNDLE, Given, made_up, pages, text};
use quarterdeck_model::{Labels, Payload, Timestamp, Unit};
use std::collections::BTreeSet;

fn given() -> Given {
    let mut given = Given::archive(120);
    let (_, middle) = given.snapshots.get_mut(60).expect("a run");
    middle.labels = Labels::one("tag", "v1.2 <&>");
    let since = given.snapshots.len() - 120;
    for (_, snapshot) in given.snapshots.iter_mut().skip(since) {
        if let Payload::Benchmark(benchmark) = &mut snapshot.payload {
            let throughput = benchmark.figures.iter_mut().filter(|figure| figure.unit == Unit::PerSecond);
            throughput.for_each(|figure| figure.value += 700.0);
        }
    }
    given
}

/// What section 4.1 asks of a feed and of each entry.
fn assert_valid(feed: &Element) {
    assert_eq!(
        (feed.name.as_str(), feed.attributes["xmlns"].as_str()),
        ("feed", "http://www.w3.org/2005/Atom")
    );
    assert!(!feed.text_of("title").is_empty());
    assert_eq!(
        feed.all("author").map(|author| author.text_of("name").is_empty()).collect::<Vec<_>>(),
        [false]
    );
    let entries: Vec<&Element> = feed.all("entry").collect();
    assert!(entries.len() <= 50);
    let mut ids = BTreeSet::new();
    for part in entries.iter().copied().chain([feed]) {
        let id = part.text_of("id");
        let uuid = id.strip_prefix("urn:uuid:").expect("a URN");
        assert!(uuid.len() == 36 && uuid.as_bytes()[14] == b'8', "{uuid}");
        assert!(ids.insert(id), "{id} twice");
        assert!(Timestamp::parse(part.text_of("updated")).is_some());
        let alternate = part.all("link").filter(|link| link.attributes["rel"] == "alternate");
        assert_eq!(alternate.count(), 1);
    }
    for entry in entries {
        assert!(!entry.text_of("title").is_empty() && !entry.text_of("content").is_empty());
        assert!(entry.text_of("updated") <= feed.text_of("updated"));
    }
}

#[test]
fn the_feed_is_valid_and_its_links_lead_somewhere() {
    let site = given().site();
    let feed = xml::read(text(&site, "feed.atom"));
    assert_valid(&feed);
    let pages = pages(&site);
    let mut categories = BTreeSet::new();
    for entry in feed.all("entry") {
        categories.insert(entry.all("category").next().expect("a category").attributes["term"].as_str());
        let href = &entry.all("link").next().expect("a link").attributes["href"];
        let (path, anchor) = resolve("feed.atom", href);
        let page = pages.get(&path).unwrap_or_else(|| panic!("no {path}"));
        assert!(anchor.is_empty() || page.ids.contains(&anchor), "{href}");
    }
    assert_eq!(categories, BTreeSet::from(["alert", "change", "incident", "release"]));
    assert!(feed.all("entry").any(|entry| entry.text_of("title") == "Release: v1.2 <&>"));
    let times: Vec<&str> = feed.all("entry").map(|entry| entry.text_of("updated")).collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]), "newest first");
    assert!(text(&site, "index.html").contains("href=\"feed.atom\""));
}

#[test]
fn an_archive_that_nothing_is_added_to_keeps_its_feed() {
    let mut given = given();
    given.policy.cadence.default_hours = Some(24.0);
    let before = given.site();
    given.now = Timestamp::parse("2027-02-01T10:00:00Z").expect("a time");
    assert_eq!(text(&before, "feed.atom"), text(&given.site(), "feed.atom"));
}

#[test]
fn a_known_address_makes_links_whole() {
    let mut given = Given::archive(30);
    let relative = given.site();
    given.address = "https://acme.example/quality".to_owned();
    let site = given.site();
    let feed = xml::read(text(&site, "feed.atom"));
    let links = |relation: &str| {
        let of = feed.all("link").find(|link| link.attributes["rel"] == relation);
        of.map(|link| link.attributes["href"].clone())
    };
    assert_eq!(links("self").as_deref(), Some("https://acme.example/quality/feed.atom"));
    assert_eq!(links("alternate").as_deref(), Some("https://acme.example/quality/alerts.html"));
    let whole = text(&site, "feed.atom").replace("https://acme.example/quality/", "");
    let own = text(&relative, "feed.atom").lines().filter(|line| !whole.lines().any(|other| other == *line));
    assert_eq!(own.count(), 0, "only addresses differ");
}

#[test]
fn hostile_names_and_an_empty_archive_make_a_valid_feed() {
    let mut given = Given::hostile();
    given.snapshots[3].1.labels =
        Labels::one("release", made_up::BAD_NAMES[2]).with("tag", made_up::BAD_NAMES[0]);
    let site = given.generate(made_up::BAD_NAMES[0], BUNDLE).expect("a site");
    assert_valid(&xml::read(text(&site, "feed.atom")));
    let feed = xml::read(text(&Given::default().site(), "feed.atom"));
    assert_valid(&feed);
    assert_eq!((feed.all("entry").count(), feed.text_of("updated")), (0, "1970-01-01T00:00:00.000Z"));
}
