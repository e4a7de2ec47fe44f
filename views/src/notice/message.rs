//! A message about changes: as data, as text, and for chats that take Slack's webhooks.

use super::Change;
use crate::text::shorten;
use serde::Serialize;
use std::fmt::Write as _;

/// What the JSON says it is.
pub const SCHEMA: &str = "quarterdeck.notification";

/// Changes that are spelt out in a chat; how many more there are is told.
const MOST: usize = 20;
/// The longest sentence in a chat.
const LONG: usize = 300;

/// Every change since the last message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant of the verdicts, RFC 3339.
    pub now: String,
    /// Whether nothing was ever told before: then these are no changes but what is not good.
    pub first: bool,
    /// The page of alerts, where the configuration says where the site is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What changed, the worst first.
    pub changes: Vec<Change>,
}

impl Message {
    /// About these changes.
    pub fn new(
        (project, now): (&str, &str),
        first: bool,
        link: Option<String>,
        changes: Vec<Change>,
    ) -> Self {
        Self {
            schema: SCHEMA,
            version: 1,
            project: project.to_owned(),
            now: now.to_owned(),
            first,
            link,
            changes,
        }
    }
}

/// What a chat takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slack {
    /// The message in its markup.
    pub text: String,
}

/// The message for people.
pub fn text(message: &Message) -> String {
    let mut out = format!("{}: {}\n", message.project, headline(message));
    for change in &message.changes {
        let _ = writeln!(out, "  {}", line(change));
    }
    if let Some(link) = &message.link {
        let _ = writeln!(out, "{link}");
    }
    out
}

/// The message for a chat that takes Slack's webhooks.
pub fn slack(message: &Message) -> Slack {
    let mut out = format!("*{}*: {}", escaped(&message.project), headline(message));
    for change in message.changes.iter().take(MOST) {
        let _ = write!(out, "\n{} {}", mark(change), escaped(&shorten(&line(change), LONG)));
        if let Some(runbook) = change.runbook.as_deref().filter(|text| text.starts_with("https://")) {
            let _ = write!(out, " (<{}|runbook>)", escaped(runbook));
        }
    }
    if message.changes.len() > MOST {
        let _ = write!(out, "\n… and {} more", message.changes.len() - MOST);
    }
    if let Some(link) = &message.link {
        let _ = write!(out, "\n<{}|all alerts>", escaped(link));
    }
    Slack { text: out }
}

fn headline(message: &Message) -> String {
    let many = message.changes.len();
    match (message.first, many) {
        (true, _) => format!("told for the first time; {many} not good"),
        (false, 1) => "1 change".to_owned(),
        (false, _) => format!("{many} changes"),
    }
}

/// `alert open, was acknowledged (critical): P99 latency: …`
fn line(change: &Change) -> String {
    let was = change.from.as_ref().filter(|from| **from != change.to);
    let was = was.map(|from| format!(", was {from}")).unwrap_or_default();
    let good = ["closed", "met"].contains(&change.to.as_str());
    let severity = if good { String::new() } else { format!(" ({})", change.severity) };
    format!("{} {}{was}{severity}: {}: {}", change.what.as_str(), change.to, change.name, change.why)
}

fn mark(change: &Change) -> &'static str {
    match change.to.as_str() {
        "closed" | "met" => "●",
        "open" | "failed" | "missed" => "▲",
        _ => "○",
    }
}

/// The three characters that mean something in the markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::super::{Change, What};
    use super::{Message, slack, text};

    fn message(many: usize) -> Message {
        let change = Change {
            what: What::Alert,
            key: "threshold a".to_owned(),
            from: Some("acknowledged".to_owned()),
            to: "open".to_owned(),
            severity: "critical".to_owned(),
            name: "A <!channel> & b".to_owned(),
            why: "a > 3".to_owned(),
            since: "1".to_owned(),
            runbook: Some("https://a.example/b".to_owned()),
        };
        Message::new(("p", "2026-11-23T12:00:00.000Z"), false, None, vec![change; many])
    }

    #[test]
    fn people_read_what_was_and_what_is() {
        let says = "p: 1 change\n  alert open, was acknowledged (critical): A <!channel> & b: a > 3\n";
        assert_eq!(text(&message(1)), says);
    }

    #[test]
    fn names_from_data_call_nobody_in_a_chat_and_floods_are_cut() {
        let told = slack(&message(1)).text;
        assert!(
            told.contains("A &lt;!channel&gt; &amp; b") && told.contains("<https://a.example/b|runbook>"),
            "{told}"
        );
        let many = slack(&message(50)).text;
        assert!(many.ends_with("… and 30 more") && many.len() < 8000, "{many}");
    }
}
