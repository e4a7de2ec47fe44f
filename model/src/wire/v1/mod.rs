//! Version 1 of the snapshot format: the shapes of the envelope and of the seven payloads.
//!
//! Fields that are absent in the domain are absent in the file. Rules on values are checked while parsing, so that
//! every error has its JSON pointer. Adding an optional field makes a new minor version; anything else a new major.

mod benchmark;
mod chaos;
mod code;
mod coverage;
pub(crate) mod envelope;
mod figure;
mod findings;
mod health;
mod load;
pub(crate) mod scalar;
mod tests;
mod track;
pub(crate) mod words;

use super::header::Header;
use super::{SCHEMA, Unknown, Version, WireError, layout, text, tree::Tree};
use crate::{Kind, Labels, Payload, Snapshot, payload};
use envelope::Envelope;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The major version of the shapes in this folder.
pub const MAJOR: u32 = 1;
/// The newest minor version that is written.
pub const MINOR: u32 = 1;

pub(crate) use {
    benchmark::Benchmark, chaos::Chaos, code::Code, coverage::Coverage, findings::Findings, health::Health,
    tests::Tests,
};

/// Levels of the file that are broken into lines; an item of a list stands on one line below them.
const DEPTH: usize = 3;
/// The same for payloads whose items are long lists themselves.
const DEEPER: usize = 5;

/// The JSON of `snapshot`, which must hold only values that the format can hold.
pub(super) fn encode(snapshot: &Snapshot) -> Vec<u8> {
    match &snapshot.payload {
        Payload::Health(p) => write(snapshot, Health::from(p), DEEPER),
        Payload::Benchmark(p) => write(snapshot, Benchmark::from(p), DEPTH),
        Payload::Coverage(p) => write(snapshot, Coverage::from(p), DEPTH),
        Payload::Chaos(p) => write(snapshot, Chaos::from(p), DEEPER),
        Payload::Findings(p) => write(snapshot, Findings::from(p), DEPTH),
        Payload::Tests(p) => write(snapshot, Tests::from(p), DEPTH),
        Payload::Code(p) => write(snapshot, Code::from(p), DEPTH),
    }
}

/// Reads the snapshot in `text`, whose head is known.
pub(super) fn decode(text: &str, header: Header) -> Result<Snapshot, WireError> {
    let read = match header.kind {
        Kind::Health => read::<Health, payload::Health>(text, header, Payload::Health),
        Kind::Benchmark => read::<Benchmark, payload::Benchmark>(text, header, Payload::Benchmark),
        Kind::Coverage => read::<Coverage, payload::Coverage>(text, header, Payload::Coverage),
        Kind::Chaos => read::<Chaos, payload::Chaos>(text, header, Payload::Chaos),
        Kind::Findings => read::<Findings, payload::Findings>(text, header, Payload::Findings),
        Kind::Tests => read::<Tests, payload::Tests>(text, header, Payload::Tests),
        Kind::Code => read::<Code, payload::Code>(text, header, Payload::Code),
    };
    read.map_err(|e| explained(e, header))
}

/// A field that a newer minor version wrote and this one cannot read is no reason to restore the file.
fn explained(error: WireError, Header { version: Version { major, minor }, .. }: Header) -> WireError {
    match minor > MINOR {
        true => error.or_hint(&format!(
            "the file has format version {major}.{minor}, this program writes {MAJOR}.{MINOR}: update quarterdeck"
        )),
        false => error,
    }
}

fn write<P: Serialize>(snapshot: &Snapshot, payload: P, depth: usize) -> Vec<u8> {
    let envelope = wrap(snapshot, payload);
    let known = layout::write(&envelope, depth);
    if snapshot.unknown.fields().is_empty() {
        return known;
    }
    match tree_of(&known) {
        Some(mut tree) => {
            snapshot.unknown.restore(&mut tree);
            layout::write(&tree, depth)
        }
        None => known,
    }
}

fn tree_of(json: &[u8]) -> Option<Tree> {
    serde_json::from_slice(json).ok()
}

/// The least minor version that holds the snapshot, so that what an older program wrote is written back the same.
fn least_minor(s: &Snapshot) -> u32 {
    let since_1 = s.collector.configuration.is_some() || !s.collector.from.is_empty();
    if since_1 { MINOR } else { 0 }
}

fn wrap<P>(s: &Snapshot, payload: P) -> Envelope<P> {
    Envelope {
        schema: SCHEMA.to_owned(),
        version: Version { major: MAJOR, minor: s.unknown.minor().unwrap_or_else(|| least_minor(s)) },
        kind: s.kind().into(),
        taken_at: s.taken_at.into(),
        subject: s.subject.clone(),
        source: (&s.source).into(),
        collector: (&s.collector).into(),
        labels: s.labels.0.clone(),
        section: (&s.section).into(),
        payload,
        diagnostics: s.diagnostics.iter().map(Into::into).collect(),
    }
}

fn read<P, D>(text: &str, header: Header, payload: fn(D) -> Payload) -> Result<Snapshot, WireError>
where
    P: DeserializeOwned + Serialize + Into<D>,
{
    let envelope: Envelope<P> = text::read(text)?;
    let newer = header.version.minor > MINOR;
    let unknown = if newer { beyond(text, header.version.minor, &envelope)? } else { Unknown::default() };
    Ok(Snapshot {
        taken_at: envelope.taken_at.into(),
        subject: envelope.subject,
        source: envelope.source.into(),
        collector: envelope.collector.into(),
        labels: Labels(envelope.labels),
        section: envelope.section.into(),
        payload: payload(envelope.payload.into()),
        diagnostics: envelope.diagnostics.into_iter().map(Into::into).collect(),
        unknown,
    })
}

/// What a newer minor version has beyond this one.
fn beyond<P: Serialize>(text: &str, minor: u32, envelope: &Envelope<P>) -> Result<Unknown, WireError> {
    let read: Tree = text::read(text)?;
    let known = tree_of(&layout::write(envelope, DEPTH)).unwrap_or(Tree::Map(Vec::new()));
    Ok(Unknown::between(minor, &read, &known))
}
