//! Files in which most is missing, and files that changed.

use crate::chart::{counted, percent};
use crate::context::Context;
use crate::format::{MINUS, count, delta};
use crate::page::area::{AreaPart, Base};
use crate::page::grid::{Cell, Grid, column, numbers, text};
use quarterdeck_analysis::compare::coverage::{FileChange, files};
use quarterdeck_analysis::tree::{Node, Tree};
use quarterdeck_model::payload::{Count, Coverage};
use quarterdeck_model::{Direction, Unit};

/// Files of a list.
const MOST: usize = 15;

fn uncovered(found: Option<Count>) -> u64 {
    found.map_or(0, |c| c.total.saturating_sub(c.covered))
}

/// The large files of which least is covered: the larger half of all, by what is covered of them.
pub(super) fn missing(tree: &Tree) -> AreaPart {
    let mut all = Vec::new();
    leaves(&tree.root, &mut all);
    let mut sizes: Vec<u64> = all.iter().filter_map(|node| Some(node.now?.total)).collect();
    sizes.sort_unstable();
    let large = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let share = |node: &Node| node.now.and_then(Count::percent).unwrap_or(101.0);
    let mut chosen: Vec<&Node> = all
        .into_iter()
        .filter(|node| uncovered(node.now) > 0 && node.now.is_some_and(|count| count.total >= large))
        .collect();
    chosen.sort_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| a.path.cmp(&b.path)));
    let row = |node: &&Node| -> Vec<Cell> {
        vec![
            text(&node.path),
            text(&percent(node.now)),
            text(&counted(node.now)),
            text(&count(uncovered(node.now) as f64)),
        ]
    };
    let columns =
        vec![column("File"), numbers("Covered"), numbers("Count").only("medium"), numbers("Not covered")];
    let grid = Grid::of(columns, "Nothing is missing in a large file.")
        .filled(chosen.iter().map(row).collect(), MOST);
    let told = format!(
        "Large is what has at least {} {}s to cover: half of the files have fewer.",
        count(large as f64),
        tree.measure
    );
    AreaPart::titled("Least covered large files").saying(told).grids(vec![grid])
}

fn leaves<'a>(node: &'a Node, out: &mut Vec<&'a Node>) {
    if node.children.is_empty() {
        out.extend(node.now.filter(|count| count.total > 0).map(|_| node));
    }
    node.children.iter().for_each(|child| leaves(child, out));
}

/// Files whose lines are not covered as they were at the baseline.
pub(super) fn changed(context: &Context<'_>, now: &Coverage, base: Option<(Base, &Coverage)>) -> AreaPart {
    let Some((base, before)) = base else { return AreaPart::default() };
    let all = files(before, now);
    let title = format!("Changed files since {}", base.name(context));
    let part = AreaPart::titled(&title);
    if !now.files.iter().any(|file| file.counts.line.is_some()) {
        return part.saying("Files are compared by their lines, which this report does not count.");
    }
    if all.is_empty() {
        return part.saying("No file has other line counts than then.");
    }
    let (lost, gained): (Vec<&FileChange<'_>>, Vec<&FileChange<'_>>) =
        all.iter().partition(|file| file.uncovered() > 0);
    let gone = all.iter().filter(|file| file.after.is_none()).count();
    let sentence = format!(
        "{} with more uncovered lines, {} with as many or fewer; {} of all are no longer in the report.",
        count(lost.len() as f64),
        count(gained.len() as f64),
        count(gone as f64)
    );
    let mut best = gained;
    best.sort_by_key(|file| (file.uncovered(), std::cmp::Reverse(file.covered()), file.path));
    part.saying(sentence).grids(vec![
        grid("More lines are not covered", &lost, "In no file."),
        grid("As many or fewer lines are not covered", &best, "In no file."),
    ])
}

fn grid(caption: &str, files: &[&FileChange<'_>], none: &str) -> Grid {
    let row = |file: &&FileChange<'_>| -> Vec<Cell> {
        let share = |found: Option<Count>| found.and_then(Count::percent);
        let change = delta(share(file.before), share(file.after), &Unit::Percent, Direction::HigherIsBetter);
        let more = file.uncovered();
        let sign = if more > 0 {
            "+".to_owned()
        } else if more < 0 {
            MINUS.to_string()
        } else {
            String::new()
        };
        let note = match (file.before, file.after) {
            (None, _) => "new",
            (_, None) => "no longer there",
            _ => "",
        };
        vec![
            text(file.path).with_sub(note),
            text(&percent(file.before)),
            text(&percent(file.after)),
            text(&change.text).with_sub(change.word),
            text(&format!("{sign}{}", count(more.unsigned_abs() as f64))),
        ]
    };
    let columns = vec![
        column("File"),
        numbers("Then").only("medium"),
        numbers("Now"),
        numbers("Δ").only("medium"),
        numbers("Uncovered lines"),
    ];
    Grid::of(columns, none).titled(caption).filled(files.iter().map(row).collect(), MOST)
}
