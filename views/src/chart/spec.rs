//! The shapes of a chart specification.

use quarterdeck_model::Unit;
use serde::Serialize;

/// One chart. Texts are serialised for templates; the geometry is for whoever draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartSpec {
    /// Unique on its page: ASCII letters, digits, `-` and `_`.
    pub id: String,
    /// Width of the drawing in CSS pixels.
    pub width: u32,
    /// Height of the drawing in CSS pixels.
    pub height: u32,
    /// What is shown: the metric's name.
    pub title: String,
    /// Unit, direction, and whether the axis does not begin at zero.
    pub caption: String,
    /// The finding in one sentence: the drawing's accessible title.
    pub sentence: String,
    /// What a reader has to know of how it was drawn: downsampling, hidden series.
    pub notes: Vec<String>,
    /// Whether to leave out right-hand labels, events and ticks between the ends (small multiples).
    pub compact: bool,
    /// The unit of the values.
    #[serde(skip)]
    pub unit: Unit,
    /// Time, from left to right.
    #[serde(skip)]
    pub x: TimeAxis,
    /// Values, from bottom to top.
    #[serde(skip)]
    pub y: ValueAxis,
    /// At most [`super::MAX_LINES`].
    pub lines: Vec<Line>,
    /// Target and alert lines.
    #[serde(skip)]
    pub limits: Vec<LimitLine>,
    /// Zones behind the lines.
    #[serde(skip)]
    pub bands: Vec<Band>,
    /// Times without runs.
    #[serde(skip)]
    pub gaps: Vec<Gap>,
    /// Dotted rules; listed below the chart as well.
    pub events: Vec<Event>,
    /// Change points.
    pub changes: Vec<Change>,
    /// Points that are drawn as points.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// The same figures as a table.
    pub table: Table,
}

impl Default for ChartSpec {
    /// Nothing, over nothing.
    fn default() -> Self {
        Self {
            id: String::new(),
            width: 0,
            height: 0,
            title: String::new(),
            caption: String::new(),
            sentence: String::new(),
            notes: Vec::new(),
            compact: false,
            unit: Unit::Count,
            x: TimeAxis::default(),
            y: ValueAxis::default(),
            lines: Vec::new(),
            limits: Vec::new(),
            bands: Vec::new(),
            gaps: Vec::new(),
            events: Vec::new(),
            changes: Vec::new(),
            marks: Vec::new(),
            table: Table::default(),
        }
    }
}

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

/// A horizontal line.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitLine {
    /// Where.
    pub value: f64,
    /// `target < 328 µs`, written in the right margin.
    pub label: String,
    /// What it stands for.
    pub kind: LimitKind,
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
    /// Which line: index into [`ChartSpec::lines`].
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

/// The chart's figures as a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Headings.
    pub columns: Vec<Column>,
    /// Newest first.
    pub rows: Vec<Row>,
    /// How many of all are listed, when not all are; empty otherwise.
    pub note: String,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its text.
    pub text: String,
    /// Whether numbers stand below it (right-aligned).
    pub numeric: bool,
}

/// A row: as many cells as columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Texts.
    pub cells: Vec<String>,
    /// The page of its snapshot; empty for none.
    pub href: String,
}

/// A sparkline: 150 × 28, no axes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SparkSpec {
    /// Unique on its page.
    pub id: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// What it shows in words.
    pub sentence: String,
    /// Left and right end in time.
    #[serde(skip)]
    pub x: (i64, i64),
    /// Lower and upper end.
    #[serde(skip)]
    pub y: (f64, f64),
    /// Unbroken parts.
    #[serde(skip)]
    pub segments: Vec<Vec<Xy>>,
    /// The target, dashed.
    #[serde(skip)]
    pub target: Option<f64>,
    /// The last point and its status class.
    #[serde(skip)]
    pub last: Option<(Xy, &'static str)>,
}
