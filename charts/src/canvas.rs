//! Draws a chart: zones, grid, gaps, limits, lines, marks and labels, in this order.

use crate::backend::SvgBackend;
use crate::labels::Row;
use crate::layout::Layout;
use crate::metrics::width;
use crate::paint::Paint;
use crate::write::{escape, identifier};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Cartesian2d, CoordTranslate as _, DrawingArea, PathElement, Polygon, Rectangle};
use plotters::style::TextStyle;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{DrawingBackend as _, FontFamily, FontStyle};
use quarterdeck_views::ChartSpec;
use quarterdeck_views::chart::{BandKind, LimitKind, LimitLine, Line, Segment};
use std::cell::RefCell;
use std::rc::Rc;

type Coordinates = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// One drawing in the making.
pub(crate) struct Canvas<'a> {
    pub(crate) spec: &'a ChartSpec,
    pub(crate) layout: &'a Layout,
    pub(crate) backend: Rc<RefCell<SvgBackend>>,
    pub(crate) area: DrawingArea<SvgBackend, Coordinates>,
    /// What x coordinates are counted from, so that they keep their digits.
    origin: i64,
    /// Length of the time axis.
    span: f64,
    /// Ends of the value axis, as placed.
    ends: (f64, f64),
}

/// The drawing of `spec`.
pub(crate) fn draw(spec: &ChartSpec, layout: &Layout) -> String {
    let id = identifier(&spec.id);
    let hatch = format!("{id}-h");
    let canvas = Canvas::new(spec, layout, hatch.clone());
    if spec.blocks.is_empty() {
        canvas.zones();
        canvas.layers();
        canvas.grid();
    }
    canvas.blocks();
    canvas.gaps();
    canvas.events();
    canvas.limits();
    canvas.lines();
    canvas.changes();
    canvas.marks();
    canvas.right_labels();
    let Layout { size: (w, h), font, .. } = layout;
    let body = std::mem::take(&mut canvas.backend.borrow_mut().body);
    let pattern = if body.contains("url(#") {
        format!(
            "<defs><pattern id=\"{hatch}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path d=\"M0 0v6\" stroke=\"var(--axis)\"/></pattern></defs>"
        )
    } else {
        String::new()
    };
    let class = if spec.blocks.is_empty() { "" } else { "class=\"blocks\" " };
    format!(
        "<svg {class}viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" tabindex=\"0\" \
         aria-labelledby=\"{id}-t\" font-size=\"{font}\" fill=\"var(--muted)\"><title id=\"{id}-t\">{}</title>\
         {pattern}{body}</svg>",
        escape(&spec.sentence)
    )
}

impl<'a> Canvas<'a> {
    fn new(spec: &'a ChartSpec, layout: &'a Layout, hatch: String) -> Self {
        let backend = Rc::new(RefCell::new(SvgBackend::new(layout.size, hatch)));
        let plot = layout.plot;
        let origin = spec.x.from;
        let span = spec.x.to.saturating_sub(origin).max(1) as f64;
        let (from, to) = (place(spec, spec.y.from), place(spec, spec.y.to));
        let ends = if from < to && (to - from).is_finite() { (from, to) } else { (0.0, 1.0) };
        let coordinates =
            Coordinates::new(0.0..span, ends.0..ends.1, (plot.left..plot.right, plot.bottom..plot.top));
        let area = DrawingArea::from(&backend).apply_coord_spec(coordinates);
        Self { spec, layout, backend, area, origin, span, ends }
    }

    /// An instant and a value as plotters' coordinates; `None` when they cannot be placed. What lies beyond the axes is
    /// kept near them: plotters computes in whole numbers, which far points would overflow.
    pub(crate) fn at(&self, at: i64, value: f64) -> Option<(f64, f64)> {
        let x = (at.saturating_sub(self.origin) as f64).clamp(-self.span, 2.0 * self.span);
        let y = place(self.spec, value);
        let (low, high) = self.ends;
        let height = high - low;
        y.is_finite().then(|| (x, y.clamp(low - height, high + height)))
    }

    pub(crate) fn x(&self, at: i64) -> i32 {
        let plot = self.layout.plot;
        let x = (at.saturating_sub(self.origin) as f64).clamp(0.0, self.span);
        self.area.as_coord_spec().translate(&(x, self.ends.0)).0.clamp(plot.left, plot.right)
    }

    /// The height of a value, kept within the plot.
    pub(crate) fn y(&self, value: f64) -> i32 {
        let plot = self.layout.plot;
        let Some(at) = self.at(self.origin, value) else { return plot.bottom };
        self.area.as_coord_spec().translate(&at).1.clamp(plot.top, plot.bottom)
    }

