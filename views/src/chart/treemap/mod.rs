//! A treemap of coverage: folders and files, as large as their code and in the colour of how much of it is covered.

mod squarify;

use super::{Block, ChartSpec, Data, Datum, Field, Frame, Key, Tone, share};
use crate::format::{UNKNOWN, count, number::percentages};
use crate::text::Shown;
use crate::text::plural;
use quarterdeck_analysis::tree::{Node, Tree};
use quarterdeck_model::Unit;
use quarterdeck_model::payload::Count;
use squarify::{Area, squarify};

/// Up to where a step of the scale reaches, in per cent; the last one has no end.
const STEPS: [(u8, f64, &str); 5] = [
    (1, 50.0, "below 50 %"),
    (2, 70.0, "50 to below 70 %"),
    (3, 80.0, "70 to below 80 %"),
    (4, 90.0, "80 to below 90 %"),
    (5, f64::INFINITY, "90 % and more"),
];
/// Surfaces smaller than this hold nothing smaller, in square tenths of a pixel.
const SMALLEST: f64 = 90_000.0;
/// Height of a folder's name, and what is free around what it holds, in tenths of a pixel.
const HEAD: f64 = 160.0;
const PAD: f64 = 20.0;
/// Rows of the table.
const MOST_ROWS: usize = 100;

/// The step of a share.
pub(crate) fn tone(percent: Option<f64>) -> Tone {
    let Some(percent) = percent else { return Tone::Unknown };
    let step = STEPS.iter().find(|(_, end, _)| percent < *end);
    step.map_or(Tone::Step(5), |(step, ..)| Tone::Step(*step))
}

/// `87.4 %`, or `—`. What is not all is never rounded up to all of it, and what is some never down to none.
pub(crate) fn percent(count: Option<Count>) -> String {
    count.and_then(Count::percent).map_or_else(|| UNKNOWN.to_owned(), share)
}

/// `1,234 of 1,412`, or `—`.
pub(crate) fn counted(found: Option<Count>) -> String {
    found.map_or_else(
        || UNKNOWN.to_owned(),
        |c| format!("{} of {}", count(c.covered as f64), count(c.total as f64)),
    )
}

/// The chart; none where nothing has a size.
pub(crate) fn treemap(tree: &Tree, frame: &Frame) -> Option<ChartSpec> {
    let whole = tree.root.now.filter(|count| count.total > 0)?;
    let tenths = |px: u32| f64::from(px) * 10.0;
    let area = Area { x: 0.0, y: 0.0, w: tenths(frame.width), h: tenths(frame.height) };
    let mut blocks = Vec::new();
    inside(&tree.root, area, tree.measure, &mut blocks);
    let keys = STEPS.iter().map(|(step, _, text)| Key::of(Tone::Step(*step), &percentages(text))).collect();
    let data = data(tree);
    let sentence = format!(
        "{} of all {}s are covered in {}; {}.",
        percent(Some(whole)),
        tree.measure,
        plural(tree.root.files, "file", "files"),
        worst(tree)
    );
    Some(ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        title: "Folders and files".to_owned(),
        caption: format!("as large as their {}s, in the colour of how many are covered", tree.measure),
        sentence,
        notes: vec!["What is too small to be drawn by itself is part of its folder.".to_owned()],
        blocks,
        keys,
        table: data.first(MOST_ROWS, "files, the largest first"),
        data,
        ..ChartSpec::default()
    })
}

fn total(node: &Node) -> f64 {
    node.now.map_or(0.0, |count| count.total as f64)
}

/// Lays out what a folder holds.
fn inside(node: &Node, area: Area, measure: &str, out: &mut Vec<Block>) {
    let mut held: Vec<&Node> = node.children.iter().filter(|child| total(child) > 0.0).collect();
    held.sort_by(|a, b| total(b).total_cmp(&total(a)).then_with(|| a.path.cmp(&b.path)));
    let sizes: Vec<f64> = held.iter().map(|child| total(child)).collect();
    for (child, area) in held.into_iter().zip(squarify(&sizes, area)) {
        place(child, area, measure, out);
    }
}

fn place(node: &Node, area: Area, measure: &str, out: &mut Vec<Block>) {
    let inner = Area { x: area.x + PAD, y: area.y + HEAD, w: area.w - 2.0 * PAD, h: area.h - HEAD - PAD };
    let open =
        !node.children.is_empty() && inner.w > 200.0 && inner.h > 200.0 && inner.w * inner.h > SMALLEST;
    let Some(block) = block(node, area, measure, open) else { return };
    out.push(block);
    if open {
        inside(node, inner, measure, out);
    }
}

/// A pixel is left free to the right and below, so that surfaces stand apart; what is thinner is not drawn.
fn block(node: &Node, area: Area, measure: &str, open: bool) -> Option<Block> {
    let edge = |at: f64| at.round() as i32;
    let (x, y) = (edge(area.x), edge(area.y));
    let (w, h) = (edge(area.x + area.w) - x - 10, edge(area.y + area.h) - y - 10);
    let share = percent(node.now);
    let path = Shown::cut(&node.path, 160).text;
    let title = format!("{path}: {share}, {} {measure}s", counted(node.now));
    let name = Shown::cut(&node.name, 60).text;
    let lines = if open { vec![format!("{name} {share}")] } else { vec![name, share] };
    let tone = if open { Tone::Group } else { tone(node.now.and_then(Count::percent)) };
    (w > 0 && h > 0).then_some(Block { x, y, w, h, tone, lines, title })
}

/// The files, in the order of the tree.
fn files<'a>(node: &'a Node, out: &mut Vec<&'a Node>) {
    if node.children.is_empty() {
        out.extend(node.now.filter(|count| count.total > 0).map(|_| node));
    }
    node.children.iter().for_each(|child| files(child, out));
}

/// Where most is not covered.
fn worst(tree: &Tree) -> String {
    let mut all = Vec::new();
    files(&tree.root, &mut all);
    let missing = |node: &&Node| node.now.map_or(0, |count| count.total.saturating_sub(count.covered));
    let worst = all.iter().max_by(|a, b| missing(a).cmp(&missing(b)).then_with(|| b.path.cmp(&a.path)));
    match worst.filter(|node| missing(node) > 0) {
        Some(node) => {
            format!("most are missing in {}, {}", Shown::new(&node.path).text, count(missing(node) as f64))
        }
        None => "none is missing".to_owned(),
    }
}

/// The files, the largest first.
fn data(tree: &Tree) -> Data {
    let mut all = Vec::new();
    files(&tree.root, &mut all);
    all.sort_by(|a, b| total(b).total_cmp(&total(a)).then_with(|| a.path.cmp(&b.path)));
    let row = |node: &&Node| {
        let number = |of: fn(Count) -> u64| node.now.map_or(Datum::Unknown, |count| Datum::count(of(count)));
        vec![
            Datum::Text(node.path.clone()),
            Datum::maybe(node.now.and_then(Count::percent)),
            number(|count| count.covered),
            number(|count| count.total),
        ]
    };
    let many = format!("{}s", tree.measure);
    let columns = vec![
        Field::text("file", "File"),
        Field::share("percent", "Covered"),
        Field::number("covered", &format!("Covered {many}"), Unit::Count),
        Field::number("total", &format!("All {many}"), Unit::Count),
    ];
    Data { columns, rows: all.iter().map(row).collect() }
}
