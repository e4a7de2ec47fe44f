//! `performance_benchmark_report_*.json`: stated figures with targets, as the system writes them that Quarterdeck
//! replaces. The reader is the model's own, so that collecting and importing such a report give one thing.

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use chrono::{Offset as _, Utc};
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Payload, wire};
use std::path::Path;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let result = ["\"actual\"", "\"deviation_percent\"", "\"passed\""].iter().any(|key| text.contains(key));
    text.starts_with('{') && text.contains("\"results\"") && (result || text.contains("\"errors\""))
}

/// Reads one report. A time without a zone counts as UTC, with a remark.
///
/// # Errors
/// When it is not JSON, not such a report, or has no time.
pub(crate) fn parse(input: &Input, _roots: &[String]) -> Result<Parsed<Benchmark>, CollectError> {
    let file =
        Path::new(&input.name).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let snapshots = wire::v0::read(&file, &input.bytes, Utc.fix())
        .map_err(|error| CollectError(error.into_diagnostic(&input.name)))?;
    for snapshot in snapshots {
        if let Payload::Benchmark(payload) = snapshot.payload {
            let mut diagnostics = snapshot.diagnostics;
            for diagnostic in &mut diagnostics {
                diagnostic.path.clone_from(&input.name);
            }
            return Ok(Parsed {
                payload,
                section: snapshot.section,
                tool: snapshot.collector.tool,
                tool_version: snapshot.collector.tool_version,
                taken_at: Some(snapshot.taken_at),
                diagnostics,
            });
        }
    }
    Err(CollectError::new(&input.name, "holds no benchmark; expected a performance report with results")
        .hint("other reports of the replaced system come in with `quarterdeck import`"))
}
