//! The shapes of a chart specification.

use super::{
    Band, Block, Change, Data, Event, Gap, Key, Layer, LimitLine, Line, Mark, TimeAxis, ValueAxis, Xy,
};
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
    /// Zones that stand on each other, in place of lines.
    #[serde(skip)]
    pub layers: Vec<Layer>,
    /// Rectangles, in place of axes and lines; those in front come last.
    #[serde(skip)]
    pub blocks: Vec<Block>,
    /// What the surfaces of layers and blocks mean.
    pub keys: Vec<Key>,
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
    /// All of them for programs; empty where they are those of a metric.
    #[serde(skip)]
    pub data: Data,
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
            layers: Vec::new(),
            blocks: Vec::new(),
            keys: Vec::new(),
            gaps: Vec::new(),
            events: Vec::new(),
            changes: Vec::new(),
            marks: Vec::new(),
            table: Table::default(),
            data: Data::default(),
        }
    }
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
