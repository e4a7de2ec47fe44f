//! Themes: each renders every page, and an overlay replaces what it holds and nothing else.

use super::sound::assert_sound;
use super::{BUNDLE, Given, kinds, note, text};
use quarterdeck_analysis::policy::Runbook;
use quarterdeck_model::Fleet;
use quarterdeck_model::fleet::Standing;
use std::collections::BTreeSet;

#[test]
fn an_overlay_replaces_one_template_and_one_style() {
    let mut given = Given::archive(10);
    given.overlay.insert("templates/404.html".to_owned(), "<h1>Lost at {{ root }}sea</h1>".to_owned());
    given.overlay.insert("assets/tokens.css".to_owned(), ":root { --bg: rebeccapurple; }".to_owned());
    given.overlay.insert("assets/logo.svg".to_owned(), "<svg/>".to_owned());
    let site = given.site();
    assert!(text(&site, "404.html").contains("<h1>Lost at sea</h1>"));
    let style = site.files.keys().find(|p| p.starts_with("assets/style.")).expect("a stylesheet");
    assert!(text(&site, style).contains("rebeccapurple") && !text(&site, style).contains("#0f2eda"));
    assert_eq!(text(&site, "assets/logo.svg"), "<svg/>");
    assert_ne!(Given::archive(10).site().files.keys().find(|p| p.starts_with("assets/style.")), Some(style));
}

/// An archive of which every kind of page is made.
fn whole() -> Given {
    let mut given = Given::archive(60);
    let standing = |project: &str| Standing { project: project.to_owned(), ..Standing::default() };
    given.fleet = Some(Fleet { projects: vec![standing("acme-core"), standing("acme-web")] });
    given.policy.runbooks.push(Runbook {
        path: "reports/runbooks/outage.md".to_owned(),
        slug: "outage".to_owned(),
        title: "Outage".to_owned(),
    });
    given.notes.push(note("outage", "# Outage"));
    given.notes.push(note("release plan", "# Plan"));
    given
}

#[test]
fn every_page_is_sound_with_every_theme() {
    let mut styles = BTreeSet::new();
    for name in quarterdeck_generator::themes() {
        let overlay = quarterdeck_generator::theme(name).expect("a theme");
        let site = Given { overlay, ..whole() }.site();
        assert_sound(&site);
        let rest = ["projects.html", "runbooks.html", "runbook/outage.html", "notes/release-plan.html"];
        for path in kinds(&site).into_iter().chain(rest) {
            assert!(text(&site, path).contains("<main id=\"main\""), "{name}: {path} has no content");
        }
        let style = site.files.keys().find(|path| path.starts_with("assets/style.")).expect("a stylesheet");
        assert!(text(&site, style).contains("--bg: light-dark("), "{name} has no tokens");
        styles.insert(style.clone());
    }
    assert_eq!(styles.len(), quarterdeck_generator::themes().len(), "two themes look alike");
}

#[test]
fn a_bad_overlay_is_named_with_file_line_and_what_was_expected() {
    let mut given = Given::archive(3);
    given
        .overlay
        .insert("templates/about.html".to_owned(), "<h1>a</h1>\n<p>{{ page.nonsense }}</p>".to_owned());
    let error = given.generate("acme", BUNDLE).expect_err("no such field").to_string();
    assert!(error.contains("theme overlay file templates/about.html, line 2"), "{error}");
    assert!(error.contains("nonsense"), "{error}");
}
