//! `reports/coverage/coverage_summary.txt`: the newest coverage as plain text, to be printed in a terminal or a log.

use super::stamp::Stamped;
use crate::error::CliError;
use quarterdeck_model::{Payload, Snapshot};
use quarterdeck_store::write;

/// Writes the text of a snapshot of coverage; a job with a name of its own has a file of its own.
pub(super) fn write(snapshot: &Snapshot, stamped: &Stamped) -> Result<(), CliError> {
    let (Payload::Coverage(coverage), Some(folder)) = (&snapshot.payload, stamped.beside_archive("coverage"))
    else {
        return Ok(());
    };
    let job = snapshot.collector.job.as_str();
    let name = if job == "coverage" { String::new() } else { format!("-{}", plain(job)) };
    let text = quarterdeck_views::plain::coverage(snapshot, coverage);
    write::atomic(&folder.join(format!("coverage_summary{name}.txt")), text.as_bytes())?;
    Ok(())
}

/// A name that is a file's name everywhere.
fn plain(job: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    job.chars().take(80).map(plain).collect()
}
