//! Percentile curves of response times: how long the slowest half, tenth, hundredth… of requests took. The axis is that
//! of HdrHistogram's plots: every further nine has the same width.

use super::axis::{Wish, fit};
use super::{ChartSpec, Data, Datum, Field, Frame, Line, MAX_LINES, Segment, TimeAxis, TimeTick, Xy};
use crate::format::{locale, percent, value};
use quarterdeck_model::Unit;

/// Places on the axis for one nine.
const A_NINE: i64 = 10;
/// Nines on the axis: up to 99.99 %.
const NINES: i64 = 4;
/// Percentiles with a tick and a row: their place and their share.
const NAMED: [(f64, f64, &str); 7] = [
    (0.0, 0.0, "0"),
    (3.0103, 0.5, "50"),
    (10.0, 0.9, "90"),
    (13.0103, 0.95, "95"),
    (20.0, 0.99, "99"),
    (30.0, 0.999, "99.9"),
    (40.0, 0.9999, "99.99"),
];

/// One curve.
pub(crate) struct Curve<'a> {
    /// What it is called on the page.
    pub(crate) name: String,
    /// The same for programs, in no locale.
    pub(crate) plain: String,
    /// The percentile of a share (0–1) in milliseconds where it is known.
    pub(crate) at: &'a dyn Fn(f64) -> Option<f64>,
}

impl<'a> Curve<'a> {
    /// One whose name is the same for programs.
    pub(crate) fn new(name: String, at: &'a dyn Fn(f64) -> Option<f64>) -> Self {
        Self { plain: name.clone(), name, at }
    }
}

/// The chart of a few curves, titled `title`; none where no percentile is known.
pub(crate) fn curve(title: &str, curves: &[Curve<'_>], frame: &Frame) -> Option<ChartSpec> {
    let lines: Vec<Line> = curves.iter().take(MAX_LINES).zip(1..).filter_map(line).collect();
    let longest = points(&lines).map(|p| p.value).max_by(f64::total_cmp)?;
    let to = points(&lines).map(|p| p.at).max()?;
    let (span, unit) = ((0.0, longest), &Unit::Milliseconds);
    let fitted = fit(&Wish { span, unit, steps: frame.value_steps(), log: false });
    let data = data(curves);
    let told = lines.iter().map(|line| format!("{} up to {}", line.name, line.label));
    Some(ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        title: title.to_owned(),
        caption: format!("response time in {} by percentile, lower is better", fitted.scale.unit),
        sentence: format!("{title}: {}.", told.collect::<Vec<_>>().join("; ")),
        notes: vec!["A percentile without enough requests behind it is not drawn.".to_owned()],
        unit: Unit::Milliseconds,
        x: axis(to.max(1)),
        y: fitted.axis,
        table: data.first(NAMED.len(), "percentiles"),
        data,
        lines,
        ..ChartSpec::default()
    })
}

fn points(lines: &[Line]) -> impl Iterator<Item = &Xy> {
    lines.iter().flat_map(|line| &line.segments).flat_map(|segment| &segment.points)
}

/// Its label is the longest time that is drawn.
fn line((Curve { name, at, .. }, style): (&Curve<'_>, u8)) -> Option<Line> {
    let share = |place: i64| 1.0 - libm::pow(10.0, -(place as f64) / A_NINE as f64);
    let point =
        |place: i64| Some(Xy { at: place * 100, value: at(share(place)).filter(|ms| ms.is_finite())? });
    let points: Vec<Xy> = (0..=NINES * A_NINE).map_while(point).collect();
    let label = value(points.last()?.value, &Unit::Milliseconds);
    let segments = vec![Segment { points, ..Segment::default() }];
    Some(Line { name: name.clone(), style, label, segments, ..Line::default() })
}

fn axis(to: i64) -> TimeAxis {
    let tick = |(place, _, label): (f64, f64, &str)| TimeTick {
        at: (place * 100.0).round() as i64,
        label: written(label),
    };
    // 95 % lies too near to 90 %.
    let shown = NAMED.into_iter().filter(|(_, _, label)| *label != "95").map(tick);
    TimeAxis { from: 0, to, ticks: shown.filter(|tick| tick.at <= to).collect() }
}

/// `99.9 %`.
fn written(label: &str) -> String {
    let decimal = locale().decimal;
    percent(&label.chars().map(|c| if c == '.' { decimal } else { c }).collect::<String>())
}

/// A row a named percentile.
fn data(curves: &[Curve<'_>]) -> Data {
    let named = |curve: &Curve<'_>| {
        Field::number(&curve.plain, &curve.plain, Unit::Milliseconds).written(&curve.name)
    };
    let row = |(_, share, label): (f64, f64, &'static str)| {
        let told = curves.iter().map(|curve| Datum::maybe((curve.at)(share)));
        std::iter::once(Datum::Written(label.to_owned(), written(label))).chain(told).collect()
    };
    Data {
        columns: std::iter::once(Field::text("percentile", "Percentile"))
            .chain(curves.iter().map(named))
            .collect(),
        rows: NAMED.into_iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_ends_where_percentiles_do() {
        let few = |q: f64| (q <= 0.991).then_some(1.0 + q);
        let none = |_: f64| None;
        let curves = [Curve::new("latest".to_owned(), &few), Curve::new("month".to_owned(), &none)];
        let spec = curve("Times", &curves, &Frame::half("c")).unwrap();
        assert_eq!((spec.lines.len(), spec.x.to), (1, 2000));
        assert_eq!(spec.lines[0].segments[0].points.len(), 21);
        let ticks: Vec<String> =
            spec.x.ticks.iter().map(|t| t.label.replace(crate::format::THIN, " ")).collect();
        assert_eq!(ticks, ["0 %", "50 %", "90 %", "99 %"]);
        assert_eq!(spec.table.rows.last().map(|r| r.cells[1..].to_vec()), Some(vec!["—".into(), "—".into()]));
        assert!(curve("Times", &[Curve::new("month".to_owned(), &none)], &Frame::half("c")).is_none());
    }
}