    pub(crate) fn rule(&self, from: (i32, i32), to: (i32, i32), paint: Paint, tenths: u32) {
        // The backend cannot fail, and neither can drawing a line on it.
        let _ = self.backend.borrow_mut().draw_line(from, to, &paint.stroke(tenths));
    }

    pub(crate) fn text(
        &self,
        text: &str,
        at: (i32, i32),
        (h, v): (HPos, VPos),
        (paint, bold): (Paint, bool),
    ) {
        let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = (FontFamily::SansSerif, f64::from(self.layout.font), style);
        let style = TextStyle { font: font.into(), color: paint.text(), pos: Pos::new(h, v) };
        let _ = self.backend.borrow_mut().draw_text(text, &style, at);
    }

    fn zones(&self) {
        let plot = self.layout.plot;
        for band in &self.spec.bands {
            let (low, high) = (self.y(band.from), self.y(band.to));
            let paint = match band.kind {
                BandKind::Alert => Paint::AlertZone,
                BandKind::Warn => Paint::WarnZone,
                BandKind::Noise => Paint::NoiseZone,
            };
            if low - high >= 5 {
                let left = band.since.map_or(plot.left, |at| self.x(at));
                let right = band.until.map_or(plot.right, |at| self.x(at));
                let corners = [(left, high), (right, low)];
                let zone = Rectangle::new(corners, paint.fill());
                let _ = self.area.use_screen_coord().draw(&zone);
            }
        }
    }

    fn grid(&self) {
        let plot = self.layout.plot;
        for tick in &self.spec.y.ticks {
            let y = self.y(tick.at);
            self.rule((plot.left, y), (plot.right, y), Paint::Grid, 10);
            self.text(&tick.label, (plot.left - 60, y), (HPos::Right, VPos::Center), (Paint::Muted, false));
        }
        let mut row = Row::default();
        for tick in &self.spec.x.ticks {
            let half = width(&tick.label, self.layout.font) / 2;
            let right = i32::try_from(self.layout.size.0).unwrap_or(0) * 10;
            let x = self.x(tick.at);
            let middle = x.clamp(half + 10, (right - half - 10).max(half + 10));
            if row.take(middle - half, middle + half, 80) {
                self.rule((x, plot.bottom), (x, plot.bottom + 40), Paint::Base, 10);
                let at = (middle, plot.bottom + 60);
                self.text(&tick.label, at, (HPos::Center, VPos::Top), (Paint::Muted, false));
            }
        }
        self.rule((plot.left, plot.bottom), (plot.right, plot.bottom), Paint::Base, 10);
    }

    fn limits(&self) {
        let plot = self.layout.plot;
        for limit in &self.spec.limits {
            let (paint, tenths) = match limit.kind {
                LimitKind::Target => (Paint::Target, 15),
                LimitKind::Alert => (Paint::Alert, 10),
            };
            let y = self.y(limit.value);
            let left = limit.from.map_or(plot.left, |at| self.x(at));
            let right = limit.until.map_or(plot.right, |at| self.x(at));
            self.rule((left, y), (right, y), paint, tenths);
            // A limit that was followed by another one is a step.
            let follows = |next: &&LimitLine| next.kind == limit.kind && next.from == limit.until;
            let next = limit.until.and_then(|_| self.spec.limits.iter().find(follows));
            if let Some(next) = next {
                self.rule((right, y), (right, self.y(next.value)), paint, tenths);
            }
        }
    }

    fn lines(&self) {
        let tenths = if self.spec.compact { 15 } else { 20 };
        for line in &self.spec.lines {
            line.segments.iter().for_each(|segment| self.envelope(line, segment));
        }
        for line in &self.spec.lines {
            for segment in &line.segments {
                let points: Vec<_> = segment.points.iter().filter_map(|p| self.at(p.at, p.value)).collect();
                let path = PathElement::new(points, Paint::Series(line.style).stroke(tenths));
                let _ = self.area.draw(&path);
            }
        }
    }

    fn envelope(&self, line: &Line, segment: &Segment) {
        let upper = segment.envelope.iter().filter_map(|r| self.at(r.at, r.high));
        let lower = segment.envelope.iter().rev().filter_map(|r| self.at(r.at, r.low));
        let outline: Vec<_> = upper.chain(lower).collect();
        if outline.len() > 2 {
            let _ = self.area.draw(&Polygon::new(outline, Paint::Envelope(line.style).fill()));
        }
    }
}

/// A value on the axis: itself, or its logarithm.
fn place(spec: &ChartSpec, value: f64) -> f64 {
    if !spec.y.log {
        return value;
    }
    if value > 0.0 { libm::log10(value) } else { f64::NAN }
}
