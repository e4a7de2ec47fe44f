//! What *is* a snapshot?
//!
//! The domain types every other room speaks: a [`Snapshot`] of one collector run, its [`Payload`] by
//! [`Kind`], the [`Metric`]s that follow from it, and the [`History`] of many runs as columns.
//! None of these types is (de)serialised: only the shapes in [`wire`] are, one folder per version.

pub mod diagnostic;
pub mod direction;
pub mod fleet;
pub mod histogram;
pub mod history;
pub mod id;
pub mod kind;
pub mod labels;
pub mod letters;
pub mod metric;
pub mod number;
pub mod payload;
mod plural;
pub mod probes;
pub mod section;
pub mod shelf;
pub mod snapshot;
pub mod sorted;
pub mod time;
pub mod unit;
pub mod wire;

pub use diagnostic::{Diagnostic, Level, Place};
pub use direction::Direction;
pub use fleet::{Fleet, Standing};
pub use histogram::EncodedHistogram;
pub use history::{History, Point, Run, Runs, Series, SeriesKey};
pub use id::SnapshotId;
pub use kind::Kind;
pub use labels::Labels;
pub use metric::{Metric, MetricId};
pub use payload::Payload;
pub use plural::plural;
pub use probes::{Probed, Probes};
pub use section::{Section, SectionState};
pub use shelf::{Shelf, Snapshots};
pub use snapshot::{Collector, Snapshot, Source};
pub use time::Timestamp;
pub use unit::Unit;

#[cfg(test)]
mod tests;
