//! The parts of a chart: axes, lines, limits, zones, gaps, events, marks.

use serde::Serialize;

/// The time axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TimeAxis {
    /// Left end.
    pub from: i64,
    /// Right end, later than `from`.
    pub to: i64,
    /// From left to right; labels are horizontal and do not touch.
    pub ticks: Vec<TimeTick>,
}

/// A tick of the time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeTick {
    /// Where.
    pub at: i64,
    /// `25 May`, `Oct`, `2026 Q3`.
    pub label: String,
}

/// The value axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ValueAxis {
    /// Lower end.
    pub from: f64,
    /// Upper end, above `from`.
    pub to: f64,
    /// From bottom to top, all within the ends.
    pub ticks: Vec<ValueTick>,
    /// Whether values are placed by their logarithm; then `from` is above 0.
    pub log: bool,
}

/// A tick of the value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueTick {
    /// Where.
    pub at: f64,
    /// The number without its unit (the unit is in the caption).
    pub label: String,
}

/// One series.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Line {
    /// What it is called where there is more than one.
    pub name: String,
    /// Colour and dash: 1 to 5.
    pub style: u8,
    /// Its last value, written beside its end; empty for none.
    pub label: String,
    /// What its values were divided by to be drawn; 0 where they were not.
    #[serde(skip)]
    pub base: f64,
    /// Unbroken parts, in order of time: nothing is drawn between them.
    #[serde(skip)]
    pub segments: Vec<Segment>,
}

/// An unbroken part of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Segment {
    /// In order of time.
    pub points: Vec<Xy>,
    /// Least and largest values around the points, when several runs were merged into one; else empty.
    pub envelope: Vec<Range>,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Xy {
    /// When.
    pub at: i64,
    /// How much.
    pub value: f64,
}

/// Least and largest at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// When.
    pub at: i64,
    /// Least.
    pub low: f64,
    /// Largest.
    pub high: f64,
}

/// A horizontal line, over the time that its limit was in force.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitLine {
    /// Where.
    pub value: f64,
    /// `target < 328 µs`, written in the right margin.
    pub label: String,
    /// What it stands for.
    pub kind: LimitKind,
    /// From when on; `None` from the left end.
    pub from: Option<i64>,
    /// Until when; `None` to the right end.
    pub until: Option<i64>,
}

/// What a horizontal line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    /// To be met.
    Target,
    /// Beyond it is an alert.
    Alert,
}

/// A zone between two values; its ends are cut to the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Lower end.
    pub from: f64,
    /// Upper end.
    pub to: f64,
    /// What it stands for.
    pub kind: BandKind,
    /// From when on; `None` over all the time shown.
    pub since: Option<i64>,
    /// Until when; `None` to the right end.
    pub until: Option<i64>,
}

/// What a zone stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandKind {
    /// Beyond the alert limit.
    Alert,
    /// Between target and alert limit.
    Warn,
    /// Between the natural process limits: noise.
    Noise,
}

/// A time without runs, hatched.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The last run before it.
    pub from: i64,
    /// The first run after it.
    pub to: i64,
    /// `no runs`.
    pub label: String,
}

/// Something that happened: a release, a change of format.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// When.
    pub at: i64,
    /// When, written out.
    pub date: String,
    /// A few characters on top of the rule.
    pub label: String,
    /// The whole, for the list below.
    pub text: String,
}

/// A change point: a new level begins.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// When the new level begins.
    pub at: i64,
    /// `change +23 % (9f31c2a)`.
    pub label: String,
    /// Where the level before began, and its median.
    #[serde(skip)]
    pub before: Option<(i64, f64)>,
    /// Where the new level ends, and its median.
    #[serde(skip)]
    pub after: Option<(i64, f64)>,
}

/// A point that is drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Which line: index into [`super::ChartSpec::lines`].
    pub line: usize,
    /// When.
    pub at: i64,
    /// How much.
    pub value: f64,
    /// Why it is drawn.
    pub kind: MarkKind,
    /// The page of its snapshot, relative to the chart's page; empty for none.
    pub href: String,
    /// Date and value, for a tooltip.
    pub title: String,
}

/// Why a point is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A lone point between two gaps, which a line would not show.
    Lone,
    /// Beyond the alert limit.
    Alert,
    /// The last.
    Last,
}
