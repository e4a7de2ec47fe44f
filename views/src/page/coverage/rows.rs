//! The tree of folders as rows that are read from top to bottom.

use crate::chart::{Tone, counted, percent, tone};
use crate::format::{Delta, count, delta};
use crate::page::area::{AreaPart, TreeRow};
use crate::text::Shown;
use quarterdeck_analysis::tree::{Node, Tree};
use quarterdeck_model::payload::Count;
use quarterdeck_model::{Direction, Unit};
use std::collections::BTreeSet;

/// Rows of a tree.
const MOST_ROWS: usize = 500;
/// Files of one folder: those with the most that is not covered.
const MOST_FILES: usize = 60;

/// The part with the tree.
pub(super) fn part(tree: &Tree, compared: bool) -> AreaPart {
    let open = opened(&tree.root);
    let mut out = Vec::new();
    children(&tree.root, &open, (0, compared), &mut out);
    let left = tree.root.files.saturating_sub(out.iter().filter(|row| !row.folder).count());
    let without = if compared { "" } else { " There is no earlier report to compare with." };
    let told = match left {
        0 => String::new(),
        left => format!(" {} are not listed by themselves: all are in the CSV.", count(left as f64)),
    };
    let sentence =
        format!("In each folder what has the most uncovered {}s comes first.{without}{told}", tree.measure);
    AreaPart { tree: out, ..AreaPart::titled("Folders and files").saying(sentence) }
}

fn missing(node: &Node) -> u64 {
    node.now.map_or(0, |count| count.total.saturating_sub(count.covered))
}

/// What a folder holds now, with the most uncovered first.
fn held(node: &Node) -> Vec<&Node> {
    let mut held: Vec<&Node> = node.children.iter().filter(|child| child.now.is_some()).collect();
    held.sort_by_key(|child| (std::cmp::Reverse(missing(child)), child.path.as_str()));
    held
}

/// Paths of the folders whose rows are on the page: from the top, those with the most uncovered first, as long as there
/// is room.
fn opened(root: &Node) -> BTreeSet<&str> {
    let mut room = MOST_ROWS;
    let mut open = BTreeSet::new();
    let mut next = vec![root];
    while !next.is_empty() {
        next.sort_by_key(|node| (std::cmp::Reverse(missing(node)), node.path.as_str()));
        let mut below = Vec::new();
        for folder in next {
            let all = held(folder);
            let folders = all.iter().filter(|child| !child.children.is_empty()).count();
            let rows = folders + (all.len() - folders).min(MOST_FILES);
            if rows <= room {
                room -= rows;
                open.insert(folder.path.as_str());
                below.extend(all.into_iter().filter(|child| !child.children.is_empty()));
            }
        }
        next = below;
    }
    open
}

fn children(node: &Node, open: &BTreeSet<&str>, (depth, compared): (usize, bool), out: &mut Vec<TreeRow>) {
    let mut files = 0;
    for child in held(node) {
        let listed = open.contains(child.path.as_str()) && !child.children.is_empty();
        if child.children.is_empty() {
            files += 1;
            if files > MOST_FILES {
                continue;
            }
        }
        out.push(row(child, listed, (depth == 0, compared)));
        if listed {
            let before = out.len();
            children(child, open, (depth + 1, compared), out);
            if let Some(last) = out.last_mut().filter(|_| before > 0) {
                last.closes.push(());
            }
        }
    }
}

fn row(node: &Node, listed: bool, (top, compared): (bool, bool)) -> TreeRow {
    let share = node.now.and_then(Count::percent);
    let before = node.before.and_then(Count::percent);
    let change = match node.before {
        None if compared => Delta { text: "new".to_owned(), ..Delta::default() },
        _ => delta(before, share, &Unit::Percent, Direction::HigherIsBetter),
    };
    let folder = !node.children.is_empty();
    let name = if folder { format!("{}/", node.name) } else { node.name.clone() };
    TreeRow {
        name: Shown::new(&name),
        folder: listed,
        open: top && listed,
        closes: Vec::new(),
        percent: percent(node.now),
        count: counted(node.now),
        delta: change,
        class: match tone(share) {
            Tone::Step(n) => format!("step-{n}"),
            _ => "unknown".to_owned(),
        },
        bar: share.map_or(0.0, |share| (share * 10.0).round() / 10.0),
    }
}
