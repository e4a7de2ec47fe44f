//! Every format of load runs that is read.

use super::{autocannon, hgrm, hlog, jmeter, k6, locust, oha, vegeta, wrk};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use crate::json;
use quarterdeck_model::payload::Benchmark;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "k6-json",
            kind: Kind::Benchmark,
            tool: "k6 run --out json",
            description: "every sample of a k6 run (JSON lines)",
            example: "k6 run --out json=k6.jsonl script.js",
            figures: "latency in milliseconds of expected answers from the sending, of every sample, lower; good \
                answers a second, higher; failed requests in percent, lower; checks that passed in percent, higher",
            link: "https://grafana.com/docs/k6/latest/results-output/real-time/json/",
        },
        sniff: k6::sniff_points,
        parse: Parse::Stream(|stream, _| Ok(run(k6::parse_points(stream)?))),
        endless: Some(json::ends_with_a_record),
    },
    Format {
        info: FormatInfo {
            name: "k6",
            kind: Kind::Benchmark,
            tool: "k6 run --summary-export, handleSummary",
            description: "summary of a k6 run (JSON, each of its three shapes)",
            example: "k6 run --summary-export=k6.json --summary-trend-stats='med,p(90),p(95),p(99)' script.js",
            figures: "latency in milliseconds of expected answers from the sending, the percentiles that are stated, \
                lower; good answers a second, higher; failed requests in percent, lower; checks that passed in \
                percent, higher; crossed thresholds, lower",
            link: "https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/",
        },
        sniff: k6::sniff,
        parse: Parse::Whole(|input, _| Ok(run(k6::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "vegeta",
            kind: Kind::Benchmark,
            tool: "vegeta report -type=json",
            description: "vegeta's report (JSON)",
            example: "vegeta attack -rate=100 -duration=30s < targets.txt | vegeta report -type=json > vegeta.json",
            figures: "latency in milliseconds from the sending, failed requests among them (left out when over 1 % \
                failed), lower; good answers a second, higher; failed requests in percent, lower",
            link: "https://github.com/tsenart/vegeta#report-command",
        },
        sniff: vegeta::sniff,
        parse: Parse::Whole(|input, _| Ok(run(vegeta::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "oha",
            kind: Kind::Benchmark,
            tool: "oha --output-format json",
            description: "oha's result (JSON)",
            example: "oha --no-tui --output-format json -z 30s http://127.0.0.1:8080/ > oha.json",
            figures: "latency in milliseconds of all answers, of good ones where they are told apart, lower; good \
                answers a second, higher; failed requests in percent, lower: a status of 400 and above is a failure",
            link: "https://github.com/hatoo/oha#json-output",
        },
        sniff: oha::sniff,
        parse: Parse::Whole(|input, _| Ok(run(oha::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "autocannon",
            kind: Kind::Benchmark,
            tool: "autocannon --json",
            description: "autocannon's result (JSON)",
            example: "autocannon --json -d 30 http://127.0.0.1:8080/ > autocannon.json",
            figures: "latency in milliseconds of all answers from the sending, lower (no 95 % percentile is written); \
                good answers a second, higher; failed requests in percent, lower",
            link: "https://github.com/mcollina/autocannon#result",
        },
        sniff: autocannon::sniff,
        parse: Parse::Whole(|input, _| Ok(run(autocannon::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "jmeter",
            kind: Kind::Benchmark,
            tool: "jmeter -l FILE.jtl",
            description: "JMeter's samples (JTL, CSV with named columns)",
            example: "jmeter -n -t plan.jmx -l results.jtl",
            figures: "by label: latency in milliseconds of samples that succeeded, from the sending, lower; good \
                samples a second, higher; failed samples in percent, lower",
            link: "https://jmeter.apache.org/usermanual/listeners.html#csvlogformat",
        },
        sniff: jmeter::sniff,
        parse: Parse::Stream(|stream, _| Ok(run(jmeter::parse(stream)?))),
        endless: Some(jmeter::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "locust",
            kind: Kind::Benchmark,
            tool: "locust --csv",
            description: "Locust's statistics (the file that ends in _stats.csv)",
            example: "locust --headless --csv=locust --run-time=1m",
            figures: "by method and name: latency in milliseconds from the sending, failed requests among them (left \
                out when over 1 % failed), lower; good answers a second, higher; failed requests in percent, lower",
            link: "https://docs.locust.io/en/stable/retrieving-stats.html",
        },
        sniff: locust::sniff,
        parse: Parse::Whole(|input, _| Ok(run(locust::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "hdr-hlog",
            kind: Kind::Benchmark,
            tool: "HdrHistogram, jHiccup",
            description: "HdrHistogram's log of intervals (V0 to V3)",
            example: "java -jar jHiccup.jar -l hiccup.hlog",
            figures: "latency in milliseconds of all intervals of a tag together, lower; whether they count from the \
                planned moment, and how many failed, the log does not say",
            link: "https://github.com/HdrHistogram/HdrHistogram",
        },
        sniff: hlog::sniff,
        parse: Parse::Stream(|stream, _| Ok(run(hlog::parse(stream)?))),
        endless: Some(hlog::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "hdr-hgrm",
            kind: Kind::Benchmark,
            tool: "HdrHistogram, vegeta report -type=hdrplot",
            description: "HdrHistogram's table of percentiles (text)",
            example: "vegeta report -type=hdrplot results.bin > latency.hgrm",
            figures: "percentiles in the unit that the head states, lower; without one they have no direction",
            link: "https://hdrhistogram.github.io/HdrHistogram/plotFiles.html",
        },
        sniff: hgrm::sniff,
        parse: Parse::Whole(|input, _| Ok(run(hgrm::parse(input)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "wrk",
            kind: Kind::Benchmark,
            tool: "wrk, wrk2",
            description: "output of wrk and wrk2 (text)",
            example: "wrk --latency -d30s http://127.0.0.1:8080/ > wrk.txt",
            figures: "latency in milliseconds of all answers, lower: of wrk from the sending, with samples added for \
                stalls, of wrk2 from the planned moment; good answers a second, higher; failed requests and socket \
                errors in percent, lower",
            link: "https://github.com/giltene/wrk2#readme",
        },
        sniff: wrk::sniff,
        parse: Parse::Whole(|input, _| Ok(run(wrk::parse(input)))),
        endless: Some(wrk::may_be_cut),
    },
];

/// As what one file gave.
fn run(parsed: Parsed<Benchmark>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Benchmark(payload), lines: None })
}
