//! The drawing backend: plotters' calls in tenths of a pixel become SVG elements.

use crate::metrics;
use crate::paint::Paint;
use crate::write::{escape, number, path};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;
use std::fmt::Write as _;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// SVG text in the making.
pub(crate) struct SvgBackend {
    size: (u32, u32),
    hatch: String,
    /// The elements so far.
    pub(crate) body: String,
    /// The tooltip of the next circle.
    pub(crate) tooltip: Option<String>,
}

impl SvgBackend {
    /// A drawing of `size` pixels, whose gaps are filled with the pattern named `hatch`.
    pub(crate) fn new(size: (u32, u32), hatch: String) -> Self {
        let limit = |side: u32| side.clamp(1, 20_000) * 10;
        Self { size: (limit(size.0), limit(size.1)), hatch, body: String::new(), tooltip: None }
    }

    fn stroke(&self, paint: Paint, tenths: u32) -> String {
        let mut out = format!(" stroke=\"{}\"", paint.value(&self.hatch));
        if tenths != 10 {
            let _ = write!(out, " stroke-width=\"{}\"", number(i32::try_from(tenths).unwrap_or(10)));
        }
        if !paint.dash().is_empty() {
            let _ = write!(out, " stroke-dasharray=\"{}\"", paint.dash());
        }
        out
    }

    fn line<S: BackendStyle>(&mut self, data: &str, style: &S) {
        if !data.is_empty() {
            let stroke = self.stroke(Paint::decode(style.color()), style.stroke_width());
            let _ = write!(self.body, "<path d=\"{data}\" fill=\"none\"{stroke}/>");
        }
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 10, at.1 + 10), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.line(&path([from, to], false), style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = Paint::decode(style.color());
        let (left, top, width, height) = (x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
        let (x, y, w, h) = (number(left), number(top), number(width), number(height));
        let _ = write!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
        if fill {
            let _ = write!(self.body, " fill=\"{}\"{}/>", paint.value(&self.hatch), paint.opacity());
        } else {
            let stroke = self.stroke(paint, style.stroke_width());
            let _ = write!(self.body, " fill=\"none\"{stroke}/>");
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.line(&path(points, false), style);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = Paint::decode(style.color());
        let radius = number(i32::try_from(radius).unwrap_or(30));
        let look = if fill {
            format!(" fill=\"{}\"", paint.value(&self.hatch))
        } else {
            format!(" fill=\"var(--raised)\"{}", self.stroke(paint, style.stroke_width()))
        };
        let _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"{look}", number(x), number(y));
        match self.tooltip.take() {
            Some(text) => {
                let _ = write!(self.body, "><title>{}</title></circle>", escape(&text));
            }
            None => self.body.push_str("/>"),
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        let paint = Paint::decode(style.color());
        let data = path(points, true);
        if !data.is_empty() {
            let faint = paint.opacity();
            let _ = write!(self.body, "<path d=\"{data}\" fill=\"{}\"{faint}/>", paint.value(&self.hatch));
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let size = style.size() as i32;
        // The middle of figures and capitals lies 0.36 of the size above the base line.
        let base = match style.anchor().v_pos {
            VPos::Top => y + size * 73 / 10,
            VPos::Center => y + size * 36 / 10,
            VPos::Bottom => y,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"600\"" } else { "" };
        let fill = match Paint::decode(style.color()) {
            Paint::Muted => String::new(),
            paint => format!(" fill=\"{}\"", paint.value(&self.hatch)),
        };
        let (x, y) = (number(x), number(base));
        let _ = write!(self.body, "<text x=\"{x}\" y=\"{y}\"{anchor}{weight}{fill}>{}</text>", escape(text));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size() as i32;
        let side = |tenths: i32| u32::try_from(tenths).unwrap_or(0);
        Ok((side(metrics::width(text, size)), side(size * 10)))
    }
}
