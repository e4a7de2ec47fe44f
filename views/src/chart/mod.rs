//! What a chart shows, and nothing about how it is drawn: axes with their ticks, broken lines, limits, bands, gaps,
//! events and marks, already worded, already reduced to what a page can hold.
//!
//! Times are milliseconds since 1970-01-01 UTC; values are in the series' stored unit. Every float is finite.

mod axis;
mod build;
mod curve;
mod data;
mod frame;
mod happened;
mod heat;
mod input;
mod limits;
mod overlay;
mod parts;
mod points;
mod probes;
mod reduce;
mod spark;
mod spec;
mod stack;
mod steps;
mod surfaces;
mod tabular;
mod time_axis;
mod trailing;
mod treemap;
mod waterfall;

pub use build::chart;
pub use data::{ChartFile, Data, Datum, Field, Sort as FieldSort};
pub use frame::{Dress, Frame, Relative};
pub use happened::{Judged, add_happened, change_marks};
pub use limits::{Threshold, words as limit_words};
pub use overlay::overlay;
pub use spark::spark;

pub use parts::{
    Band, BandKind, Change, Event, Gap, LimitKind, LimitLine, Line, Mark, MarkKind, Range, Segment, TimeAxis,
    TimeTick, ValueAxis, ValueTick, Xy,
};
pub use spec::{ChartSpec, Column, Row, SparkSpec, Table};
pub use steps::LimitStep;
pub use surfaces::{Block, Key, Layer, Tone};

pub(crate) use curve::{Curve, curve};
pub(crate) use data::share;
pub(crate) use happened::percent as change_percent;
pub(crate) use heat::{Slot as HeatSlot, Words as HeatWords, heat};
pub(crate) use overlay::plain_chart;
pub(crate) use probes::probes;
pub(crate) use stack::{Level, Sort, stack};
pub(crate) use tabular::{Listing, column, short_commit, source, table};
pub(crate) use trailing::{Slot, Trailing, trailing};
pub(crate) use treemap::{counted, percent, tone, treemap};
pub(crate) use waterfall::{Step, waterfall};

use crate::routes;
use serde::Serialize;

/// Most series on one chart.
pub const MAX_LINES: usize = 5;

/// A chart on a page: what it shows, and room for its drawing, which whoever draws fills in.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figure {
    /// What it shows.
    pub spec: ChartSpec,
    /// The drawing as SVG text; empty until drawn.
    pub svg: String,
    /// `left top width height` of the plot in the drawing, in pixels; filled in with the drawing.
    pub plot: String,
    /// Every drawn point of the first line as JSON `[[x, y, "text", "href"], …]`: x and y in thousandths of the plot from
    /// its left and top, in order of time. For a script that reads points by pointer or keys.
    pub points: String,
    /// Where its title leads; empty for none.
    pub href: String,
    /// Its numbers as CSV, relative to its page.
    pub csv: String,
    /// Its numbers as JSON, relative to its page.
    pub json: String,
}

/// A sparkline in a table, with room for its drawing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SparkFigure {
    /// What it shows.
    pub spec: SparkSpec,
    /// The drawing as SVG text; empty until drawn.
    pub svg: String,
}

impl Figure {
    /// A trend of values on a page `depth` folders down: its title leads to the page of its metric, and its numbers are
    /// the metric's files.
    pub(crate) fn of_metric(spec: ChartSpec, slug: Option<&str>, depth: usize) -> Self {
        let to = |path: fn(&str) -> String| slug.map(|slug| routes::at_depth(depth, &path(slug)));
        Self {
            points: points::json(&spec),
            href: to(routes::metric).unwrap_or_default(),
            csv: to(routes::metric_csv).unwrap_or_default(),
            json: to(routes::metric_json).unwrap_or_default(),
            spec,
            ..Self::default()
        }
    }

    /// A chart on `page` whose numbers are of no one metric: they are in files of its own, called `name` (safe in an
    /// address, the same in every build). Its places along the axis need not be times.
    pub(crate) fn on_page(spec: ChartSpec, page: &str, name: &str) -> Self {
        let depth = routes::depth_of(page);
        let to = |path: fn(&str, &str) -> String| routes::at_depth(depth, &path(page, name));
        if spec.data.is_empty() {
            return Self { spec, ..Self::default() };
        }
        Self { csv: to(routes::chart_csv), json: to(routes::chart_json), spec, ..Self::default() }
    }

    /// What its file of numbers holds.
    pub fn file(&self) -> ChartFile<'_> {
        ChartFile { title: &self.spec.title, columns: &self.spec.data.columns, rows: &self.spec.data.rows }
    }

    /// The same whose points can be read off one by one: they are at instants.
    pub(crate) fn in_time(self) -> Self {
        Self { points: points::json(&self.spec), ..self }
    }
}

impl From<ChartSpec> for Figure {
    fn from(spec: ChartSpec) -> Self {
        Self { spec, ..Self::default() }.in_time()
    }
}

impl From<SparkSpec> for SparkFigure {
    fn from(spec: SparkSpec) -> Self {
        Self { spec, svg: String::new() }
    }
}
