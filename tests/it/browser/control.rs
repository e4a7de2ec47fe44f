//! The negative control: what the other tests must not see is seen when it is there.

use super::driver::Kind;
use super::{file_url, in_browser, probe};

const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8>
<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'\">
<title>bad</title><script src=bad.js></script></head><body><p style=\"color:red\">x</p></body></html>";

fn check(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.html"), PAGE).unwrap();
    std::fs::write(folder.path().join("bad.js"), "console.error('said'); throw new Error('thrown');")
        .unwrap();
    probe::put_on_every_page(folder.path());
    let address = file_url(&folder.path().join("bad.html"));
    in_browser(kind, async |browser| {
        browser.open(&address).await;
        let problems = browser.problems().await.join("\n");
        for expected in ["console.error: said", "thrown", "policy: style-src"] {
            assert!(problems.contains(expected), "{kind:?} does not see {expected:?}: {problems}");
        }
    });
}

#[test]
fn chromium_sees_errors_and_violations() {
    check(Kind::Chromium);
}

#[test]
fn firefox_sees_errors_and_violations() {
    check(Kind::Firefox);
}
