//! Every format of micro-benchmarks that is one file.

use super::{
    action, asv, bmf, cargo_criterion, go_bench, google_benchmark, gungraun, jmh, libtest_bench,
    pytest_benchmark,
};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "asv",
            kind: Kind::Benchmark,
            tool: "airspeed velocity",
            description: "a result of asv (JSON)",
            example: "asv run, then --from results/MACHINE/COMMIT-ENVIRONMENT.json",
            figures: "seconds and bytes, lower is better; track_ neither; the time is the commit's",
            link: "https://asv.readthedocs.io/en/stable/dev.html",
        },
        sniff: asv::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(asv::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "github-action-benchmark",
            kind: Kind::Benchmark,
            tool: "github-action-benchmark",
            description: "data.js of github-action-benchmark",
            example: "git show gh-pages:dev/bench/data.js > data.js",
            figures: "the newest run of each suite; the better way by unit, else by tool; import reads every run",
            link: "https://github.com/benchmark-action/github-action-benchmark",
        },
        sniff: action::data::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(action::data::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "cargo-criterion",
            kind: Kind::Benchmark,
            tool: "cargo criterion",
            description: "lines of cargo-criterion (JSON)",
            example: "cargo criterion --message-format json > benchmarks.jsonl",
            figures: "slope, else mean, with its interval; lower is better",
            link: "https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html",
        },
        sniff: cargo_criterion::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(cargo_criterion::parse(input)?))),
        endless: Some(cargo_criterion::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "pytest-benchmark",
            kind: Kind::Benchmark,
            tool: "pytest-benchmark",
            description: "pytest-benchmark results (JSON)",
            example: "pytest --benchmark-json=benchmarks.json",
            figures: "seconds by mean, between smallest and largest round; lower is better",
            link: "https://pytest-benchmark.readthedocs.io/en/stable/usage.html",
        },
        sniff: pytest_benchmark::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(pytest_benchmark::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "google-benchmark",
            kind: Kind::Benchmark,
            tool: "Google Benchmark",
            description: "Google Benchmark results (JSON)",
            example: "bench --benchmark_out=benchmarks.json --benchmark_out_format=json",
            figures: "real and CPU time in the row's unit, the median of repetitions; lower is better; rates higher, other counters neither",
            link: "https://github.com/google/benchmark/blob/main/docs/user_guide.md",
        },
        sniff: google_benchmark::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(google_benchmark::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "jmh",
            kind: Kind::Benchmark,
            tool: "JMH",
            description: "JMH results (JSON)",
            example: "java -jar benchmarks.jar -rf json -rff jmh.json",
            figures: "score by mean with its 99.9 % interval; in mode thrpt operations a second, higher is better, in the others time, lower",
            link: "https://github.com/openjdk/jmh",
        },
        sniff: jmh::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(jmh::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "libtest-bench",
            kind: Kind::Benchmark,
            tool: "cargo bench, Criterion with --output-format bencher",
            description: "lines of Rust's #[bench]",
            example: "cargo bench -- --output-format bencher > bench.txt",
            figures: "nanoseconds an iteration by median; the deviation is from smallest to largest; lower is better",
            link: "https://doc.rust-lang.org/unstable-book/library-features/test.html",
        },
        sniff: libtest_bench::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(libtest_bench::parse(input)?))),
        endless: Some(libtest_bench::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "go-bench",
            kind: Kind::Benchmark,
            tool: "go test -bench",
            description: "lines of Go's benchmarks",
            example: "go test -bench=. -count=10 ./... > bench.txt",
            figures: "each unit is a measure, the median of repetitions; time, B/op and allocs/op lower, rates higher, others as their Unit line says",
            link: "https://go.dev/design/14313-benchmark-format",
        },
        sniff: go_bench::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(go_bench::parse(input)?))),
        endless: Some(go_bench::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "github-action-benchmark-custom",
            kind: Kind::Benchmark,
            tool: "anything that writes name, unit and value",
            description: "custom JSON of github-action-benchmark",
            example: "customSmallerIsBetter or customBiggerIsBetter in benchmarks.json",
            figures: "each value as stated; the better way by unit, and neither where that says nothing",
            link: "https://github.com/benchmark-action/github-action-benchmark",
        },
        sniff: action::custom::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(action::custom::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "bmf",
            kind: Kind::Benchmark,
            tool: "Bencher",
            description: "Bencher Metric Format (JSON)",
            example: "bencher mock > bmf.json",
            figures: "each value as stated; latency ns lower, throughput higher, measures of one's own neither",
            link: "https://bencher.dev/docs/reference/bencher-metric-format/",
        },
        sniff: bmf::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(bmf::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "gungraun",
            kind: Kind::Benchmark,
            tool: "gungraun, iai-callgrind",
            description: "counts of gungraun (text, JSON)",
            example: "cargo bench > gungraun.txt",
            figures: "instructions, cycles, misses and bytes lower is better; hits and rates neither",
            link: "https://gungraun.github.io/gungraun/latest/html/index.html",
        },
        sniff: gungraun::sniff,
        parse: Parse::Whole(|input, _| Ok(timed(gungraun::parse(input)?))),
        endless: Some(gungraun::may_be_cut),
    },
];

/// As what one file gave.
fn timed(parsed: Parsed<Benchmark>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Benchmark(payload), lines: None })
}
