//! One line of mypy: a message as JSON or as text, or the summary.

use serde::Deserialize;

/// One message.
#[derive(Debug, Deserialize)]
pub(super) struct Message {
    pub(super) file: String,
    #[serde(default)]
    pub(super) line: i64,
    pub(super) message: String,
    #[serde(default)]
    pub(super) code: Option<String>,
    pub(super) severity: String,
}

/// What a line says.
pub(super) enum Said {
    /// A message, as text or as JSON.
    Message { message: Message, text: bool },
    /// The last line: how many files were checked, and whether errors stopped it before the end.
    Summary { files: Option<u64>, stopped: bool },
    /// Something else.
    Other,
}

/// Takes a line apart.
pub(super) fn said(line: &str) -> Result<Said, serde_json::Error> {
    let line = line.trim_end();
    if line.trim_start().starts_with('{') {
        return serde_json::from_str(line).map(|message| Said::Message { message, text: false });
    }
    if let Some(rest) = line.strip_prefix("Success: no issues found in ") {
        return Ok(Said::Summary { files: first_number(rest), stopped: false });
    }
    let found = line.starts_with("Found ") && (line.contains(" error in ") || line.contains(" errors in "));
    if found && line.ends_with(')') {
        let files = line.split("(checked ").nth(1).and_then(first_number);
        return Ok(Said::Summary { files, stopped: line.contains("prevented further checking") });
    }
    Ok(message(line).map_or(Said::Other, |message| Said::Message { message, text: true }))
}

/// Whether the line is a message about a Python file.
pub(super) fn is_of_mypy(line: &str) -> bool {
    message(line).is_some_and(|message| message.file.ends_with(".py") || message.file.ends_with(".pyi"))
}

/// `file:line[:column[:line:column]]: severity: message  [code]`.
fn message(line: &str) -> Option<Message> {
    let severities = [": error: ", ": note: ", ": warning: "];
    let (at, mark) = severities.iter().filter_map(|mark| Some((line.find(mark)?, *mark))).min()?;
    let (place, rest) = (line.get(..at)?, line.get(at + mark.len()..)?);
    // Windows has a colon in its paths: places are numbers, seen from the end.
    let mut file = place;
    let mut numbers = Vec::new();
    while let Some((before, number)) = file.rsplit_once(':') {
        let Ok(number) = number.parse::<i64>() else { break };
        numbers.push(number);
        file = before;
    }
    let (text, code) = match rest.rsplit_once("  [") {
        Some((text, code)) if code.ends_with(']') => (text, Some(code.trim_end_matches(']').to_owned())),
        _ => (rest, None),
    };
    Some(Message {
        file: file.to_owned(),
        line: numbers.last().copied().unwrap_or(-1),
        message: text.to_owned(),
        code,
        severity: mark.trim_matches([':', ' ']).to_owned(),
    })
}

fn first_number(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}
