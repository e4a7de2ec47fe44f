//! Where things go: margins by the labels that must fit in them.

use crate::metrics::{fit, width};
use crate::write::number;
use quarterdeck_views::ChartSpec;

/// The plot's place in its drawing, in tenths of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plot {
    /// Left edge.
    pub left: i32,
    /// Top edge.
    pub top: i32,
    /// Right edge, beyond the left.
    pub right: i32,
    /// Bottom edge, below the top.
    pub bottom: i32,
}

impl Plot {
    /// `left top width height` in pixels, for a script that reads points off the chart.
    pub fn attribute(&self) -> String {
        let sides = [self.left, self.top, self.right - self.left, self.bottom - self.top];
        sides.map(number).join(" ")
    }
}

/// Sizes and places.
pub(crate) struct Layout {
    /// Pixels.
    pub(crate) size: (u32, u32),
    /// Font size in pixels.
    pub(crate) font: i32,
    /// The plot.
    pub(crate) plot: Plot,
    /// Room to the right of the plot for labels, in tenths.
    pub(crate) margin: i32,
}

/// From the plot's edge to its labels, in tenths.
pub(crate) const BESIDE: i32 = 80;

/// Width of bold text in hundredths of plain text: DejaVu Sans Bold is 9 % wider for figures, up to 23 % for letters.
const BOLD: i32 = 116;

impl Layout {
    /// The layout of `spec`.
    pub(crate) fn of(spec: &ChartSpec) -> Self {
        let size = (spec.width.clamp(60, 10_000), spec.height.clamp(40, 10_000));
        let font = if spec.compact { 10 } else { 11 };
        let tenths = |px: u32| i32::try_from(px).unwrap_or(10_000) * 10;
        let (w, h) = (tenths(size.0), tenths(size.1));
        let ticks = spec.y.ticks.iter().map(|t| width(&t.label, font)).max().unwrap_or(0);
        let left = (ticks + 80).clamp(200, w / 3);
        let most = w * 3 / 10;
        let widest = right_labels(spec).map(|l| width(l, font)).max().unwrap_or(0).min(most);
        let margin = if widest == 0 { 80 } else { widest * BOLD / 100 + BESIDE + 20 };
        let topped = !spec.compact && (!spec.events.is_empty() || !spec.changes.is_empty());
        let top = if topped { 220 } else { 100 };
        let plot = Plot { left, top, right: (w - margin).max(left + 100), bottom: (h - 210).max(top + 100) };
        Self { size, font, plot, margin }
    }

    /// `text` cut to the room right of the plot.
    pub(crate) fn beside(&self, text: &str) -> String {
        fit(text, self.font, (self.margin - BESIDE) * 100 / BOLD)
    }
}

/// Labels that stand right of the plot: last values, and limits except on small charts.
fn right_labels(spec: &ChartSpec) -> impl Iterator<Item = &str> {
    let limits = spec.limits.iter().filter(|_| !spec.compact).map(|l| l.label.as_str());
    spec.lines.iter().map(|l| l.label.as_str()).chain(limits)
}
