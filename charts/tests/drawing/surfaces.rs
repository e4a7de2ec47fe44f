//! Drawings of blocks and layers.

use super::{DAY, check, spec};
use quarterdeck_charts::svg;
use quarterdeck_views::chart::*;

#[test]
fn blocks_stand_alone_with_the_words_that_fit() {
    let block = |x, w, tone, words: &str| Block {
        x,
        y: 100,
        w,
        h: 400,
        tone,
        lines: vec![words.to_owned(), "87 %".to_owned()],
        title: format!("{words}: all of it"),
    };
    let mut all = spec(&[]);
    all.lines.clear();
    all.blocks = vec![
        block(0, 900, Tone::Group, "<script>"),
        block(900, 900, Tone::Step(1), "a.rs"),
        block(1800, 60, Tone::Step(9), "thin"),
        block(1860, 100, Tone::Unknown, ""),
    ];
    let drawing = svg(&all);
    check(&drawing);
    assert!(drawing.starts_with("<svg class=\"blocks\" "), "{drawing}");
    assert!(drawing.contains("fill=\"var(--step-1)\"><title>a.rs: all of it</title></rect>"), "{drawing}");
    assert!(drawing.contains("var(--step-5)") && drawing.contains("url(#c-h)"), "{drawing}");
    assert!(drawing.contains("&lt;script&gt;") && !drawing.contains(">thin<"), "{drawing}");
    assert!(!drawing.contains("3 Jan"), "a drawing of blocks has no axes: {drawing}");
}

#[test]
fn layers_stand_on_each_other_and_end_where_they_are_not_known() {
    let range = |at: i64, low: f64, high: f64| Range { at: at * DAY, low, high };
    let mut all = spec(&[0.0, 1.0]);
    all.lines.clear();
    let lower =
        vec![vec![range(0, 0.0, 0.5), range(1, 0.0, 0.4)], vec![range(3, 0.0, 0.2), range(4, 0.0, 0.1)]];
    let upper = vec![vec![range(0, 0.5, 1.0), range(1, 0.4, f64::NAN)]];
    all.layers =
        vec![Layer { tone: Tone::Step(4), segments: lower }, Layer { tone: Tone::Unknown, segments: upper }];
    let drawing = svg(&all);
    check(&drawing);
    assert_eq!(drawing.matches("fill=\"var(--step-4)\"").count(), 2, "{drawing}");
    assert!(drawing.contains("3 Jan"), "layers have axes: {drawing}");
}
