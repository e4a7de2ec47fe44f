//! What holds of every page and every path of a site.

use super::{Site, pages};

/// `link` as seen from the page at `from`, as a path from the root and an anchor.
pub(crate) fn resolve(from: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() {
        return (from.to_owned(), anchor.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} on {from} leaves the site"),
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor.to_owned())
}

/// Asserts that links lead somewhere, that pages have one main heading, and that paths are plain.
pub(crate) fn assert_sound(site: &Site) {
    assert_drawn(site);
    let pages = pages(site);
    for (from, page) in &pages {
        for link in &page.links {
            if ["https://", "http://", "mailto:"].iter().any(|s| link.starts_with(s)) {
                continue;
            }
            let (path, anchor) = resolve(from, link);
            assert!(site.files.contains_key(&path), "{from} links to {link}, but there is no {path}");
            // What the explorer shows is in its address.
            let anchor =
                if path == "explore.html" && anchor.starts_with("v=1&") { String::new() } else { anchor };
            let known = pages.get(&path).is_none_or(|p| anchor.is_empty() || p.ids.contains(&anchor));
            assert!(known, "{from} links to {link}, but {path} has no such anchor");
        }
        assert_eq!(page.elements.iter().filter(|e| *e == "h1").count(), 1, "{from} has one main heading");
    }
    for path in site.files.keys() {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        assert!(path.chars().all(plain) && !path.contains(".."), "{path}");
        assert!(path.split('/').all(|part| part.len() <= 160), "{path}");
    }
}

/// Asserts that where a chart belongs, one is drawn: a figure that nobody draws is a caption and a table.
fn assert_drawn(site: &Site) {
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for after in text.split("<div class=\"canvas\"").skip(1) {
            let inside = after.split_once('>').map(|(_, inside)| inside).unwrap_or_default();
            assert!(inside.starts_with("<svg"), "{path}: an empty chart before {:.200}", inside);
        }
    }
}
