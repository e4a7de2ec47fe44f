//! Coverage by folders: counts summed over the distinct files below each, beside those of an earlier report.
//!
//! Percentages are derived from the sums and never averaged; a folder whose files have nothing to cover has none.

use quarterdeck_model::payload::{Count, Counts, Coverage};
use std::collections::BTreeMap;

/// Folders in folders; what lies deeper is shown by its whole remaining path.
const DEEPEST: usize = 24;

/// What is counted, and its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// `line`, `statement`, `region` or `instruction`: the first that the report has.
    pub measure: &'static str,
    /// The whole.
    pub root: Node,
}

/// A folder or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name within the folder above: several segments where a folder holds one folder alone.
    pub name: String,
    /// Its whole path.
    pub path: String,
    /// What it counts now; `None` where nothing of it is in the report.
    pub now: Option<Count>,
    /// What it counted in the earlier report.
    pub before: Option<Count>,
    /// Files below it that are in the report now; 1 for a file.
    pub files: usize,
    /// What it holds, in the order of names; empty for a file.
    pub children: Vec<Node>,
}

/// A file on its way into the tree: its segments, and its counts.
struct Entry<'a> {
    segments: Vec<&'a str>,
    now: Option<Count>,
    before: Option<Count>,
}

/// The kind of thing that a tree of `coverage` counts.
pub fn measure(coverage: &Coverage) -> Option<&'static str> {
    let has = |name: &&str| {
        of(&coverage.totals, name).is_some() || coverage.files.iter().any(|f| of(&f.counts, name).is_some())
    };
    ["line", "statement", "region", "instruction"].into_iter().find(has)
}

/// Counts of one kind.
pub fn of(counts: &Counts, measure: &str) -> Option<Count> {
    counts.named().into_iter().find(|(name, _)| *name == measure).and_then(|(_, count)| count)
}

impl Tree {
    /// The tree of `now`, beside the counts of `before`; `None` when the report counts nothing of that sort.
    pub fn of(now: &Coverage, before: Option<&Coverage>) -> Option<Self> {
        let measure = measure(now)?;
        let mut counts: BTreeMap<&str, (Option<Count>, Option<Count>)> = BTreeMap::new();
        for file in &now.files {
            counts.entry(&file.path).or_default().0 = self::of(&file.counts, measure);
        }
        for file in before.iter().flat_map(|coverage| &coverage.files) {
            counts.entry(&file.path).or_default().1 = self::of(&file.counts, measure);
        }
        let mut entries: Vec<Entry<'_>> = counts
            .iter()
            .map(|(path, (now, before))| Entry { segments: segments(path), now: *now, before: *before })
            .collect();
        entries.sort_by(|a, b| a.segments.cmp(&b.segments));
        let root = folder(String::new(), String::new(), &entries, 0);
        Some(Self { measure, root })
    }
}

/// The names along a path; an absolute one begins with `/`.
fn segments(path: &str) -> Vec<&str> {
    let root = path.starts_with('/').then_some("/");
    let names: Vec<&str> = root.into_iter().chain(path.split('/').filter(|name| !name.is_empty())).collect();
    if names.is_empty() { vec![path] } else { names }
}

