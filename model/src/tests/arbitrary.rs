//! Any snapshot: hostile names, extreme numbers, every kind.

use crate::payload::*;
use crate::*;
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Names that have broken other programs.
const HOSTILE: [&str; 9] = [
    "</script><img src=x onerror=alert(1)>",
    "../../../etc/passwd",
    "\u{202e}txt.exe\u{2066}",
    "nul\0byte\u{1}\u{1b}[31m",
    "line\u{2028}break\r\n\ttab",
    "\"quoted\\\" 'and' `ticked`",
    "~0/~1/%2F",
    "\u{feff}\u{fffd}\u{10ffff}é",
    "",
];

pub(super) fn text() -> impl Strategy<Value = String> {
    let long = Just("x".repeat(10_000));
    prop_oneof![6 => "[a-z]{1,8}", 3 => select(&HOSTILE[..]).prop_map(str::to_owned), 2 => any::<String>(), 1 => long]
}

/// Any number but NaN and infinity.
pub(super) fn number() -> impl Strategy<Value = f64> {
    let extremes =
        [0.0, -0.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 1e15, 9_007_199_254_740_993.0, 0.1];
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![select(extremes.to_vec()), NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE, -1e3..1e3]
}

fn percent() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(100.0), 0.0..100.0]
}

pub(super) fn time() -> impl Strategy<Value = Timestamp> {
    let millis = prop_oneof![
        8 => 1_700_000_000_000i64..1_900_000_000_000,
        1 => -62_167_219_200_000i64..=253_402_300_799_999,
    ];
    millis.prop_map(|m| Timestamp::from_millis(m).expect("within the years 0 to 9999"))
}

fn labels() -> impl Strategy<Value = Labels> {
    btree_map(text(), text(), 0..3).prop_map(Labels)
}

fn section() -> impl Strategy<Value = Section> {
    let states = [SectionState::Ok, SectionState::Partial, SectionState::Failed, SectionState::Empty];
    (select(states.to_vec()), vec(text(), 0..3)).prop_map(|(state, reasons)| Section { state, reasons })
}

fn direction() -> impl Strategy<Value = Direction> {
    select(vec![Direction::LowerIsBetter, Direction::HigherIsBetter, Direction::Neutral])
}

fn unit() -> impl Strategy<Value = Unit> {
    text().prop_map(|t| Unit::parse(&t)).boxed().prop_union(select(vec![Unit::Count, Unit::Percent]).boxed())
}

fn figure() -> impl Strategy<Value = Figure> {
    (text(), labels(), number(), unit(), direction()).prop_map(|(metric, labels, value, unit, direction)| {
        Figure { metric: MetricId::new(metric), labels, value, unit, direction }
    })
}

fn phases() -> impl Strategy<Value = Phases> {
    (of(number()), of(number()), of(number()), of(number()), of(number())).prop_map(
        |(dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)| Phases {
            dns_ms,
            connect_ms,
            tls_ms,
            first_byte_ms,
            total_ms,
        },
    )
}

fn probe() -> impl Strategy<Value = Probe> {
    let outcome = select(Outcome::ALL.to_vec());
    (time(), number(), number(), outcome, of(any::<u16>()), phases(), of(text())).prop_map(
        |(planned_at, sent_after_ms, done_after_ms, outcome, status, phases, detail)| Probe {
            planned_at,
            sent_after_ms,
            done_after_ms,
            outcome,
            status,
            phases,
            detail,
        },
    )
}

fn health() -> impl Strategy<Value = Health> {
    let certificate = (time(), text()).prop_map(|(expires_at, subject)| Certificate { expires_at, subject });
    let round = (text(), text(), vec(probe(), 0..4), of(certificate))
        .prop_map(|(service, target, probes, certificate)| Round { service, target, probes, certificate });
    (vec(round, 0..3), vec(figure(), 0..3)).prop_map(|(rounds, figures)| Health { rounds, figures })
}

