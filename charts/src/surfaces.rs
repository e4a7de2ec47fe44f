//! Surfaces: zones that stand on each other over time, and blocks of a drawing that has no axes.

use crate::canvas::Canvas;
use crate::metrics::{fit, width};
use crate::paint::Paint;
use crate::write::escape;
use plotters::prelude::{PathElement, Polygon};
use plotters_backend::DrawingBackend as _;
use plotters_backend::text_anchor::{HPos, VPos};
use quarterdeck_views::chart::{Block, Range, Tone};
use std::fmt::Write as _;

/// From a block's edge to its words, in tenths.
const PAD: i32 = 40;

impl Canvas<'_> {
    /// Zones, each closed by a seam against the one above.
    pub(crate) fn layers(&self) {
        for layer in &self.spec.layers {
            for segment in &layer.segments {
                let edge = |of: fn(&Range) -> f64| -> Vec<(f64, f64)> {
                    segment.iter().filter_map(|r| self.at(r.at, of(r))).collect()
                };
                let upper = edge(|r| r.high);
                let outline: Vec<_> =
                    upper.iter().copied().chain(edge(|r| r.low).into_iter().rev()).collect();
                if outline.len() > 2 {
                    let _ = self.area.draw(&Polygon::new(outline, surface(layer.tone).fill()));
                    let _ = self.area.draw(&PathElement::new(upper, Paint::Seam.stroke(10)));
                }
            }
        }
    }

    /// Blocks with the words that fit into them.
    pub(crate) fn blocks(&self) {
        for block in &self.spec.blocks {
            if block.tone != Tone::Bare {
                self.block(block);
            }
            let size = self.layout.font * 10;
            let line = size * 13 / 10;
            let mut y = block.y + PAD / 2 + line / 2;
            for (n, text) in block.lines.iter().enumerate() {
                let room = block.w - 2 * PAD;
                let shown = fit(text, self.layout.font, room);
                // A word of which next to nothing is left says nothing; one that is cut stands alone.
                let told = shown == *text || (n == 0 && room > width("MMMM", self.layout.font));
                if y + line / 2 > block.y + block.h || !told {
                    break;
                }
                let paint = if n == 0 { Paint::Strong } else { Paint::Muted };
                let paint = if matches!(block.tone, Tone::Step(_)) { Paint::Strong } else { paint };
                self.text(&shown, (block.x + PAD, y), (HPos::Left, VPos::Center), (paint, false));
                y += line;
            }
        }
    }

    fn block(&self, block: &Block) {
        let (from, to) = ((block.x, block.y), (block.x + block.w, block.y + block.h));
        let mut backend = self.backend.borrow_mut();
        // The backend cannot fail.
        let _ = backend.draw_rect(from, to, &surface(block.tone).fill(), true);
        // A tooltip is a child of the surface that it tells of.
        if !block.title.is_empty() && backend.body.ends_with("/>") {
            let end = backend.body.len() - 2;
            backend.body.truncate(end);
            let _ = write!(backend.body, "><title>{}</title></rect>", escape(&block.title));
        }
        if matches!(block.tone, Tone::Unknown | Tone::Part | Tone::Group) {
            let _ = backend.draw_rect(from, to, &Paint::Grid.stroke(10), false);
        }
    }
}

fn surface(tone: Tone) -> Paint {
    match tone {
        Tone::Step(n) => Paint::Step(n.clamp(1, 5)),
        Tone::Density(n) => Paint::Density(n.clamp(1, 5)),
        Tone::Unknown => Paint::Hatch,
        Tone::Good => Paint::OkPoint,
        Tone::Fair => Paint::WarnPoint,
        Tone::Bad => Paint::BadPoint,
        Tone::Group | Tone::Bare => Paint::Group,
        Tone::Part => Paint::Part,
    }
}
