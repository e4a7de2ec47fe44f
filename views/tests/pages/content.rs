//! What the pages say.

use crate::made_up::{Archive, coverage, findings, latency, project, run};
use expect_test::{Expect, expect};
use quarterdeck_model::{Diagnostic, Section, SectionState};
use quarterdeck_views::page::{MetricRow, overview::OverviewPage};
use quarterdeck_views::{format, page};

pub(crate) fn plain(text: &str) -> String {
    text.replace(format::THIN, " ")
}

fn row(r: &MetricRow) -> String {
    let status = r.status.map_or("", |s| s.word);
    let cells = [&r.name.text, status, &r.now.text(), &r.week.text, r.week.word, &r.quarter.text, &r.target]
        .join(" | ");
    format!("{cells} [{}]\n", r.reason)
}

fn told(page: &OverviewPage) -> String {
    let v = &page.verdict;
    let mut out = format!(
        "{} ({})\n{} {}: {}\n",
        page.heading, page.compared, v.status.glyph, v.status.word, v.headline
    );
    v.sentences.iter().for_each(|s| out.push_str(&format!("{s}\n")));
    v.conditions
        .iter()
        .for_each(|c| out.push_str(&format!("- {} {} ({})\n", c.status.word, c.text.text, c.found)));
    out.push_str(&format!("score {} {} {}\n", page.score.value, page.score.band, page.score.note));
    for r in &page.score.rows {
        out.push_str(&format!("  {} {}: {} -> {}\n", r.name.text, r.rule, r.value, r.penalty));
    }
    for a in &page.attention {
        out.push_str(&format!("! {} since {}, {}\n", a.metric.name.text, a.since, a.state.text));
    }
    for g in &page.groups {
        out.push_str(&format!("{}\n", g.area));
        g.rows.iter().for_each(|r| out.push_str(&format!("  {}", row(r))));
    }
    let charts: Vec<&str> = page.figures.iter().map(|f| f.spec.sentence.as_str()).collect();
    plain(&format!("{out}{}", charts.join("\n")))
}

fn check(archive: &Archive, expected: Expect) {
    expected.assert_eq(&told(&archive.overview()));
}

