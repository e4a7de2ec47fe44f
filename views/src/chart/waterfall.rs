//! A waterfall: the way from a whole down to what is left of it, a row a step. What a step may take at most, but need
//! not, is hatched.

use super::{Block, ChartSpec, Tone};

/// Sizes in tenths of a pixel: height of a row, of its bar, room for the names and for what is taken.
const ROW: i32 = 260;
const BAR: i32 = 140;
const NAMES: i32 = 1_800;
const TAKEN: i32 = 900;
/// Room for the scale below the rows.
const FOOT: i32 = 260;
/// Marks of the scale, in per cent of the whole.
const MARKS: [u8; 5] = [0, 25, 50, 75, 100];

/// One row: what lies between two places of the scale, 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// What it is.
    pub(crate) name: String,
    /// Its surfaces: from, to, how they are drawn.
    pub(crate) parts: Vec<(f64, f64, Tone)>,
    /// What it comes to: `−20`.
    pub(crate) shown: String,
    /// All of it, for a tooltip.
    pub(crate) title: String,
}

/// Completes a chart `width` pixels wide whose words are already chosen.
pub(crate) fn waterfall(words: ChartSpec, steps: &[Step], width: u32) -> ChartSpec {
    let right = i32::try_from(width).unwrap_or(10_000).saturating_mul(10) - TAKEN;
    let mut blocks = Vec::new();
    let mut top = 0;
    for step in steps {
        blocks.extend(row(step, right, top));
        top += ROW;
    }
    blocks.extend(MARKS.iter().map(|mark| {
        let at = place(f64::from(*mark), right);
        bare((at - 110, top), 900, mark.to_string())
    }));
    let height = u32::try_from((top + FOOT) / 10).unwrap_or(0);
    ChartSpec { width, height, blocks, ..words }
}

/// A place of the scale between the names and the right edge of the bars.
fn place(of_hundred: f64, right: i32) -> i32 {
    NAMES + (of_hundred.clamp(0.0, 100.0) * f64::from(right - NAMES) / 100.0).round() as i32
}

fn row(step: &Step, right: i32, top: i32) -> impl Iterator<Item = Block> {
    let y = top + (ROW - BAR) / 2;
    let bar = |from: i32, to: i32, tone, title: &str| {
        let (w, title) = (to - from, title.to_owned());
        Block { x: from, y, w, h: BAR, tone, lines: Vec::new(), title }
    };
    let ground = bar(NAMES, right, Tone::Group, "");
    let parts: Vec<Block> = step
        .parts
        .iter()
        .map(|(from, to, tone)| bar(place(*from, right), place(*to, right), *tone, &step.title))
        .filter(|block| block.w > 0)
        .collect();
    let name = bare((0, top), NAMES - 40, step.name.clone());
    let shown = bare((right, top), TAKEN, step.shown.clone());
    [name, ground].into_iter().chain(parts).chain([shown])
}

fn bare((x, y): (i32, i32), w: i32, text: String) -> Block {
    Block { x, y: y + 20, w, h: ROW - 20, tone: Tone::Bare, lines: vec![text], title: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_one_scale_and_inside_the_drawing() {
        let step = |from, to, tone| Step {
            name: "coverage".to_owned(),
            parts: vec![(from, to, tone)],
            shown: "−20".to_owned(),
            title: "coverage: 20 points".to_owned(),
        };
        let steps = [
            step(0.0, 100.0, Tone::Good),
            step(80.0, 100.0, Tone::Bad),
            step(70.0, 80.0, Tone::Unknown),
            step(80.0, 80.0, Tone::Bad),
        ];
        let spec = waterfall(ChartSpec::default(), &steps, 548);
        let bars: Vec<(i32, i32)> =
            spec.blocks.iter().filter(|b| !b.title.is_empty()).map(|b| (b.x, b.x + b.w)).collect();
        let at = |share: f64| place(share, 4_580);
        assert_eq!(
            bars,
            [(at(0.0), at(100.0)), (at(80.0), at(100.0)), (at(70.0), at(80.0))],
            "nothing has no bar"
        );
        let (w, h) = (5_480, i32::try_from(spec.height).unwrap() * 10);
        assert!(spec.blocks.iter().all(|b| b.x >= 0 && b.y >= 0 && b.x + b.w <= w && b.y + b.h <= h));
    }
}
