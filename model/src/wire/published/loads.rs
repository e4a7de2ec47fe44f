//! The response times of load runs, for a browser that merges the histograms of whatever its reader chose. They are many
//! times larger than the history and few readers ask for them, so that they are files of their own.

use super::REBUILD;
use crate::wire::{Version, WireError, WireErrorKind, header, text};
use crate::{EncodedHistogram, SnapshotId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The value of `schema` in every file of histograms.
pub const LOADS_SCHEMA: &str = "quarterdeck.loads";

const MAJOR: u32 = 1;
const MINOR: u32 = 0;

/// One load of one run that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedLoad {
    /// Its run.
    pub run: SnapshotId,
    /// Its name; may be empty.
    pub name: String,
    /// Response times in microseconds, uncompressed V2; `None` where the run kept none.
    pub responses: Option<EncodedHistogram>,
}

/// The JSON shape of some loads, version 1.0: columns of equal length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct LoadShape {
    /// Always `quarterdeck.loads`.
    schema: String,
    /// Version of the format.
    version: Version,
    /// Identifiers of the runs, oldest first.
    run: Vec<String>,
    /// For each, an index into `names`.
    name: Vec<u32>,
    /// For each, the response times in microseconds as an uncompressed HdrHistogram V2 in base64; empty for none.
    responses: Vec<String>,
    /// Names of loads, by first appearance.
    names: Vec<String>,
}

/// Loads as JSON on one line.
#[must_use]
pub fn encode_loads(loads: &[PublishedLoad]) -> String {
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    let mut names = Vec::new();
    let mut name = Vec::with_capacity(loads.len());
    for load in loads {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let index = *known.entry(&load.name).or_insert_with(|| {
            names.push(load.name.clone());
            next
        });
        name.push(index);
    }
    let shape = LoadShape {
        schema: LOADS_SCHEMA.to_owned(),
        version: Version { major: MAJOR, minor: MINOR },
        run: loads.iter().map(|load| load.run.to_string()).collect(),
        name,
        responses: loads
            .iter()
            .map(|l| l.responses.as_ref().map(|h| h.0.clone()).unwrap_or_default())
            .collect(),
        names,
    };
    // The shape has no keys that are not text, and memory does not fail.
    serde_json::to_string(&shape).unwrap_or_default()
}

/// Reads what [`encode_loads`] wrote. Whether the histograms can be read shows when they are decoded.
///
/// # Errors
/// [`WireError`]: not JSON, another schema, a newer major version, columns that do not fit each other.
pub fn decode_loads(json: &str) -> Result<Vec<PublishedLoad>, WireError> {
    read(json).map_err(|e| e.or_hint(REBUILD))
}

fn read(json: &str) -> Result<Vec<PublishedLoad>, WireError> {
    let json = text::of(json.as_bytes())?;
    header::schema_is(json, LOADS_SCHEMA)?;
    header::version_at_most(json, MAJOR)?;
    let shape: LoadShape = text::read(json)?;
    let unfit = || WireError::new(WireErrorKind::InvalidField, "its columns do not fit each other");
    if shape.run.len() != shape.name.len() || shape.run.len() != shape.responses.len() {
        return Err(unfit());
    }
    let load = |((run, name), responses): ((String, u32), String)| {
        let name = shape.names.get(name as usize).cloned().ok_or_else(unfit)?;
        let run = SnapshotId::new(run).ok_or_else(unfit)?;
        let responses = Some(responses).filter(|text| !text.is_empty()).map(EncodedHistogram);
        Ok(PublishedLoad { run, name, responses })
    };
    shape.run.into_iter().zip(shape.name).zip(shape.responses).map(load).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(run: &str, name: &str, responses: Option<&str>) -> PublishedLoad {
        let responses = responses.map(|text| EncodedHistogram(text.to_owned()));
        PublishedLoad { run: SnapshotId::new(run).expect("an id"), name: name.to_owned(), responses }
    }

    #[test]
    fn loads_come_back_as_they_were() {
        let loads =
            vec![load("a", "GET /", Some("HIST")), load("b", "", None), load("b", "GET /", Some("X"))];
        assert_eq!(decode_loads(&encode_loads(&loads)).expect("read"), loads);
        assert_eq!(decode_loads(&encode_loads(&[])).expect("read"), []);
    }

    #[test]
    fn what_does_not_fit_is_an_error_with_its_reason() {
        let good = encode_loads(&[load("a", "GET /", None)]);
        for (from, to) in [
            ("\"name\":[0]", "\"name\":[7]"),
            ("\"name\":[0]", "\"name\":[]"),
            ("\"run\":[\"a\"]", "\"run\":[\"../a\"]"),
            ("quarterdeck.loads", "quarterdeck.other"),
            ("\"major\":1", "\"major\":2"),
        ] {
            let bad = good.replace(from, to);
            assert_ne!(bad, good, "{from}");
            assert!(decode_loads(&bad).is_err(), "{to}");
        }
    }
}