#[test]
fn the_overview_tells_what_fails_and_why() {
    check(
        &Archive::of(project(), Vec::new()),
        expect![[r#"
            Week 48, 23 to 29 Nov 2026 (compared with a week ago · 6 snapshots this week)
            ▲ Gate fails: 1 of 3 conditions fails, 2 hold.
            1 regression, 0 improvements, 20 unchanged and 4 unknown against the last 10 runs (a change counts from 5 % on and beyond the usual spread).
            Largest regression: P99 latency +99.3 % (99.3 % worse).
            - Meets Score ≥ 70 (The score is 70.9.)
            - Fails No open critical alert (2 open: P99 latency > 0.5.)
            - Meets Every job was collected (8 jobs.)
            score 70.9 acceptable 
              Line coverage < 80: −20: 82.0 % -> 0
              P99 latency > 0.5: −15: 600 µs -> −15.0
              Vulnerabilities Each: −5: 2 -> −10.0
              Syntax errors Each: −2: 0 -> 0
              Lint errors Each: −0.1: 41 -> −4.1
            ! P99 latency since 21 Nov, 9f31c2c, Open 2 days
            ! GET / throughput since 4 Nov, 9f31c3d, Open 19 days
            ! Quality score since 21 Nov, 9f31c2c, Open 2 days
            ! Line coverage since 4 Nov, 9f31c3d, Open 19 days
            ! Cache hit rate since , Never measured
            ! Memory since , Never measured
            ! CPU since , Never measured
            Health
              Services down | No target | 0 | 0 |  | — |  [No target is set for it.]
              api good probes | No target | 100.0 % | 0.0 pp |  | — |  [No target is set for it.]
              api probe latency | No target | 4.00 ms | 0 % |  | — |  [No target is set for it.]
              api certificate validity | No target | 0.0 d | 0 % |  | — |  [No target is set for it.]
            Tests
              Test pass rate | No target | 96.7 % | 0.0 pp |  | — |  [No target is set for it.]
              Failed tests | No target | 1 | 0 |  | — |  [No target is set for it.]
              Flaky tests | No target | 0 | 0 |  | — |  [No target is set for it.]
              Skipped tests | No target | 0 | 0 |  | — |  [No target is set for it.]
              Tests | No target | 30 | 0 |  | — |  [No target is set for it.]
              Test time | No target | 43.5 s | 0 % |  | — |  [No target is set for it.]
            Coverage
              Line coverage | No target | 82.0 % | −0.7 pp | worse | — |  [No target is set for it.]
            Benchmarks
              P99 latency | Failing | 600 µs | +99.3 % | worse | — | < 328 µs [Beyond the alert limit: > 500 µs.]
              GET / throughput | Failing | 100 /s | 0 % |  | — | > 2605 /s [Beyond the alert limit: < 2000 /s.]
              GET / P99 latency | Meets | 289 µs | 0 % |  | — | < 328 µs [Meets the target < 328 µs.]
              parse/large time | No target | 1.23 µs | 0 % |  | — |  [No target is set for it.]
              GET / P50 latency | No target | 244 µs | 0 % |  | — |  [No target is set for it.]
              GET / P95 latency | No target | 285 µs | 0 % |  | — |  [No target is set for it.]
              GET / request errors | No target | 0.20 % | 0.0 pp |  | — |  [No target is set for it.]
            Chaos
              Chaos pass rate | No target | 0.0 % | — |  | — |  [No target is set for it.]
              crash availability under fault | No target | 91.5 % | — |  | — |  [No target is set for it.]
            Findings
              Vulnerabilities | No target | 2 | 0 |  | — |  [No target is set for it.]
              Syntax errors | No target | 0 | 0 |  | — |  [No target is set for it.]
              Lint errors | No target | 41 | 0 |  | — |  [No target is set for it.]
            Code
              Lines of code | No target | 12 345 | — |  | — |  [No target is set for it.]
              Large files | No target | 1 | — |  | — |  [No target is set for it.]
            P99 latency: 600 µs on 23 Nov 2026, 99.3 % worse than 301 µs on 4 Nov 2026; beyond the limit: alert > 500 µs.
            GET / throughput: 100 /s on 23 Nov 2026, unchanged from 100 /s on 4 Nov 2026; beyond the limit: alert < 2000 /s.
            Line coverage: 82.0 % on 23 Nov 2026, 1.9 pp worse than 83.9 % on 4 Nov 2026.
            Test pass rate: 96.7 % on 23 Nov 2026, unchanged from 96.7 % on 4 Nov 2026."#]],
    );
}

#[test]
fn a_failed_newest_run_makes_its_figures_unknown() {
    let (id, mut failed) = run(0, "unit-coverage", coverage(0));
    failed.section = Section::because(SectionState::Failed, "lcov.info is empty");
    let all = vec![run(1, "unit-coverage", coverage(900)), (id, failed), run(0, "scanner", findings(0))];
    check(
        &Archive::of(all, Vec::new()),
        expect![[r#"
            Week 48, 23 to 29 Nov 2026 (compared with a week ago · 2 snapshots this week)
            ○ Gate unknown: None of the 3 conditions has its data.
            0 regressions, 0 improvements, 0 unchanged and 4 unknown against the last 10 runs (a change counts from 5 % on and beyond the usual spread).
            - No data Score ≥ 70 (The score is 60.9–95.9: Line coverage, P99 latency not known.)
            - No data No open critical alert (Not known: P99 latency, Throughput.)
            - No data Every job was collected (The latest run of unit-coverage failed: lcov.info is empty.)
            score 60.9–95.9 requires improvement Line coverage, P99 latency unknown
              Line coverage < 80: −20: — (the latest run of unit-coverage failed: lcov.info is empty) -> 0 to −20
              P99 latency > 0.5: −15: — (never measured) -> 0 to −15
              Vulnerabilities Each: −5: 0 -> 0
              Syntax errors Each: −2: 0 -> 0
              Lint errors Each: −0.1: 41 -> −4.1
            ! Line coverage since 22 Nov, 9f31c2b, Open 1 day
            ! Collection of unit-coverage since 23 Nov, 9f31c2a, New
            ! P99 latency since , Never measured
            ! Throughput since , Never measured
            ! Cache hit rate since , Never measured
            ! Memory since , Never measured
            ! CPU since , Never measured
            Coverage
              Line coverage | No data | — | — |  | — |  [The latest run of unit-coverage failed: lcov.info is empty.]
            Findings
              Vulnerabilities | No target | 0 | — |  | — |  [No target is set for it.]
              Syntax errors | No target | 0 | — |  | — |  [No target is set for it.]
              Lint errors | No target | 41 | — |  | — |  [No target is set for it.]
        "#]],
    );
}

#[test]
fn a_metric_page_has_all_its_values() {
    let all = (0..500).map(|day| run(day, "load", latency(0.3 + (day % 5) as f64 / 100.0))).collect();
    let archive = Archive::of(all, Vec::new());
    let page = page::metric::build(&archive.context(), 0, &archive.by_id()).unwrap();
    assert_eq!(page.table.rows.len(), 400);
    assert_eq!(page.table.note, "The last 400 of 500 values.");
    let facts = |facts: &[page::Fact]| {
        plain(&facts.iter().map(|f| format!("{} {}", f.name, f.value.text)).collect::<Vec<_>>().join("; "))
    };
    expect!["Values 500; Least 300 µs; Lower quartile 310 µs; Median 320 µs; Upper quartile 330 µs; Largest 340 µs"]
        .assert_eq(&facts(&page.statistics));
    expect!["Target < 328 µs; Alert limit > 500 µs; Severity critical; Area Benchmarks; Job load; Last tool tool 1.2; Last format format"].assert_eq(&facts(&page.facts));
    assert_eq!(plain(&page.row.target), "< 328 µs");
    assert!(page::metric::build(&archive.context(), 1, &archive.by_id()).is_none());
}

#[test]
fn a_permalink_holds_everything_in_the_snapshot() {
    let archive = Archive::of(project(), Vec::new());
    let context = archive.context();
    let mut out = String::new();
    for kind in ["unit-coverage", "unit", "scanner", "load", "criterion", "probe", "crash", "cloc"] {
        let (id, snapshot) = archive.snapshots.iter().rev().find(|(_, s)| s.collector.job == kind).unwrap();
        let index = archive.history.runs.iter().position(|r| r.id == *id).unwrap();
        let page = page::permalink::build(&context, index, snapshot).unwrap();
        out.push_str(&format!("{}\n", page.heading.text));
        for f in &page.figures {
            out.push_str(&format!("  {} {} {}\n", f.name.text, f.value.text(), f.delta.words));
        }
        for s in &page.sections {
            out.push_str(&format!("  # {}: {}\n", s.title, s.summary));
            s.table.rows.iter().take(2).for_each(|r| out.push_str(&format!("    {}\n", r.cells.join(" | "))));
            assert!(s.table.rows.iter().all(|r| r.cells.len() == s.table.columns.len()), "{}", s.title);
        }
    }
    expect![[r#"
        Coverage, unit-coverage, 23 Nov 2026 07:12 UTC
          Line coverage 82.0 % 0.1 pp worse
          # Whole: 3 files in this report.
            lines | 82.0 % | 820 of 1000
          # Files, worst first: 
            src/bad.rs | 1.0 % | 1 of 100 | —
            src/good.rs | 90.0 % | 90 of 100 | —
        Tests, unit, 23 Nov 2026 07:12 UTC
          Tests 30 unchanged
          Skipped tests 0 unchanged
          Failed tests 1 unchanged
          Flaky tests 0 unchanged
          Test pass rate 96.7 % unchanged
          Test time 43.5 s unchanged
          # Failed, broken and flaky tests: 29 passed, 0 flaky, 0 skipped, 1 failed, 0 errored.
            failed | parser reads_7 | unit | expected 3
          # Slowest tests: The 10 slowest of 30 tests with a time.
            reads_29 | unit | 2.90 s
            reads_28 | unit | 2.80 s
        Findings, scanner, 23 Nov 2026 07:12 UTC
          Vulnerabilities 2 unchanged
          Syntax errors 0 unchanged
          Lint errors 41 unchanged
          # Counts: Not looked for, so not known: type, dependency.
            security | high | 2 | 1
            lint | low | 41 | 1
          # Open findings, worst first: 
            high | R1 | do not | src/a.rs:3 | scanner
          # Tools: 
            scanner | ok | security, lint, syntax | 
        Benchmarks, load, 23 Nov 2026 07:12 UTC
          P99 latency 600 µs 0.2 % better
          # Benchmarks: 1 figure stated by the report.
        Benchmarks, criterion, 23 Nov 2026 07:12 UTC
          parse/large time 1.23 µs unchanged
          GET / P50 latency 244 µs unchanged
          GET / P95 latency 285 µs unchanged
          GET / P99 latency 289 µs unchanged
          GET / throughput 100 /s unchanged
          GET / request errors 0.20 % unchanged
          # Benchmarks: 1 benchmark.
            parse/large | time | 1.23 µs | 1.20 µs to 1.30 µs | 100 | slope | ok
          # Load runs: 
            GET / | 100 /s | 100 /s | 244 µs | 285 µs | 289 µs | 2 of 1000 | ok
          # Repeats of GET /: 1 of 2 valid. p99 289 µs (MAD 0 ms), the median of the valid ones.
            1 | 100 /s | 244 µs | 285 µs | 289 µs | 2 of 1000 | valid
            2 | 100 /s | 244 µs | 285 µs | 289 µs | 2 of 1000 | invalid: client CPU 90 % of its cores
          # Rates tried on GET /: In order; a rate that was not kept was tried twice.
            100 /s | 99.5 /s | 300 µs | kept
            150 /s | 99.5 /s | 300 µs | p99 0.9 ms
          # Client of GET /: The worst of its repeats; a busy client measures itself.
            CPU time, of its cores | 4.5 %
            Of that, waiting for an instant by spinning | —
        Health, probe, 23 Nov 2026 07:12 UTC
          api good probes 100.0 % unchanged
          api probe latency 4.00 ms unchanged
          api certificate validity 0.0 d unchanged
          Services down 0 unchanged
          # Services: 1 service probed.
            api | up | 100.0 % | 4.00 ms | 23 Nov 2026 09:00 UTC | https://api.example/
          # Probes: Probes that were not up come first.
            api | 23 Nov 09:00:00 | up | 200 | — | 4.00 ms | 
            api | 23 Nov 09:00:00 | up | 200 | — | 4.00 ms | 
        Chaos, crash, 14 Oct 2026 07:12 UTC
          Chaos pass rate 0.0 % not known
          crash availability under fault 91.5 % not known
          # Experiments: 1 experiment.
            crash | not-recovered | > 2.00 min | 91.5 % | — | 1 | db (not a target) 99.00 %
          # Why crash: not-recovered: 
            not recovered within 120 s
          # Timeline of crash: 
            1.50 s | inject | 
        Code, cloc, 21 Nov 2026 07:12 UTC
          Lines of code 12 345 not known
          Large files 1 not known
          # Languages: Only totals are known.
          # Large files: 1 file over 500 lines.
            src/big.rs | 900
    "#]]
    .assert_eq(&plain(&out));
}

#[test]
fn what_could_not_be_read_is_listed_first() {
    let problems = vec![
        Diagnostic::note("b.json", "a remark"),
        Diagnostic::error("a.json", "ends in the middle of a value").at_line(3).hint("restore it from git"),
    ];
    let archive = Archive::of(vec![run(0, "unit-coverage", coverage(900))], problems);
    let about = page::about::build(&archive.context());
    let told: Vec<String> = about
        .problems
        .iter()
        .map(|p| {
            format!(
                "{}: {} {} {} ({})",
                p.status.word, p.path.text, p.place.text, p.message.text, p.hint.text
            )
        })
        .collect();
    expect![[r#"
        Not read: a.json line 3 ends in the middle of a value (restore it from git)
        Note: b.json  a remark ()"#]]
    .assert_eq(&told.join("\n"));
    expect!["1 snapshot was read; 1 file could not be read; 1 remark."].assert_eq(&about.problems_summary);
    assert_eq!(about.shell.banners[0].kind, "problems");
    assert_eq!(about.thresholds.len(), 5);
}
