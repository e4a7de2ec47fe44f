//! Test results of Visual Studio (`dotnet test --logger trx`).
//!
//! Results are counted, never the counters declared. Rows of a data-driven test are the cases. Which class a test is of
//! is told after the results, or before them.

mod result;
mod walk;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::stream::Stream;
use crate::xml::{Node, Xml};
use quarterdeck_model::payload::Tests;
use walk::Walk;

/// Whether its root is one of that namespace.
pub(crate) fn sniff(head: &str) -> bool {
    head.contains("<TestRun") && head.contains("/TeamTest/")
}

/// Reads the results as they come.
///
/// # Errors
/// When it is not well-formed, cut off, or has another root.
pub(crate) fn parse(stream: Stream) -> Result<Parsed<Tests>, CollectError> {
    let name = stream.name.clone();
    let mut walk = Walk::new(&name);
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
