//! Whether an answer is the right one.

use super::fault::Fault;
use crate::http::Problem;
use regex::Regex;

/// What a right answer is.
pub(super) struct Expect {
    status: Vec<u16>,
    body: Option<Regex>,
}

impl Expect {
    /// # Errors
    /// [`Problem`]: the body's expression is none.
    pub(super) fn new(status: &[u16], body_regex: Option<&str>) -> Result<Self, Problem> {
        let body = body_regex.map(Regex::new).transpose().map_err(|e| {
            let told = e.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
            Problem::new(format!("the expression for the body is none: {told}"))
        })?;
        Ok(Self { status: status.to_vec(), body })
    }

    /// # Errors
    /// The [`Fault`] of a wrong answer.
    pub(super) fn judge(&self, status: u16, body: &[u8]) -> Result<(), Fault> {
        let right = match self.status.as_slice() {
            [] => (200..=299).contains(&status),
            listed => listed.contains(&status),
        };
        match &self.body {
            _ if !right => Err(Fault::Status(status)),
            Some(regex) if !regex.is_match(&String::from_utf8_lossy(body)) => Err(Fault::Body),
            _ => Ok(()),
        }
    }
}