fn estimate() -> impl Strategy<Value = Estimate> {
    let spread = (number(), number(), of(number())).prop_map(|(lower, upper, confidence)| Spread {
        lower,
        upper,
        confidence,
    });
    (number(), text(), of(spread), of(any::<u64>()))
        .prop_map(|(value, estimator, spread, samples)| Estimate { value, estimator, spread, samples })
}

fn entry() -> impl Strategy<Value = Entry> {
    let throughput = (number(), text()).prop_map(|(amount, of)| Throughput { amount, of });
    (text(), text(), estimate(), unit(), direction(), of(throughput), section()).prop_map(
        |(name, measure, estimate, unit, direction, throughput, section)| Entry {
            name,
            measure,
            estimate,
            unit,
            direction,
            throughput,
            section,
        },
    )
}

fn load() -> impl Strategy<Value = Load> {
    let histogram = || of(text().prop_map(EncodedHistogram));
    let counts = (number(), of(number()), of(number()), any::<u64>(), any::<u64>());
    (text(), section(), counts, histogram(), histogram(), histogram()).prop_map(
        |(
            name,
            section,
            (duration_s, rate_asked, rate_achieved, requests, errors),
            response,
            service,
            send_lag,
        )| Load {
            name,
            section,
            duration_s,
            rate_asked,
            rate_achieved,
            requests,
            errors,
            response,
            service,
            send_lag,
        },
    )
}

fn counts() -> impl Strategy<Value = Counts> {
    let count = || of(any::<(u64, u64)>().prop_map(|(a, b)| Count { covered: a.min(b), total: a.max(b) }));
    (count(), count(), count(), count(), count(), count()).prop_map(
        |(line, branch, function, statement, region, instruction)| Counts {
            line,
            branch,
            function,
            statement,
            region,
            instruction,
        },
    )
}

fn experiment() -> impl Strategy<Value = Experiment> {
    let recovery = (number(), of(number()), any::<bool>())
        .prop_map(|(seconds, plus_minus, censored)| Recovery { seconds, plus_minus, censored });
    let impact = (text(), any::<bool>(), of(percent()))
        .prop_map(|(service, target, availability_percent)| Impact { service, target, availability_percent });
    let event = (number(), text(), of(text())).prop_map(|(at_s, what, detail)| Event { at_s, what, detail });
    let head = (text(), select(Verdict::ALL.to_vec()), of(time()), of(number()), of(any::<u64>()));
    (head, of(percent()), of(percent()), of(recovery), vec(impact, 0..3), vec(event, 0..3)).prop_map(
        |(head, availability_percent, error_percent, recovery, impacts, events)| {
            let (scenario, verdict, started_at, duration_s, faults_injected) = head;
            Experiment {
                scenario,
                verdict,
                started_at,
                duration_s,
                faults_injected,
                availability_percent,
                error_percent,
                recovery,
                impacts,
                events,
            }
        },
    )
}

fn finding() -> impl Strategy<Value = Finding> {
    let words = (select(Class::ALL.to_vec()), select(Severity::ALL.to_vec()));
    ((text(), text(), text(), text(), text()), words, of(any::<u64>()), any::<bool>()).prop_map(
        |((identity, tool, rule, message, path), (class, severity), line, suppressed)| Finding {
            identity,
            tool,
            rule,
            class,
            severity,
            message,
            path,
            line,
            suppressed,
        },
    )
}

fn findings() -> impl Strategy<Value = Findings> {
    let tool = (text(), of(text()), text(), section(), vec(select(Class::ALL.to_vec()), 0..3)).prop_map(
        |(tool, version, format, section, looked_for)| ToolReport {
            tool,
            version,
            format,
            section,
            looked_for,
        },
    );
    (vec(tool, 0..3), vec(finding(), 0..4)).prop_map(|(tools, items)| Findings {
        tools,
        counts: Findings::count_items(&items),
        items,
    })
}

