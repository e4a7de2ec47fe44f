//! What the search box of every page finds: names and where they lead, small enough to be read whole by a browser.

mod archive;
mod code;
mod site;

use crate::context::Context;
use crate::format::count;
use crate::page::Link;
use crate::page::metric::Snapshots;
use crate::page::review::Plan;
use crate::text::Shown;
use serde::{Serialize, Serializer};

/// Most bytes of all entries: the index is read on the first use of the box, over whatever line there is.
pub const MOST_BYTES: usize = 56_000;
/// Characters of a name.
const NAME: usize = 80;
/// Characters of what tells a name from others.
const DETAIL: usize = 60;

/// Everything that can be found, best groups first: among hits that fit alike, the earlier group is shown first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SearchIndex {
    /// The groups.
    pub groups: Vec<Group>,
}

/// Entries of one sort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What an entry is: `Metric`.
    pub kind: &'static str,
    /// How many of all can be found, when not all can; empty otherwise.
    pub note: String,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// Something with an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What tells it from others of that name.
    pub detail: String,
    /// Where it leads, from the root of the site.
    pub href: String,
}

/// As `[name, detail, href]`: thousands of field names would outweigh what they name.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.name, &self.detail, &self.href).serialize(serializer)
    }
}

impl Entry {
    /// An entry with harmless, short texts.
    fn new(name: &str, detail: &str, href: String) -> Self {
        Self { name: Shown::cut(name, NAME).text, detail: Shown::cut(detail, DETAIL).text, href }
    }

    /// Its bytes as JSON, but for characters that are escaped.
    fn bytes(&self) -> usize {
        self.name.len() + self.detail.len() + self.href.len() + 12
    }
}

impl Group {
    /// As many of `entries` as fit into `room` bytes, which shrinks by them; `many` names them all in words, and `rest`
    /// says where the others are.
    fn filled(
        (kind, many): (&'static str, &str),
        entries: impl ExactSizeIterator<Item = Entry>,
        room: usize,
        rest: &str,
    ) -> Self {
        let all = entries.len();
        let mut left = room;
        let fits = |entry: &Entry| {
            let bytes = entry.bytes();
            let fits = bytes <= left;
            left -= if fits { bytes } else { left };
            fits
        };
        let entries: Vec<Entry> = entries.take_while(fits).collect();
        let found = entries.len();
        let note = if found == all {
            String::new()
        } else {
            format!("{} of {} {many} can be found here; {rest}", count(found as f64), count(all as f64))
        };
        Self { kind, note, entries }
    }

    fn bytes(&self) -> usize {
        self.entries.iter().map(Entry::bytes).sum()
    }
}

/// The index of a site: `all` is its whole history, `told` the part that is judged, `notes` its pages of notes.
pub fn index(
    (all, told): (&Context<'_>, &Context<'_>),
    snapshots: &Snapshots<'_>,
    plan: &Plan,
    notes: &[Link],
) -> SearchIndex {
    let pages = site::pages(told, notes);
    let rest = [
        site::objectives(told),
        archive::alerts(told),
        site::runbooks(told),
        site::reviews(plan),
        site::projects(told),
        code::rules(told, snapshots),
        code::found(told, snapshots),
        code::covered(told, snapshots),
        archive::snapshots(all),
    ];
    let used: usize = rest.iter().map(Group::bytes).sum::<usize>() + pages.bytes();
    // What others leave is for metrics: they are looked for most.
    let metrics = archive::metrics(all, MOST_BYTES.saturating_sub(used));
    let groups = std::iter::once(pages).chain(metrics).chain(rest);
    SearchIndex { groups: groups.filter(|group| !group.entries.is_empty()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_says_how_much_of_it_can_be_found() {
        let entries =
            |n: usize| (0..n).map(|at| Entry::new(&format!("m{at}"), "", "metric/m.html".to_owned()));
        let whole = Group::filled(("Metric", "metrics"), entries(3), 1000, "all are under Trends");
        assert_eq!((whole.entries.len(), whole.note.as_str()), (3, ""));
        let part = Group::filled(("Metric", "metrics"), entries(12_000), 1000, "all are under Trends");
        assert!(part.bytes() <= 1000 && part.entries.len() > 20, "{}", part.entries.len());
        let told = format!(
            "{} of 12\u{202f}000 metrics can be found here; all are under Trends",
            part.entries.len()
        );
        assert_eq!(part.note, told);
    }

    #[test]
    fn names_are_harmless_and_short() {
        let entry = Entry::new(&"ä".repeat(5000), "a\u{202e}b\u{0}", "x.html".to_owned());
        assert_eq!(entry.name.chars().count(), NAME);
        assert_eq!(entry.detail, "a⟨U+202E⟩b⟨U+0000⟩");
        assert_eq!(serde_json::to_string(&Entry::new("a", "b", "c".to_owned())).unwrap(), r#"["a","b","c"]"#);
    }
}
