//! When a report was written: by its own time, else by the name of its file.

use super::node::Node;
use crate::wire::WireError;
use crate::{Diagnostic, Timestamp};
use chrono::{FixedOffset, NaiveDateTime};

/// What helps to tell the time.
pub(super) struct Clock<'a> {
    pub(super) file_name: &'a str,
    /// The zone of times that name none.
    pub(super) zone: FixedOffset,
}

const FORMATS: [&str; 4] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y%m%d_%H%M%S", "%Y%m%d-%H%M%S"];

impl Clock<'_> {
    /// The time of the report `root`, and remarks on how it was found.
    pub(super) fn time(&self, root: &Node<'_>) -> Result<(Timestamp, Vec<Diagnostic>), WireError> {
        let own = root.first(&["timestamp", "started_at", "start_time", "generated_at"]);
        if let Some(node) = &own {
            if let Some(time) = node.text().and_then(zoned).or_else(|| node.number().and_then(unix)) {
                return Ok((time, Vec::new()));
            }
            if let Some(time) = node.text().and_then(|t| self.local(t)) {
                return Ok((time, vec![self.assumed().at(node.place())]));
            }
        }
        if let Some((time, local)) = self.in_name() {
            let mut remarks = vec![Diagnostic::note(
                "",
                "the report has no readable time: the one in the file name was taken",
            )];
            remarks.extend(local.then(|| self.assumed()));
            return Ok((time, remarks));
        }
        Err(WireError::field(
            "/timestamp",
            "no time in the report nor in the file name, one such as `2025-11-13T14:05:00` was expected",
        )
        .hint("add a timestamp to the report, or its Unix time to the file name"))
    }

    fn assumed(&self) -> Diagnostic {
        Diagnostic::note("", format!("the time has no zone: {} was assumed", self.zone))
    }

    fn local(&self, text: &str) -> Option<Timestamp> {
        let naive = FORMATS.iter().find_map(|f| NaiveDateTime::parse_from_str(text.trim(), f).ok())?;
        let time = naive.and_local_timezone(self.zone).single()?;
        Timestamp::from_millis(time.timestamp_millis())
    }

    /// The time in a name such as `scenario_network_1731500000.json` or `quality_metrics_20251113_140500.json`, and
    /// whether it is local.
    fn in_name(&self) -> Option<(Timestamp, bool)> {
        let base = self.file_name.rsplit(['/', '\\']).next()?;
        let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
        let digits = stem.rsplit('_').next()?;
        let seconds = (9..=11).contains(&digits.len()).then(|| digits.parse::<f64>().ok()).flatten();
        if let Some(time) = seconds.and_then(unix) {
            return Some((time, false));
        }
        let at = stem.len().checked_sub(15)?;
        self.local(stem.get(at..)?).map(|time| (time, true))
    }
}

fn zoned(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    Timestamp::parse(text).or_else(|| Timestamp::parse(&text.replacen(' ', "T", 1)))
}

/// Seconds since 1970, within the years that such a report can come from.
fn unix(seconds: f64) -> Option<Timestamp> {
    (9e8..1e11)
        .contains(&seconds)
        .then(|| Timestamp::from_millis((seconds * 1000.0).round() as i64))
        .flatten()
}