fn folder(name: String, path: String, entries: &[Entry<'_>], depth: usize) -> Node {
    let first = |entry: &Entry<'_>| entry.segments.get(depth).copied().unwrap_or_default().to_owned();
    let mut children = Vec::new();
    for group in entries.chunk_by(|a, b| first(a) == first(b)) {
        let Some(one) = group.first() else { continue };
        let own = first(one);
        let deep = depth + 1 >= DEEPEST;
        let (files, below): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
            group.iter().partition(|entry| deep || entry.segments.len() <= depth + 1);
        children.extend(files.into_iter().map(|entry| file(entry, depth, &path)));
        // Entries of one folder are neighbours, those that are files before those that lie below.
        let start = group.len() - below.len();
        if let Some(rest) = group.get(start..).filter(|rest| !rest.is_empty()) {
            let at = join(&path, &own);
            children.push(folder(own, at, rest, depth + 1));
        }
    }
    compact(summed(name, path, children))
}

fn file(entry: &Entry<'_>, depth: usize, above: &str) -> Node {
    let name = entry.segments.get(depth..).unwrap_or_default().join("/");
    let path = join(above, &name);
    let files = usize::from(entry.now.is_some());
    Node { name, path, now: entry.now, before: entry.before, files, children: Vec::new() }
}

fn join(above: &str, name: &str) -> String {
    match above {
        "" => name.to_owned(),
        above if above.ends_with('/') => format!("{above}{name}"),
        above => format!("{above}/{name}"),
    }
}

fn summed(name: String, path: String, children: Vec<Node>) -> Node {
    let sum = |of: fn(&Node) -> Option<Count>| children.iter().filter_map(of).reduce(|a, b| a.plus(b));
    let (now, before) = (sum(|node| node.now), sum(|node| node.before));
    let files = children.iter().map(|node| node.files).sum();
    Node { name, path, now, before, files, children }
}

/// A folder that holds one folder and nothing else is shown as one with it.
fn compact(mut node: Node) -> Node {
    let lone = matches!(node.children.as_slice(), [only] if !only.children.is_empty());
    if !lone {
        return node;
    }
    match node.children.pop() {
        Some(only) => Node { name: join(&node.name, &only.name), ..only },
        None => node,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::payload::FileCoverage;

    fn coverage(files: &[(&str, u64, u64)]) -> Coverage {
        let file = |(path, covered, total): &(&str, u64, u64)| FileCoverage {
            path: (*path).to_owned(),
            counts: Counts { line: Some(Count { covered: *covered, total: *total }), ..Counts::default() },
        };
        Coverage { files: files.iter().map(file).collect(), ..Coverage::default() }
    }

    /// A line a node: depth, name, counts now and before, files.
    fn told(node: &Node, depth: usize, out: &mut Vec<String>) {
        let count =
            |count: Option<Count>| count.map_or("-".to_owned(), |c| format!("{}/{}", c.covered, c.total));
        out.push(format!("{depth} {} {} {} {}", node.name, count(node.now), count(node.before), node.files));
        node.children.iter().for_each(|child| told(child, depth + 1, out));
    }

    fn lines(now: &Coverage, before: Option<&Coverage>) -> Vec<String> {
        let mut out = Vec::new();
        told(&Tree::of(now, before).unwrap().root, 0, &mut out);
        out
    }

    #[test]
    fn folders_are_sums_of_distinct_files_now_and_before() {
        let now = coverage(&[("src/a.rs", 1, 2), ("src/in/deep/b.rs", 3, 4), ("src/in/deep/c.rs", 0, 0)]);
        let before = coverage(&[("src/a.rs", 2, 2), ("src/gone.rs", 0, 6)]);
        let expected = [
            "0 src 4/6 2/8 3",
            "1 a.rs 1/2 2/2 1",
            "1 gone.rs - 0/6 0",
            "1 in/deep 3/4 - 2",
            "2 b.rs 3/4 - 1",
            "2 c.rs 0/0 - 1",
        ];
        assert_eq!(lines(&now, Some(&before)), expected);
    }

    #[test]
    fn odd_paths_have_a_place() {
        let deep = "d/".repeat(10_000);
        let deep = format!("{deep}x.rs");
        let now = coverage(&[
            ("", 1, 1),
            ("/", 1, 1),
            ("/abs/a", 1, 2),
            ("a", 1, 1),
            ("a/b", 1, 1),
            ("../x", 1, 1),
            (&deep, 1, 1),
        ]);
        let out = lines(&now, None);
        assert_eq!(out.len(), 12, "{out:?}");
        assert!(out[0].ends_with("7/8 - 7"), "{}", out[0]);
        assert!(Tree::of(&Coverage::default(), None).is_none());
    }
}
