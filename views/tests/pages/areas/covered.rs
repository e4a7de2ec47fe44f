//! The page on coverage.

use super::{lines, on_coverage, part};
use crate::content::plain;
use crate::made_up::run;
use quarterdeck_model::payload::*;
use quarterdeck_views::chart::Tone;

pub(super) fn covered(files: &[(&str, u64, u64)]) -> Payload {
    let counts = |covered, total| Counts { line: Some(Count { covered, total }), ..Counts::default() };
    let file = |(path, covered, total): &(&str, u64, u64)| FileCoverage {
        path: (*path).to_owned(),
        counts: counts(*covered, *total),
    };
    let sum = |of: fn(&(&str, u64, u64)) -> u64| files.iter().map(of).sum();
    let totals = counts(sum(|f| f.1), sum(|f| f.2));
    Payload::Coverage(Coverage { totals, files: files.iter().map(file).collect() })
}

#[test]
fn folders_are_sums_with_what_is_missing_first_and_every_folder_ends() {
    let page = on_coverage(vec![
        run(8, "unit", covered(&[("src/a.rs", 50, 100), ("src/in/b.rs", 10, 10), ("top.rs", 1, 10)])),
        run(
            0,
            "unit",
            covered(&[
                ("src/a.rs", 40, 100),
                ("src/in/b.rs", 10, 10),
                ("src/in/c.rs", 0, 0),
                ("top.rs", 9, 10),
            ]),
        ),
    ]);
    assert_eq!(plain(&page.summary), "49.2 %: 59 of 120 lines in 4 files.");
    let tree = &part(&page.jobs[0], "Folders and files").tree;
    let told: Vec<String> = tree
        .iter()
        .map(|row| {
            let line = [row.name.text.as_str(), &row.percent, &row.count, &row.delta.text, &row.class];
            format!("{} ({} end)", plain(&line.join(" | ")), row.closes.len())
        })
        .collect();
    let expected = [
        "src/ | 45.5 % | 50 of 110 | −9.1 pp | step-1 (0 end)",
        "a.rs | 40.0 % | 40 of 100 | −10.0 pp | step-1 (0 end)",
        "in/ | 100.0 % | 10 of 10 | 0.0 pp | step-5 (0 end)",
        "b.rs | 100.0 % | 10 of 10 | 0.0 pp | step-5 (0 end)",
        "c.rs | — | 0 of 0 | new | unknown (2 end)",
        "top.rs | 90.0 % | 9 of 10 | +80.0 pp | step-5 (0 end)",
    ];
    assert_eq!(told, expected);
    let lost = lines(&part(&page.jobs[0], "Changed files").grids[0]);
    assert_eq!(lost, ["src/a.rs | 50.0 % | 40.0 % | −10.0 pp (worse) | +10"]);
    let worst = lines(&part(&page.jobs[0], "Least covered large files").grids[0]);
    assert_eq!(worst[0], "src/a.rs | 40.0 % | 40 of 100 | 60");
}

#[test]
fn a_map_is_as_large_as_the_code_and_nothing_overlaps() {
    let page = on_coverage(vec![run(0, "unit", covered(&[("a/x", 3, 60), ("a/y", 40, 40), ("b", 99, 100)]))]);
    let tree = &part(&page.jobs[0], "Folders and files").tree;
    assert!(tree.iter().all(|row| row.delta.text == "—"), "nothing is new without an earlier report");
    let spec = &part(&page.jobs[0], "Where the code is").figures[0].spec;
    let leaves: Vec<_> = spec.blocks.iter().filter(|block| block.tone != Tone::Group).collect();
    let told: Vec<(&str, Tone)> = leaves.iter().map(|b| (b.lines[0].as_str(), b.tone)).collect();
    assert_eq!(told, [("x", Tone::Step(1)), ("y", Tone::Step(5)), ("b", Tone::Step(5))]);
    let apart = |a: &quarterdeck_views::chart::Block, b: &quarterdeck_views::chart::Block| {
        a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
    };
    for (n, a) in leaves.iter().enumerate() {
        assert!(a.x >= 0 && a.y >= 0 && a.x + a.w <= 11_200 && a.y + a.h <= 4600, "{a:?}");
        assert!(leaves.iter().skip(n + 1).all(|b| apart(a, b)), "{a:?}");
    }
    assert_eq!(spec.table.rows.len(), 3);
    assert_eq!(plain(&spec.table.rows[0].cells.join(" | ")), "b | 99.0 % | 99 | 100");
}
