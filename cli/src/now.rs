//! The instant that counts as now: an input of every build, so that two builds of one archive are byte-identical.

use crate::error::CliError;
use quarterdeck_model::Timestamp;

/// `--now`, else `SOURCE_DATE_EPOCH` (the Reproducible Builds specification: seconds since 1970), else the clock.
pub(crate) fn now(given: Option<&str>) -> Result<Timestamp, CliError> {
    match given {
        Some(text) => time(text, "--now"),
        None => match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(text) => epoch(&text),
            Err(_) => Ok(Timestamp::from_chrono(chrono::Utc::now())),
        },
    }
}

/// An RFC 3339 time given by option `option`.
pub(crate) fn time(text: &str, option: &str) -> Result<Timestamp, CliError> {
    Timestamp::parse(text).ok_or_else(|| {
        CliError::Usage(format!(
            "{option}: `{text}` is not a time; expected RFC 3339 with a zone, such as 2026-11-23T07:12:00Z"
        ))
    })
}

fn epoch(text: &str) -> Result<Timestamp, CliError> {
    let seconds = text.trim().parse::<i64>().ok();
    seconds.and_then(|s| s.checked_mul(1000)).and_then(Timestamp::from_millis).ok_or_else(|| {
        CliError::Usage(format!("SOURCE_DATE_EPOCH: `{text}` is not a number of seconds since 1970"))
    })
}
