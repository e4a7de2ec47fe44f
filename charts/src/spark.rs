//! Sparklines: no axes, no text.

use crate::backend::SvgBackend;
use crate::paint::Paint;
use crate::write::escape;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Cartesian2d, Circle, DrawingArea, PathElement};
use quarterdeck_views::SparkSpec;
use std::cell::RefCell;
use std::rc::Rc;

/// From the edge of the drawing to the line, so that the last point is not cut.
const EDGE: i32 = 40;

/// The drawing of `spec` as SVG text.
pub fn spark_svg(spec: &SparkSpec) -> String {
    let size = (spec.width.clamp(20, 2000), spec.height.clamp(10, 2000));
    let backend = Rc::new(RefCell::new(SvgBackend::new(size, String::new())));
    let side = |px: u32| i32::try_from(px).unwrap_or(20) * 10;
    let (w, h) = (side(size.0), side(size.1));
    let span = spec.x.1.saturating_sub(spec.x.0).max(1) as f64;
    let sound = spec.y.0 < spec.y.1 && (spec.y.1 - spec.y.0).is_finite();
    let y = if sound { spec.y } else { (0.0, 1.0) };
    let frame = (0..w - EDGE, h - EDGE..EDGE);
    let coordinates = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(0.0..span, y.0..y.1, frame);
    let area = DrawingArea::from(&backend).apply_coord_spec(coordinates);
    // What lies beyond the axes is kept on their ends: plotters computes in whole numbers, which would overflow.
    let at =
        |at: i64, value: f64| ((at.saturating_sub(spec.x.0) as f64).clamp(0.0, span), value.clamp(y.0, y.1));
    if let Some(target) = spec.target.filter(|t| t.is_finite()) {
        let line =
            PathElement::new(vec![at(spec.x.0, target), at(spec.x.1, target)], Paint::Target.stroke(10));
        // The backend cannot fail.
        let _ = area.draw(&line);
    }
    for segment in &spec.segments {
        let points: Vec<_> =
            segment.iter().filter(|p| p.value.is_finite()).map(|p| at(p.at, p.value)).collect();
        if let [lone] = points.as_slice() {
            let _ = area.draw(&Circle::new(*lone, 10, Paint::Series(1).fill()));
        }
        let _ = area.draw(&PathElement::new(points, Paint::Series(1).stroke(15)));
    }
    if let Some((last, class)) = spec.last.filter(|(p, _)| p.value.is_finite()) {
        let _ = area.draw(&Circle::new(at(last.at, last.value), 30, of_class(class).fill()));
    }
    let body = std::mem::take(&mut backend.borrow_mut().body);
    let label = escape(&spec.sentence);
    let (w, h) = size;
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-label=\"{label}\">{body}</svg>"
    )
}

/// How the last point is painted: by the state that it stands for.
fn of_class(class: &str) -> Paint {
    match class {
        "bad" => Paint::BadPoint,
        "warn" => Paint::WarnPoint,
        "ok" => Paint::OkPoint,
        "none" => Paint::PlainPoint,
        _ => Paint::Series(1),
    }
}
