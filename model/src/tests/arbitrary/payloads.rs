//! Any payload of every kind.

use super::load::load;
use super::values::*;
use crate::payload::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

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
    (time(), number(), of(number()), outcome, of(any::<u16>()), phases(), of(text())).prop_map(
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

fn round() -> impl Strategy<Value = Round> {
    let certificate = (time(), text(), of(time())).prop_map(|(expires_at, subject, leaf_expires_at)| {
        Certificate { expires_at, subject, leaf_expires_at }
    });
    (text(), text(), vec(probe(), 0..4), of(certificate), vec(number(), 0..3)).prop_map(
        |(service, target, probes, certificate, late_ms)| Round {
            service,
            target,
            probes,
            certificate,
            late_ms,
        },
    )
}

fn health() -> impl Strategy<Value = Health> {
    (vec(round(), 0..3), vec(figure(), 0..3), vec(round(), 0..2))
        .prop_map(|(rounds, figures, canaries)| Health { rounds, figures, canaries })
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

fn track() -> impl Strategy<Value = Track> {
    let outcomes = vec(select(Outcome::ALL.to_vec()), 0..9);
    (text(), any::<bool>(), number(), number(), outcomes, vec(number(), 0..9)).prop_map(
        |(service, target, first_at_s, every_s, outcomes, took_ms)| Track {
            service,
            target,
            first_at_s,
            every_s,
            outcomes,
            took_ms,
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
    let felt = (vec(impact, 0..3), vec(event, 0..3), vec(text(), 0..3), vec(track(), 0..3));
    (head, of(percent()), of(percent()), of(recovery), felt).prop_map(
        |(head, availability_percent, error_percent, recovery, felt)| {
            let (impacts, events, reasons, tracks) = felt;
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
                reasons,
                tracks,
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
            suite: suite.into(),
            class: class.into(),
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
    let file = (text(), any::<[u64; 2]>()).prop_map(|(path, [lines, tests])| TestFile { path, lines, tests });
    let files = (any::<[u64; 2]>(), vec(file, 0..3)).prop_map(|([files, limit], large)| TestFiles {
        files,
        limit,
        large,
    });
    (vec(suite, 0..3), vec(case(), 0..5), of(number()), of(files))
        .prop_map(|(suites, cases, wall_s, files)| Tests { suites, cases, wall_s, files })
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
    let function = (text(), text(), any::<[u64; 3]>())
        .prop_map(|(path, name, [line, complexity, lines])| Function { path, name, line, complexity, lines });
    let complexity = (any::<[u64; 2]>(), vec(function, 0..3))
        .prop_map(|([functions, limit], over)| Complexity { functions, limit, over });
    let totals = any::<(Option<u64>, Option<u64>, u64)>();
    (vec(language, 0..3), totals, of(churn), of(vec(large, 0..3)), of(complexity)).prop_map(
        |(languages, (total_lines, total_files, large_limit), churn, large_files, complexity)| Code {
            languages,
            total_lines,
            total_files,
            churn,
            large_files,
            large_limit,
            complexity,
        },
    )
}

pub(super) fn payload() -> impl Strategy<Value = Payload> {
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
