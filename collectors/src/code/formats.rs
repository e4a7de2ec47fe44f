//! Every format of code measurements that is read.

use super::lizard;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[Format {
    info: FormatInfo {
        name: "lizard",
        kind: Kind::Code,
        tool: "lizard",
        description: "lizard's complexity of functions (CSV, XML)",
        example: "lizard --csv src > lizard.csv",
        figures: "functions, and those with a cyclomatic complexity over 15, lower",
        link: "https://github.com/terryyin/lizard",
    },
    sniff: lizard::sniff,
    parse: Parse::Stream(|stream, origin| {
        let parsed = lizard::parse(stream, &origin.roots)?;
        Ok(parsed.map(|payload| Reading { payload: Payload::Code(payload), lines: None }))
    }),
    // The CSV has no end.
    endless: Some(|text| !text.contains('<')),
}];
