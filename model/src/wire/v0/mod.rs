//! Version 0: the files of the system that Quarterdeck replaces, read into snapshots.
//!
//! That system wrote reports without a version, with local times without a zone, and with zeros where nothing was
//! measured. Reading is tolerant of shape and strict about meaning: what was not measured gives no figure, and every
//! assumption (the zone, a ratio taken as percent) stands in the snapshot's diagnostics.

mod chaos;
mod config;
mod document;
mod names;
mod node;
mod performance;
mod quality;
mod time;

pub use config::{ConfigValue, MonitoringConfig, read_config};
pub use names::metric_of;

use super::{WireError, WireErrorKind};
use crate::{Place, Snapshot};
use chrono::FixedOffset;
use document::Document;

/// What helps with a broken report.
const LEAVE_OUT: &str = "repair the report, or leave it out of the import";

/// Reads one report: `quality_metrics_*.json` (up to four snapshots), `performance_benchmark_report_*.json` or
/// `scenario_<name>_<unix>.json`. What it is follows from its content; `file_name` gives the time where the content
/// has none. `zone` is the zone of times that have none.
///
/// The subject of the snapshots is `acgs2`; the caller puts the project's own name there.
///
/// # Errors
/// [`WireError`] with the place: not JSON, none of these reports, no time to be found.
pub fn read(file_name: &str, bytes: &[u8], zone: FixedOffset) -> Result<Vec<Snapshot>, WireError> {
    dispatch(file_name, bytes, zone).map_err(|e| e.or_hint(LEAVE_OUT))
}

fn dispatch(file_name: &str, bytes: &[u8], zone: FixedOffset) -> Result<Vec<Snapshot>, WireError> {
    let document = Document::parse(bytes)?;
    let root = document.root();
    let has = |key: &str| root.get(key).is_some();
    let read = match () {
        // Results of our own experiments stand in the same folder; their snapshots are in the archive.
        () if root.get("schema").is_some() => return Ok(Vec::new()),
        () if has("code_quality") || has("test_coverage") || has("security") => quality::read,
        () if has("results") => performance::read,
        () if has("scenario") || has("chaos_metrics") => chaos::read,
        () if has("performance") => quality::read,
        () if has("performance_targets") || has("alert_thresholds") => return Err(is_config()),
        () => return Err(foreign()),
    };
    read(&document, &time::Clock { file_name, zone })
}

fn is_config() -> WireError {
    WireError::new(WireErrorKind::Foreign, "this is the monitoring configuration, a report was expected")
        .at(Place::Pointer(String::new()))
        .hint("quarterdeck init takes it over")
}

fn foreign() -> WireError {
    let message = "none of the fields code_quality, test_coverage, security, results, scenario is at the top";
    WireError::new(WireErrorKind::Foreign, message)
        .at(Place::Pointer(String::new()))
        .hint("quality metrics, performance reports and chaos scenarios can be imported")
}
