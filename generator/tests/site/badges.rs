//! Badges: a picture and an endpoint each, unknown never good, colours of the theme, hostile names harmless.

use super::colours::pair;
use super::sound::assert_sound;
use super::{BUNDLE, Given, made_up, text, xml};
use quarterdeck_model::Timestamp;
use serde_json::Value;

fn endpoint(site: &super::Site, slug: &str) -> Value {
    serde_json::from_str(text(site, &format!("badge/{slug}.json"))).expect("JSON")
}

fn slugs(site: &super::Site) -> Vec<&str> {
    let files = site.files.keys().filter_map(|path| path.strip_prefix("badge/")?.strip_suffix(".json"));
    files.collect()
}

#[test]
fn every_badge_is_a_picture_and_an_endpoint_that_say_the_same() {
    let site = Given::archive(120).site();
    let slugs = slugs(&site);
    let areas = ["coverage", "tests", "benchmark", "health", "chaos", "findings", "code"];
    let fixed = areas.map(|area| format!("area-{area}")).into_iter().chain(["score".into(), "gate".into()]);
    for fixed in fixed {
        assert!(slugs.contains(&fixed.as_str()), "{fixed}");
    }
    assert!(slugs.iter().any(|slug| slug.starts_with("benchmark.latency_p99_ms")), "{slugs:?}");
    for slug in slugs {
        let said = endpoint(&site, slug);
        assert_eq!(said["schemaVersion"], 1);
        let words = |key: &str| said[key].as_str().unwrap_or_else(|| panic!("{slug}: {key}")).to_owned();
        let svg = xml::read(text(&site, &format!("badge/{slug}.svg")));
        assert_eq!(svg.name, "svg");
        assert_eq!(svg.text_of("title"), format!("{}: {}", words("label"), words("message")));
        let grey = ["unknown", "stale"].iter().any(|word| words("message").ends_with(word));
        assert!(!grey || (words("color") == "#53565f" && said["isError"] == true), "{slug}: {said}");
    }
    assert!(text(&site, "about.html").contains("[![gate](https://ADDRESS-OF-THIS-SITE/badge/gate.svg)]"));
}

#[test]
fn what_is_not_known_is_grey_and_what_is_old_says_so() {
    let empty = Given::default().site();
    for slug in slugs(&empty) {
        let said = endpoint(&empty, slug);
        assert_eq!(
            (&said["message"], &said["isError"]),
            (&Value::from("unknown"), &Value::from(true)),
            "{slug}"
        );
    }
    let mut given = Given::archive(120);
    given.now = Timestamp::parse("2027-11-01T00:00:00Z").expect("a time");
    given.policy.cadence.default_hours = Some(24.0);
    let old = given.site();
    let area = endpoint(&old, "area-benchmark")["message"].as_str().map(str::to_owned);
    assert!(area.is_some_and(|words| words == "stale" || words.ends_with(", not all known")));
    let metric = slugs(&old).into_iter().find(|slug| slug.starts_with("benchmark.latency_p99_ms"));
    let said = endpoint(&old, metric.expect("a badge"));
    assert!(said["message"].as_str().is_some_and(|words| words.ends_with(", stale")), "{said}");
}

#[test]
fn a_known_address_stands_in_the_line_to_copy_and_names_are_harmless() {
    let mut given = Given::hostile();
    given.address = "https://acme.example/quality".to_owned();
    let mut site = given.generate(made_up::BAD_NAMES[0], BUNDLE).expect("a site");
    // Its links begin with the path of the address.
    site.files.remove("404.html");
    assert_sound(&site);
    let line =
        "[![gate](https://acme.example/quality/badge/gate.svg)](https://acme.example/quality/index.html)";
    assert!(text(&site, "about.html").contains(line));
    for slug in slugs(&site) {
        let svg = text(&site, &format!("badge/{slug}.svg"));
        xml::read(svg);
        assert!(!svg.contains("<img") && !svg.contains('\u{202e}'), "{svg}");
    }
}

#[test]
fn colours_are_those_of_the_default_theme() {
    for (class, light, dark) in quarterdeck_charts::FILLS {
        let token = if class == "plain" { "muted".to_owned() } else { format!("{class}-text") };
        assert_eq!(pair(&token), (light.to_owned(), dark.to_owned()), "{class}");
    }
}
