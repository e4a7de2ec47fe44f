//! One line of what `go test -json` writes.

use crate::json;
use serde::Deserialize;

/// What a line is.
pub(super) enum Line {
    Event(Event),
    /// A package that could not be built, as Go tells it in words (before 1.24 also with -json).
    NotBuilt(String),
    /// Begins as an event and is none.
    Broken(String),
    Words,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Event {
    #[serde(default)]
    pub(super) time: Option<String>,
    pub(super) action: String,
    #[serde(default)]
    pub(super) package: Option<String>,
    #[serde(default)]
    import_path: Option<String>,
    #[serde(default)]
    pub(super) test: Option<String>,
    /// Seconds.
    #[serde(default)]
    pub(super) elapsed: Option<f64>,
    #[serde(default)]
    pub(super) output: Option<String>,
    #[serde(default)]
    pub(super) failed_build: Option<String>,
}

/// Reads a line.
pub(super) fn line(text: &str) -> Line {
    if let Some(package) = not_built(text) {
        return Line::NotBuilt(package.to_owned());
    }
    if !text.starts_with('{') {
        return Line::Words;
    }
    match serde_json::from_str::<Event>(text) {
        Ok(event) if event.package.is_some() || event.import_path.is_some() => Line::Event(event),
        Ok(_) => Line::Broken("it names no package".to_owned()),
        Err(error) => Line::Broken(json::plain(&error)),
    }
}

/// The package of `FAIL example.com/shop [build failed]`.
pub(super) fn not_built(text: &str) -> Option<&str> {
    let (package, why) = text.trim_end().strip_prefix("FAIL")?.trim_start().split_once(' ')?;
    matches!(why, "[build failed]" | "[setup failed]").then_some(package)
}
