//! Every format of chaos results that is read.

use super::chaostoolkit;
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Chaos;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[Format {
    info: FormatInfo {
        name: "chaostoolkit",
        kind: Kind::Chaos,
        tool: "chaos run",
        description: "Chaos Toolkit's journal (JSON)",
        example: "chaos run --journal-path journal.json experiment.json",
        figures: "an experiment passes when every action succeeded and the steady state held afterwards; passed in \
            percent, higher; it measures neither availability nor recovery",
        link: "https://chaostoolkit.org/reference/api/journal/",
    },
    sniff: chaostoolkit::sniff,
    parse: Parse::Whole(|input, _| Ok(ran(chaostoolkit::parse(input)?))),
    endless: None,
}];

/// As what one file gave.
fn ran(parsed: Parsed<Chaos>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Chaos(payload), lines: None })
}
