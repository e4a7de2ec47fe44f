//! Workflow commands of GitHub Actions (docs.github.com, "Workflow commands"): annotations of files and lines.

use super::{Gate, words};
use crate::text::visible;
use quarterdeck_analysis::gate::{ConditionReport, GateOutcome};
use std::fmt::Write as _;

/// Places annotated for each condition: GitHub shows ten errors a step.
const MOST_PLACES: usize = 10;

/// A line a condition that does not hold, then one for each new finding and file that it is about.
pub fn github(gate: &Gate<'_>) -> String {
    let mut out = String::new();
    for condition in gate.told() {
        let at = gate.place(condition).map(|(path, line)| (path, Some(line)));
        let title = format!("Quality gate: {}", words::name(condition.rule));
        line(&mut out, condition, at, (&title, &words::sentence(condition)));
    }
    for condition in gate.told().filter(|c| c.outcome != GateOutcome::Met) {
        let about = condition.places.iter().filter(|place| !place.path.is_empty());
        for place in about.take(MOST_PLACES) {
            // A path with hidden characters would turn the log around; it is told in the message, written out.
            let shown = visible(&place.path);
            let plain = shown == place.path;
            let message = words::of_place(place);
            let message = if plain { message } else { format!("{shown}: {message}") };
            let at = plain.then_some((place.path.as_str(), place.line));
            line(&mut out, condition, at, (words::name(condition.rule), &message));
        }
    }
    let _ = write!(out, "quality gate: {}", words::outcome(gate.report.outcome));
    out
}

fn line(
    out: &mut String,
    condition: &ConditionReport,
    at: Option<(&str, Option<u64>)>,
    (title, message): (&str, &str),
) {
    let level = match condition.outcome {
        GateOutcome::Met => "notice",
        GateOutcome::NotMet => "error",
        GateOutcome::Missing => "warning",
    };
    let file = at.map(|(path, line)| {
        let line = line.map(|line| format!("line={line},")).unwrap_or_default();
        format!("file={},{line}", property(path))
    });
    let file = file.unwrap_or_default();
    let _ = writeln!(out, "::{level} {file}title={}::{}", property(title), data(message));
}

/// What would end the message or the line is percent-encoded (actions/toolkit, `command.ts`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same, and what would end a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
