//! One line of what `cargo test` prints.

use crate::json;
use serde::Deserialize;

/// What a line says.
pub(super) enum Said {
    /// A suite begins or ends.
    Suite(SuiteEvent),
    /// A test begins or ends.
    Test(TestEvent),
    /// Another event, such as a measured benchmark.
    Other,
    /// Cargo names the binary that it runs next.
    Running(String),
    /// Begins as an event and is none.
    Broken(String),
    /// Words of a compiler or of a test.
    Words,
}

#[derive(Deserialize)]
pub(super) struct SuiteEvent {
    pub(super) event: String,
    #[serde(default)]
    pub(super) test_count: Option<u64>,
    #[serde(default)]
    pub(super) passed: Option<u64>,
    #[serde(default)]
    pub(super) failed: Option<u64>,
    #[serde(default)]
    pub(super) exec_time: Option<Seconds>,
    /// Of nextest alone.
    #[serde(default)]
    pub(super) nextest: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
pub(super) struct TestEvent {
    pub(super) event: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) exec_time: Option<Seconds>,
    /// Why nextest ended it.
    #[serde(default)]
    pub(super) reason: Option<String>,
    /// What the harness says, or the reason to ignore the test.
    #[serde(default)]
    pub(super) message: Option<String>,
    #[serde(default)]
    pub(super) stdout: Option<String>,
}

/// Seconds, as a number or, of older compilers, as `"0.001s"`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Seconds {
    Number(f64),
    Text(String),
}

#[derive(Deserialize)]
struct Event {
    r#type: String,
}

impl Seconds {
    pub(super) fn known(&self) -> Option<f64> {
        let seconds = match self {
            Seconds::Number(seconds) => *seconds,
            Seconds::Text(text) => text.trim_end_matches('s').parse().ok()?,
        };
        (seconds.is_finite() && seconds >= 0.0).then_some(seconds)
    }
}

/// Reads a line. A test that prints without an end of line has its words before the event.
pub(super) fn said(line: &str) -> Said {
    let begin = ["{\"type\":", "{ \"type\":"].iter().filter_map(|mark| line.find(mark)).min();
    let Some(text) = begin.and_then(|at| line.get(at..)) else {
        return running(line.trim()).map_or(Said::Words, Said::Running);
    };
    event(text.trim_end()).unwrap_or_else(|error| Said::Broken(json::plain(&error)))
}

fn event(text: &str) -> serde_json::Result<Said> {
    let event: Event = serde_json::from_str(text)?;
    Ok(match event.r#type.as_str() {
        "suite" => Said::Suite(serde_json::from_str(text)?),
        "test" => Said::Test(serde_json::from_str(text)?),
        _ => Said::Other,
    })
}

/// `fl (src/lib.rs)` of `Running unittests src/lib.rs (target/debug/deps/fl-af0d1c9d9cb61efc)`, the end of which is new
/// with every compiler.
fn running(line: &str) -> Option<String> {
    if let Some(name) = line.strip_prefix("Doc-tests ") {
        return Some(format!("{name} (doc tests)"));
    }
    let (source, binary) = line.strip_prefix("Running ")?.strip_suffix(')')?.split_once(" (")?;
    let file = binary.rsplit(['/', '\\']).next()?;
    let stem = file.strip_suffix(".exe").unwrap_or(file);
    let name = stem.rsplit_once('-').map_or(stem, |(name, _)| name);
    let source = source.strip_prefix("unittests ").unwrap_or(source).replace('\\', "/");
    Some(format!("{name} ({source})"))
}
