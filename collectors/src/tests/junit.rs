//! JUnit XML, as dozens of tools write it and no standard defines it.
//!
//! Cases are counted, never the totals that suites declare of themselves: nested suites repeat them and writers get
//! them wrong. Of several outcomes of one case the worst counts: error, failure, skipped.

mod frame;
mod seconds;
mod totals;
mod walk;
mod writer;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::xml::{Node, Xml};
use quarterdeck_model::payload::Tests;
use walk::Walk;

/// How much of the beginning tells who wrote a file, in bytes.
const HEAD: usize = 4096;

/// Whether the beginning of a file looks like JUnit XML.
pub(crate) fn sniff(text: &str) -> bool {
    text.contains("<testsuite") || (text.starts_with('<') && text.contains(":testsuite"))
}

/// Reads one report. Absolute paths in names are made relative to `roots`.
///
/// # Errors
/// When it is not well-formed, cut off, or not JUnit XML.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Tests>, CollectError> {
    let (text, warning) = input.text();
    let mut notes = Notes::new(&input.name, warning);
    warn_of_controls(&text, &mut notes);
    let mut walk = Walk::new(&input.name, beginning(&text), roots, notes);
    let mut xml = Xml::new(&input.name, &text);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => walk.open(&element)?,
            Node::Text(text) => walk.text(&text),
            Node::Close(_) => walk.close(),
        }
    }
    Ok(walk.finish())
}

fn beginning(text: &str) -> &str {
    let end = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// XML forbids control characters; libtest, jest and others write them all the same. They are kept.
fn warn_of_controls(text: &str, notes: &mut Notes) {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    let Some(first) = text.as_bytes().iter().position(control) else { return };
    let line = text.as_bytes().iter().take(first).filter(|b| **b == b'\n').count() as u64 + 1;
    let count = text.as_bytes().iter().filter(|b| control(b)).count();
    let message = format!("holds {count} control characters, which XML forbids; they were kept as they are");
    notes.warn(line, message);
}
