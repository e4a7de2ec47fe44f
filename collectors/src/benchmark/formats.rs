//! Every format of benchmarks that is read.

use super::{criterion, hyperfine, performance_report};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "criterion",
            kind: Kind::Benchmark,
            tool: "cargo bench with Criterion.rs",
            description: "Criterion.rs results (the folder target/criterion)",
            example: "cargo bench, then --from target/criterion",
            figures: "nanoseconds by slope, else mean; lower is better",
            link: "https://bheisler.github.io/criterion.rs/book/user_guide/csv_output.html",
        },
        sniff: |_| false,
        parse: Parse::Folder(criterion::is_one, |folder, _| Ok(timed(criterion::parse(folder)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "hyperfine",
            kind: Kind::Benchmark,
            tool: "hyperfine --export-json",
            description: "hyperfine results (JSON)",
            example: "hyperfine --export-json times.json COMMAND",
            figures: "seconds by mean, whatever unit it prints; lower is better; a failed run makes the command not count",
            link: "https://github.com/sharkdp/hyperfine",
        },
        sniff: hyperfine::sniff,
        parse: Parse::Whole(|input, origin| Ok(timed(hyperfine::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "acgs2-performance-report",
            kind: Kind::Benchmark,
            tool: "performance_benchmark_report_*.json",
            description: "performance report of the replaced system (JSON)",
            example: "performance_benchmark_report_1700000000.json",
            figures: "the stated figures: milliseconds lower, requests a second higher",
            link: "",
        },
        sniff: performance_report::sniff,
        parse: Parse::Whole(|input, origin| Ok(timed(performance_report::parse(input, &origin.roots)?))),
        endless: None,
    },
];

/// As what one file gave.
fn timed(parsed: Parsed<Benchmark>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Benchmark(payload), lines: None })
}
