//! A script put first on every page of a test's copy of the site: it notes what the browser complains of.
//!
//! It works the same in every browser and on every scheme, and the strict content security policy allows it as it
//! allows every script of the site's own. `control.rs` shows that it does see what it must see.

use std::path::Path;

const SCRIPT: &str = "window.problems = [];
addEventListener('error', e => problems.push('error: ' + (e.message || 'could not load ' + (e.target.src || e.target.href))), true);
addEventListener('unhandledrejection', e => problems.push('rejection: ' + e.reason));
addEventListener('securitypolicyviolation', e => problems.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI), true);
for (const level of ['error', 'warn']) {
  const real = console[level];
  console[level] = (...words) => { problems.push('console.' + level + ': ' + words.join(' ')); real.apply(console, words); };
}
";

/// Writes the script into `folder` and names it first in every page below.
pub(super) fn put_on_every_page(folder: &Path) {
    std::fs::write(folder.join("probe.js"), SCRIPT).unwrap();
    put_below(folder, "");
}

fn put_below(folder: &Path, up: &str) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            put_below(&path, &format!("../{up}"));
        } else if path.extension().is_some_and(|e| e == "html") {
            let page = std::fs::read_to_string(&path).unwrap();
            let at = page.find("<title").expect("every page has a title");
            let script = format!("<script src=\"{up}probe.js\"></script>");
            std::fs::write(&path, format!("{}{script}{}", &page[..at], &page[at..])).unwrap();
        }
    }
}
