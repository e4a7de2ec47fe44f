//! Whether an answer is the right one.

use super::said::BodyFormat;
use super::service::Expectation;
use super::spoken::{self, Spoken};
use crate::http::{Answer, Failure};
use quarterdeck_model::payload::Outcome;
use regex::Regex;
use serde_json::Value;
use std::ops::RangeInclusive;

/// Longest value that a detail quotes, in characters.
const QUOTED: usize = 60;

/// An expectation made ready.
pub(super) struct Checks {
    status: Vec<RangeInclusive<u16>>,
    body: Option<Regex>,
    json: Vec<(String, Value)>,
    fields: Vec<(String, String)>,
    format: Option<BodyFormat>,
}

impl Checks {
    /// Makes an expectation ready.
    ///
    /// # Errors
    /// One sentence about the condition that can never be judged.
    pub(super) fn new(expect: &Expectation) -> Result<Self, String> {
        if let Some(range) = expect.status.iter().find(|r| r.is_empty()) {
            return Err(format!("status range {}–{} is empty", range.start(), range.end()));
        }
        let body = expect.body_regex.as_deref().map(Regex::new).transpose();
        let body = body
            .map_err(|e| format!("body_regex is not a regular expression: {}", one_line(&e.to_string())))?;
        if let Some((pointer, _)) = expect.json.iter().find(|(p, _)| !p.is_empty() && !p.starts_with('/')) {
            return Err(format!("{pointer:?} is not a JSON pointer; expected such as /status"));
        }
        let status = if expect.status.is_empty() { vec![200..=299] } else { expect.status.clone() };
        let fields = expect.header.iter().map(|(k, v)| (k.to_ascii_lowercase(), v.clone())).collect();
        Ok(Self { status, body, json: expect.json.clone(), fields, format: expect.body })
    }

    /// Judges an answer.
    ///
    /// # Errors
    /// Why it is not the right one (down), or is the right one with a reserve (degraded).
    pub(super) fn judge(&self, answer: &Answer) -> Result<(), Failure> {
        let said = self.said(answer);
        self.judge_status(answer.status).map_err(|failure| with_reason(failure, said.as_ref()))?;
        self.judge_fields(answer)?;
        self.judge_body(answer)?;
        self.judge_json(answer)?;
        said.unwrap_or_else(|| self.judge_spoken(answer))
    }

    /// What a body of the expected format says. A service that does not know how it is, is not well.
    fn said(&self, answer: &Answer) -> Option<Result<(), Failure>> {
        let format = self.format?;
        if answer.cut {
            return Some(Err(Failure::down(
                "the body is longer than 1 MiB, expected one that says how it is",
            )));
        }
        Some(match format.said(&answer.body) {
            Ok((Outcome::Up, _)) => Ok(()),
            Ok((Outcome::Down, why)) => Err(Failure::down(why.unwrap_or_default())),
            Ok((Outcome::Degraded | Outcome::Unknown, why)) => {
                Err(Failure::degraded(why.unwrap_or_default()))
            }
            Err(why) => Err(Failure::down(why)),
        })
    }

    fn judge_status(&self, status: u16) -> Result<(), Failure> {
        if self.status.iter().any(|range| range.contains(&status)) {
            return Ok(());
        }
        let range = |r: &RangeInclusive<u16>| match r.start() == r.end() {
            true => r.start().to_string(),
            false => format!("{}–{}", r.start(), r.end()),
        };
        let expected = self.status.iter().map(range).collect::<Vec<_>>().join(", ");
        let redirect = if (300..400).contains(&status) { " (redirects are not followed)" } else { "" };
        Err(Failure::down(format!("status {status}, expected {expected}{redirect}")))
    }

    fn judge_fields(&self, answer: &Answer) -> Result<(), Failure> {
        for (name, text) in &self.fields {
            let wanted = text.to_ascii_lowercase();
            if answer.values(name).next().is_none() {
                return Err(Failure::down(format!("no header field {name}, expected one")));
            }
            if !answer.values(name).any(|value| value.to_ascii_lowercase().contains(&wanted)) {
                return Err(Failure::down(format!("header field {name} does not contain {text:?}")));
            }
        }
        Ok(())
    }

    fn judge_body(&self, answer: &Answer) -> Result<(), Failure> {
        let Some(regex) = &self.body else { return Ok(()) };
        if regex.is_match(&String::from_utf8_lossy(&answer.body)) {
            return Ok(());
        }
        let part = if answer.cut { " in its first 1 MiB" } else { "" };
        Err(Failure::down(format!("the body does not match /{}/{part}", regex.as_str())))
    }

    fn judge_json(&self, answer: &Answer) -> Result<(), Failure> {
        if self.json.is_empty() {
            return Ok(());
        }
        if answer.cut {
            return Err(Failure::down("the body is longer than 1 MiB, expected JSON that is not"));
        }
        let body: Value = serde_json::from_slice(&answer.body)
            .map_err(|e| Failure::down(format!("the body is not JSON: {e}")))?;
        for (pointer, expected) in &self.json {
            match body.pointer(pointer) {
                Some(found) if same(found, expected) => {}
                Some(found) => {
                    let (found, expected) = (quoted(found), quoted(expected));
                    return Err(Failure::down(format!(
                        "{found} at {pointer} of the body, expected {expected}"
                    )));
                }
                None => return Err(Failure::down(format!("nothing at {pointer} of the body"))),
            }
        }
        Ok(())
    }

    /// What the service says of itself; a condition of the configuration on the same place comes before it.
    fn judge_spoken(&self, answer: &Answer) -> Result<(), Failure> {
        if answer.cut || !answer.is_json() || self.json.iter().any(|(pointer, _)| pointer == "/status") {
            return Ok(());
        }
        match spoken::status(&answer.body) {
            Some((Spoken::Fail, word)) => Err(Failure::down(format!("the service says {word:?}"))),
            Some((Spoken::Warn, word)) => Err(Failure::degraded(format!("the service says {word:?}"))),
            Some((Spoken::Pass, _)) | None => Ok(()),
        }
    }
}

/// A wrong status, with what the body says of it: many services answer 503 and tell which component is at fault.
fn with_reason(failure: Failure, said: Option<&Result<(), Failure>>) -> Failure {
    match said {
        Some(Err(why)) => Failure::down(format!("{}; {}", failure.detail, why.detail)),
        _ => failure,
    }
}

/// Equal, with numbers compared by value: TOML's `1` and JSON's `1.0` are one number.
fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        (Some(a), Some(b)) if !(found.is_u64() && expected.is_u64()) => a.total_cmp(&b).is_eq() || a == b,
        _ => found == expected,
    }
}

fn quoted(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= QUOTED {
        return text;
    }
    text.chars().take(QUOTED).chain(['…']).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
