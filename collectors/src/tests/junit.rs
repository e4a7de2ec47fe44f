//! JUnit XML, as dozens of tools write it and no standard defines it.
//!
//! Cases are counted, never the totals that suites declare of themselves: nested suites repeat them and writers get
//! them wrong. Of several outcomes of one case the worst counts: error, failure, skipped.

mod frame;
mod remarks;
mod seconds;
mod totals;
mod walk;
mod writer;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::stream::Stream;
use crate::xml::{Node, Xml};
use quarterdeck_model::payload::Tests;
use walk::Walk;

/// Bytes of a case in a big report, at the least; room that is not needed costs nothing until it is touched.
const CASE: u64 = 60;

/// Whether the beginning of a file looks like JUnit XML.
pub(crate) fn sniff(text: &str) -> bool {
    text.contains("<testsuite") || (text.starts_with('<') && text.contains(":testsuite"))
}

/// Reads one report as it comes. Absolute paths in names are made relative to `roots`.
///
/// # Errors
/// When it is not well-formed, cut off, or not JUnit XML.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Tests>, CollectError> {
    let name = stream.name.clone();
    let mut walk = Walk::new(&name, stream.head(), roots);
    walk.expect(stream.size() / CASE);
    let mut xml = Xml::over(&name, stream.decoded());
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => walk.open(&element)?,
            Node::Text(text) => walk.text(text),
            Node::Close(_) => walk.close(),
        }
    }
    Ok(walk.finish(xml.into_inner().warning(&name)))
}
