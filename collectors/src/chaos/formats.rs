//! Every format of chaos results that is read.

use super::{chaostoolkit, litmus};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Chaos;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[CHAOSTOOLKIT, LITMUS];

const CHAOSTOOLKIT: Format = Format {
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
};

const LITMUS: Format = Format {
    info: FormatInfo {
        name: "litmus",
        kind: Kind::Chaos,
        tool: "LitmusChaos",
        description: "LitmusChaos' ChaosResult, one or a list of them (JSON or YAML)",
        example: "kubectl get chaosresults --all-namespaces -o yaml > litmus.yaml",
        figures: "an experiment passes when its verdict is Pass and every probe succeeded; passed in percent, higher; it \
            measures neither availability nor recovery",
        link: "https://litmuschaos.github.io/litmus/experiments/concepts/chaos-resources/contents/",
    },
    sniff: litmus::sniff,
    parse: Parse::Whole(|input, _| Ok(ran(litmus::parse(input)?))),
    // What comes after the verdict may be cut off without being missed; before it there is none.
    endless: Some(|text| text.contains("verdict: Pass") || text.contains("verdict: Fail")),
};

/// As what one file gave.
fn ran(parsed: Parsed<Chaos>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Chaos(payload), lines: None })
}