fn case() -> impl Strategy<Value = Case> {
    let status = select(Status::ALL.to_vec());
    (text(), text(), text(), 0u32..3, status, of(number()), 0u32..3, of(text())).prop_map(
        |(suite, class, name, occurrence, status, duration_s, attempts, message)| Case {
            suite,
            class,
            name,
            occurrence,
            status,
            duration_s,
            attempts,
            message,
        },
    )
}

fn tests() -> impl Strategy<Value = Tests> {
    let suite = (text(), section()).prop_map(|(name, section)| Suite { name, section });
    (vec(suite, 0..3), vec(case(), 0..5), of(number())).prop_map(|(suites, cases, wall_s)| Tests {
        suites,
        cases,
        wall_s,
    })
}

fn code() -> impl Strategy<Value = Code> {
    let language = (text(), any::<[u64; 4]>()).prop_map(|(name, [files, code, comments, blanks])| Language {
        name,
        files,
        code,
        comments,
        blanks,
    });
    let churn = (any::<u32>(), any::<[u64; 3]>()).prop_map(|(days, [added, deleted, files])| Churn {
        days,
        added,
        deleted,
        files,
    });
    let large = (text(), any::<u64>()).prop_map(|(path, lines)| LargeFile { path, lines });
    let totals = any::<(Option<u64>, Option<u64>, u64)>();
    (vec(language, 0..3), totals, of(churn), of(vec(large, 0..3))).prop_map(
        |(languages, (total_lines, total_files, large_limit), churn, large_files)| Code {
            languages,
            total_lines,
            total_files,
            churn,
            large_files,
            large_limit,
        },
    )
}

fn payload() -> impl Strategy<Value = Payload> {
    let coverage = (counts(), vec((text(), counts()), 0..3)).prop_map(|(totals, files)| {
        let files = files.into_iter().map(|(path, counts)| FileCoverage { path, counts }).collect();
        Coverage { totals, files }
    });
    let benchmark = (vec(entry(), 0..3), vec(load(), 0..2), vec(figure(), 0..3))
        .prop_map(|(entries, loads, figures)| Benchmark { entries, loads, figures });
    prop_oneof![
        health().prop_map(Payload::Health),
        benchmark.prop_map(Payload::Benchmark),
        coverage.prop_map(Payload::Coverage),
        vec(experiment(), 0..3).prop_map(|experiments| Payload::Chaos(Chaos { experiments })),
        findings().prop_map(Payload::Findings),
        tests().prop_map(Payload::Tests),
        code().prop_map(Payload::Code),
    ]
}

pub(super) fn diagnostic() -> impl Strategy<Value = Diagnostic> {
    let line = any::<(u64, u64)>().prop_map(|(line, column)| Place::Line { line, column });
    let place = prop_oneof![line, any::<u64>().prop_map(Place::Byte), text().prop_map(Place::Pointer)];
    let level = select(vec![Level::Note, Level::Warning, Level::Error]);
    (level, text(), of(place), text(), of(text()))
        .prop_map(|(level, path, place, message, hint)| Diagnostic { level, path, place, message, hint })
}

fn collector() -> impl Strategy<Value = Collector> {
    (text(), text(), text(), of(text()), text(), any::<bool>()).prop_map(
        |(job, version, tool, tool_version, format, simulated)| Collector {
            job,
            version,
            tool,
            tool_version,
            format,
            simulated,
        },
    )
}

/// Any snapshot that the format can hold.
pub(super) fn snapshot() -> impl Strategy<Value = Snapshot> {
    let source = (of("[0-9a-f]{7,64}"), of(text()), any::<Option<bool>>())
        .prop_map(|(commit, branch, dirty)| Source { commit, branch, dirty });
    let head = (time(), text(), source, collector(), labels(), section());
    (head, payload(), vec(diagnostic(), 0..3)).prop_map(|(head, payload, diagnostics)| {
        let (taken_at, subject, source, collector, labels, section) = head;
        let unknown = wire::Unknown::default();
        Snapshot { taken_at, subject, source, collector, labels, section, payload, diagnostics, unknown }
    })
}
