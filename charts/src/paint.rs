//! The roles that things are drawn in. Plotters carries them as colours; the backend writes them as tokens.

use plotters::style::{Color as _, RGBColor, ShapeStyle};
use plotters_backend::BackendColor;

/// What something is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Line or point of series 1–5.
    Series(u8),
    /// Shade from least to largest of series 1–5.
    Envelope(u8),
    /// A step of an ordered scale, 1 (worst) to 5.
    Step(u8),
    /// How much of a whole lies somewhere, 1 (next to nothing) to 5.
    Density(u8),
    /// Horizontal rule of the grid.
    Grid,
    /// The base line.
    Base,
    /// Beyond the alert limit.
    AlertZone,
    /// Between target and alert limit.
    WarnZone,
    /// Between natural limits.
    NoiseZone,
    /// No runs.
    Hatch,
    /// The target line.
    Target,
    /// The alert limit.
    Alert,
    /// The rule of an event.
    Event,
    /// The rule and triangle of a change point.
    Change,
    /// The level beside a change point.
    Level,
    /// A point beyond the alert limit.
    BadPoint,
    /// A point that meets its target.
    OkPoint,
    /// A point between.
    WarnPoint,
    /// A point without verdict.
    PlainPoint,
    /// Ordinary labels.
    Muted,
    /// The last value.
    Strong,
    /// The label of the alert limit.
    BadText,
    /// What holds other blocks.
    Group,
    /// A part of a whole.
    Part,
    /// The line between surfaces.
    Seam,
}

const ORDER: [Paint; 21] = [
    Paint::Grid,
    Paint::Base,
    Paint::AlertZone,
    Paint::WarnZone,
    Paint::NoiseZone,
    Paint::Hatch,
    Paint::Target,
    Paint::Alert,
    Paint::Event,
    Paint::Change,
    Paint::Level,
    Paint::BadPoint,
    Paint::OkPoint,
    Paint::WarnPoint,
    Paint::PlainPoint,
    Paint::Muted,
    Paint::Strong,
    Paint::BadText,
    Paint::Group,
    Paint::Part,
    Paint::Seam,
];

impl Paint {
    /// The colour that stands for it on its way through plotters: family in red, number in green.
    fn code(self) -> RGBColor {
        match self {
            Paint::Series(n) => RGBColor(1, n, 0),
            Paint::Envelope(n) => RGBColor(2, n, 0),
            Paint::Step(n) => RGBColor(3, n, 0),
            Paint::Density(n) => RGBColor(4, n, 0),
            other => {
                let at = ORDER.iter().position(|p| *p == other).unwrap_or_default();
                RGBColor(0, u8::try_from(at).unwrap_or_default(), 0)
            }
        }
    }

    /// Back from the colour.
    pub(crate) fn decode(color: BackendColor) -> Paint {
        match color.rgb {
            (1, n, _) => Paint::Series(n.clamp(1, 5)),
            (2, n, _) => Paint::Envelope(n.clamp(1, 5)),
            (3, n, _) => Paint::Step(n.clamp(1, 5)),
            (4, n, _) => Paint::Density(n.clamp(1, 5)),
            (_, at, _) => ORDER.get(usize::from(at)).copied().unwrap_or(Paint::Muted),
        }
    }

    /// Drawn as a line `tenths` of a pixel wide.
    pub(crate) fn stroke(self, tenths: u32) -> ShapeStyle {
        self.code().stroke_width(tenths)
    }

    /// Drawn as a filled shape.
    pub(crate) fn fill(self) -> ShapeStyle {
        self.code().filled()
    }

    /// As the colour of a text.
    pub(crate) fn text(self) -> BackendColor {
        self.code().to_backend_color()
    }

    /// The value of `fill` or `stroke`. `hatch` is the identifier of the drawing's pattern.
    pub(crate) fn value(self, hatch: &str) -> String {
        let token = match self {
            Paint::Series(n) | Paint::Envelope(n) => return format!("var(--chart-{n})"),
            Paint::Step(n) => return format!("var(--step-{n})"),
            Paint::Density(_) => "chart-1",
            Paint::Hatch => return format!("url(#{hatch})"),
            Paint::Grid => "line",
            Paint::Base | Paint::Event => "axis",
            Paint::AlertZone => "bad-band",
            Paint::WarnZone => "warn-band",
            Paint::NoiseZone => "noise-band",
            Paint::Target | Paint::Muted => "muted",
            Paint::Alert | Paint::BadPoint => "bad-fill",
            Paint::Change | Paint::Level => "chart-4",
            Paint::OkPoint => "ok-fill",
            Paint::WarnPoint => "warn-fill",
            Paint::PlainPoint => "none-fill",
            Paint::Strong => "text",
            Paint::BadText => "bad-text",
            Paint::Group => "surface",
            Paint::Part => "noise-band",
            Paint::Seam => "raised",
        };
        format!("var(--{token})")
    }

    /// How opaque a fill is, as an attribute; empty for a full one.
    pub(crate) fn opacity(self) -> &'static str {
        match self {
            Paint::Envelope(_) => " fill-opacity=\".16\"",
            Paint::Density(1) => " fill-opacity=\".1\"",
            Paint::Density(2) => " fill-opacity=\".28\"",
            Paint::Density(3) => " fill-opacity=\".5\"",
            Paint::Density(4) => " fill-opacity=\".74\"",
            _ => "",
        }
    }

    /// The dash pattern of lines; empty for solid ones.
    pub(crate) fn dash(self) -> &'static str {
        match self {
            Paint::Series(2) => "7 3",
            Paint::Series(3) => "2 2",
            Paint::Series(4) => "8 3 2 3",
            Paint::Series(5) => "4 2",
            Paint::Target => "6 3",
            Paint::Event => "1 3",
            Paint::Level => "2 2",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_survives_the_way_through_plotters() {
        let series =
            (1..=5).flat_map(|n| [Paint::Series(n), Paint::Envelope(n), Paint::Step(n), Paint::Density(n)]);
        for paint in ORDER.into_iter().chain(series) {
            assert_eq!(Paint::decode(paint.text()), paint);
        }
    }
}
