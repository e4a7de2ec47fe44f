//! What stands on and beside the lines: gaps, events, change points, marks, labels.

use crate::canvas::Canvas;
use crate::labels::{Row, spread};
use crate::layout::BESIDE;
use crate::metrics::width;
use crate::paint::Paint;
use plotters::prelude::{Circle, Polygon, Rectangle};
use plotters_backend::text_anchor::{HPos, VPos};
use quarterdeck_views::chart::{LimitKind, LimitLine, Line, MarkKind};

impl Canvas<'_> {
    pub(crate) fn gaps(&self) {
        let plot = self.layout.plot;
        let mut row = Row::default();
        for gap in &self.spec.gaps {
            let (left, right) = (self.x(gap.from), self.x(gap.to));
            if right - left < 20 {
                continue;
            }
            let shape = Rectangle::new([(left, plot.top), (right, plot.bottom)], Paint::Hatch.fill());
            let _ = self.area.use_screen_coord().draw(&shape);
            let half = width(&gap.label, self.layout.font) / 2;
            let middle =
                ((left + right) / 2).clamp(plot.left + half, (plot.right - half).max(plot.left + half));
            if !self.spec.compact && right - left >= half && row.take(middle - half, middle + half, 60) {
                let at = (middle, plot.bottom - 50);
                self.text(&gap.label, at, (HPos::Center, VPos::Bottom), (Paint::Muted, false));
            }
        }
    }

    pub(crate) fn events(&self) {
        let plot = self.layout.plot;
        let mut row = Row::default();
        for event in &self.spec.events {
            let x = self.x(event.at);
            self.rule((x, plot.top), (x, plot.bottom), Paint::Event, 10);
            let half = width(&event.label, self.layout.font) / 2;
            let middle = x.clamp(plot.left + half, (plot.right - half).max(plot.left + half));
            if !self.spec.compact && row.take(middle - half, middle + half, 80) {
                let at = (middle, plot.top - 60);
                self.text(&event.label, at, (HPos::Center, VPos::Bottom), (Paint::Muted, false));
            }
        }
    }

    pub(crate) fn changes(&self) {
        let plot = self.layout.plot;
        let mut row = Row::default();
        for change in &self.spec.changes {
            let x = self.x(change.at);
            self.rule((x, plot.top), (x, plot.bottom), Paint::Change, 15);
            let corners = vec![(x - 60, plot.top), (x + 60, plot.top), (x, plot.top + 80)];
            let _ = self.area.use_screen_coord().draw(&Polygon::new(corners, Paint::Change.fill()));
            for (from, to, level) in [
                change.before.map(|(from, level)| (from, change.at, level)),
                change.after.map(|(to, level)| (change.at, to, level)),
            ]
            .into_iter()
            .flatten()
            {
                let y = self.y(level);
                self.rule((self.x(from), y), (self.x(to), y), Paint::Level, 10);
            }
            let long = width(&change.label, self.layout.font);
            let room = x - plot.left > long + 100;
            let (side, at) = if room { (HPos::Right, x - 80) } else { (HPos::Left, x + 80) };
            // A label that would lie on another is left out: the rule stays, and the page's table has them all.
            let (from, to) = if room { (at - long, at) } else { (at, at + long) };
            if !row.take(from, to, 40) {
                continue;
            }
            self.text(&change.label, (at, plot.top + 50), (side, VPos::Center), (Paint::Change, false));
        }
    }

    pub(crate) fn marks(&self) {
        for mark in &self.spec.marks {
            let Some(at) = self.at(mark.at, mark.value) else { continue };
            let style = self.spec.lines.get(mark.line).map_or(1, |l| l.style);
            let small = self.spec.compact;
            let (paint, radius) = match mark.kind {
                MarkKind::Lone => (Paint::Series(style), if small { 15 } else { 20 }),
                MarkKind::Alert => (Paint::BadPoint, 30),
                MarkKind::Last => (Paint::Series(style), if small { 30 } else { 40 }),
            };
            self.backend.borrow_mut().tooltip = Some(mark.title.clone()).filter(|t| !t.is_empty() && !small);
            let _ = self.area.draw(&Circle::new(at, radius, paint.fill()));
            self.backend.borrow_mut().tooltip = None;
        }
    }

    /// Last values and limits beside the plot, pushed apart where they would touch.
    pub(crate) fn right_labels(&self) {
        let last = |line: &Line| line.segments.last().and_then(|s| s.points.last()).map(|p| self.y(p.value));
        let mut labels: Vec<(i32, String, Paint, bool)> = Vec::new();
        for line in self.spec.lines.iter().filter(|l| !l.label.is_empty()) {
            let paint = if self.spec.lines.len() > 1 { Paint::Series(line.style) } else { Paint::Strong };
            labels.extend(last(line).map(|y| (y, self.layout.beside(&line.label), paint, true)));
        }
        let labelled = |limit: &&LimitLine| !self.spec.compact && !limit.label.is_empty();
        for limit in self.spec.limits.iter().filter(labelled) {
            let paint = if limit.kind == LimitKind::Alert { Paint::BadText } else { Paint::Muted };
            labels.push((self.y(limit.value), self.layout.beside(&limit.label), paint, false));
        }
        labels.sort_by_key(|(y, ..)| *y);
        let wanted: Vec<i32> = labels.iter().map(|(y, ..)| *y).collect();
        let plot = self.layout.plot;
        let heights = spread(&wanted, self.layout.font * 12, (plot.top, plot.bottom));
        for ((_, text, paint, bold), y) in labels.iter().zip(heights) {
            let at = (plot.right + BESIDE, y);
            self.text(text, at, (HPos::Left, VPos::Center), (*paint, *bold));
        }
    }
}
