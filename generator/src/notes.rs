//! Markdown notes of the project: on the page they are named after, or on a page of their own.

use crate::markdown;
use quarterdeck_analysis::period::Period;
use quarterdeck_views::Shown;
use quarterdeck_views::page::Link;
use quarterdeck_views::routes;
use std::collections::{BTreeMap, BTreeSet};

/// A note as the caller read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its file name without `.md`. Named after a page (`index`, `alerts`, `metric/<slug>`) or a period (`2026-W47`,
    /// `2026-Q4`), it stands on that page (`runbook/<slug>` on that of a runbook) or on the review of that period; any other name makes a page of its own, listed on "About the data".
    pub name: String,
    /// Its text. Raw HTML in it is shown as text.
    pub markdown: String,
}

/// A note with a page of its own.
pub(crate) struct NotePage {
    pub(crate) path: String,
    pub(crate) name: Shown,
}

/// All notes, rendered.
#[derive(Default)]
pub(crate) struct Notes {
    on_pages: BTreeMap<String, Vec<String>>,
    own: Vec<NotePage>,
}

impl Notes {
    /// Renders all notes; `pages` are the paths of the site's other pages.
    pub(crate) fn new(notes: &[Note], pages: &BTreeSet<String>) -> Self {
        let mut all = Self::default();
        for note in notes {
            let html = markdown::to_html(&note.markdown);
            let page =
                Period::parse(&note.name).map_or_else(|| format!("{}.html", note.name), routes::review);
            if pages.contains(&page) {
                all.on_pages.entry(page).or_default().push(html);
                continue;
            }
            let path = all.free_path(&note.name);
            all.on_pages.insert(path.clone(), vec![html]);
            all.own.push(NotePage { path, name: Shown::new(&note.name) });
        }
        all
    }

    /// The notes of one page as HTML.
    pub(crate) fn on(&self, path: &str) -> &[String] {
        self.on_pages.get(path).map_or(&[], Vec::as_slice)
    }

    /// The notes that have pages of their own.
    pub(crate) fn own(&self) -> &[NotePage] {
        &self.own
    }

    /// Links to them, from the root of the site.
    pub(crate) fn links(&self) -> Vec<Link> {
        self.own.iter().map(|n| Link { text: n.name.clone(), href: n.path.clone() }).collect()
    }

    /// A path made of the name's safe letters; names that differ only in others get a number.
    fn free_path(&self, name: &str) -> String {
        let safe = routes::anchor(name);
        let numbered = (2u32..).map(|n| format!("notes/{safe}-{n}.html"));
        let mut candidates = std::iter::once(format!("notes/{safe}.html")).chain(numbered);
        candidates.find(|path| !self.on_pages.contains_key(path)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(name: &str) -> Note {
        Note { name: name.to_owned(), markdown: "# Hello".to_owned() }
    }

    #[test]
    fn a_note_named_after_a_page_stands_on_it() {
        let pages = BTreeSet::from(["index.html".to_owned(), "review/2026-W47.html".to_owned()]);
        let notes =
            Notes::new(&["index", "2026-W47", "Release plan", "release-plan", "../../x"].map(note), &pages);
        assert_eq!(notes.on("review/2026-W47.html"), ["<h2>Hello</h2>\n"]);
        assert_eq!(notes.on("index.html"), ["<h2>Hello</h2>\n"]);
        let paths: Vec<&str> = notes.own().iter().map(|n| n.path.as_str()).collect();
        assert_eq!(paths, ["notes/release-plan.html", "notes/release-plan-2.html", "notes/x.html"]);
        assert!(notes.on("about.html").is_empty());
    }
}
