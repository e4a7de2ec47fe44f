//! Every format of findings that is read.

use super::{clippy, ruff, sarif};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Findings;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "sarif",
            kind: Kind::Findings,
            tool: "any tool that writes SARIF",
            description: "SARIF 2.1.0",
            example: "ruff check --output-format sarif -o ruff.sarif",
            figures: "security-severity decides (9 critical, 7 high, 4 medium), else error high or medium, warning low, note info; suppressed is not open",
            link: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html",
        },
        sniff: sarif::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(sarif::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "clippy",
            kind: Kind::Findings,
            tool: "cargo clippy/check/build --message-format=json",
            description: "rustc and clippy messages (JSON lines)",
            example: "cargo clippy --message-format=json > clippy.jsonl",
            figures: "each finding once, however many targets show it; error high, warning low; without a code it is of syntax",
            link: "https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages",
        },
        sniff: clippy::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(clippy::parse(input, &origin.roots)?))),
        endless: Some(clippy::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "ruff",
            kind: Kind::Findings,
            tool: "ruff check --output-format json",
            description: "ruff findings (JSON or JSON lines)",
            example: "ruff check --output-format json -o ruff.json",
            figures: "the rule decides: no code and E9 are syntax, S security, all else lint; its severity is always error and is not read",
            link: "https://docs.astral.sh/ruff/linter/",
        },
        sniff: ruff::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(ruff::parse(input, &origin.roots)?))),
        endless: Some(ruff::may_be_cut),
    },
];

/// As what one file gave.
fn found(parsed: Parsed<Findings>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Findings(payload), lines: None })
}
