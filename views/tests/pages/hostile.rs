//! Names made to harm reach every page harmlessly.

use crate::made_up::{Archive, coverage, now, project, run};
use quarterdeck_model::payload::*;
use quarterdeck_model::{
    Diagnostic, Direction, History, Labels, MetricId, Place, Point, Section, SectionState, Series, SeriesKey,
    Unit,
};
use quarterdeck_views::routes;
use serde_json::Value;

const BAD: [&str; 6] = [
    "</script><img src=x onerror=alert(1)>",
    "../../x",
    "a\u{202e}txt.exe\u{0}\u{1b}[31m\u{2028}",
    "\u{f5da}marker\u{10ffff}",
    "",
    "con",
];

fn entry(name: &str) -> Entry {
    let estimate = Estimate { value: 1.0, estimator: name.to_owned(), spread: None, samples: None };
    Entry {
        name: name.to_owned(),
        measure: name.to_owned(),
        estimate,
        unit: Unit::Other(name.to_owned()),
        direction: Direction::LowerIsBetter,
        throughput: None,
        section: Section::because(SectionState::Partial, name),
    }
}

fn archive() -> Archive {
    let long = "ü".repeat(10_000);
    let names: Vec<&str> = BAD.iter().copied().chain([long.as_str()]).collect();
    let mut all = project();
    for (n, name) in (0i64..).zip(&names) {
        let entries = names.iter().map(|n| entry(n)).collect();
        let (id, mut bad) = run(n, "bad", Payload::Benchmark(Benchmark { entries, ..Benchmark::default() }));
        bad.collector.job = (*name).to_owned();
        bad.collector.tool = (*name).to_owned();
        bad.collector.format = (*name).to_owned();
        bad.collector.tool_version = Some((*name).to_owned());
        bad.source.branch = Some((*name).to_owned());
        bad.source.commit = Some((*name).to_owned());
        bad.subject = (*name).to_owned();
        bad.labels = Labels::one("host", *name).with(name, *name);
        bad.section = Section::because(SectionState::Partial, *name);
        bad.diagnostics =
            vec![Diagnostic::error(*name, *name).at(Place::Pointer((*name).into())).hint(*name)];
        all.push((id, bad));
    }
    let case = |name: &&str| Case {
        suite: (*name).into(),
        class: (*name).into(),
        name: (*name).into(),
        occurrence: 0,
        status: Status::Failed,
        duration_s: Some(1.0),
        attempts: 1,
        message: Some((*name).into()),
    };
    let cases = names.iter().map(case).collect();
    all.extend(worst(&names));
    all.push(run(1, "worst", Payload::Tests(Tests { cases, ..Tests::default() })));
    let problems = names.iter().map(|n| Diagnostic::error(*n, *n)).collect();
    Archive::of(all, problems)
}

/// Coverage and findings in which every name is one of `names`.
fn worst(names: &[&str]) -> [(quarterdeck_model::SnapshotId, quarterdeck_model::Snapshot); 2] {
    let counts = Counts { line: Some(Count { covered: 3, total: 7 }), ..Counts::default() };
    let file = |name: &&str| FileCoverage { path: format!("{name}/{name}"), counts };
    let covered = Coverage { totals: counts, files: names.iter().map(file).collect() };
    let finding = |name: &&str| Finding {
        identity: (*name).into(),
        tool: (*name).into(),
        rule: (*name).into(),
        class: Class::Security,
        severity: Severity::Critical,
        message: (*name).into(),
        path: (*name).into(),
        line: Some(u64::MAX),
        suppressed: false,
    };
    let tool = |name: &&str| ToolReport {
        tool: (*name).into(),
        version: Some((*name).into()),
        format: (*name).into(),
        section: Section::because(SectionState::Partial, *name),
        looked_for: vec![Class::Security],
    };
    let items: Vec<Finding> = names.iter().map(finding).collect();
    let tools = names.iter().map(tool).collect();
    let found = Findings { tools, counts: Findings::count_items(&items), items };
    [run(1, "worst-c", Payload::Coverage(covered)), run(1, "worst-f", Payload::Findings(found))]
}

fn strings<'a>(json: &'a Value, out: &mut Vec<&'a str>) {
    match json {
        Value::String(text) => out.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

#[test]
fn nothing_hidden_and_nothing_endless_reaches_a_page() {
    for (path, json) in archive().pages() {
        assert!(path.is_ascii() && !path.contains("..") && path.len() < 160, "{path:?}");
        let mut all = Vec::new();
        strings(&json, &mut all);
        for text in all {
            let hidden = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202e}' | '\u{2028}' | '\u{f5da}' | '\u{10ffff}')
            };
            // Only what is to be copied into a file has lines; names in it are escaped.
            let lines = text.starts_with("[[acknowledge]]\n");
            assert!(!text.contains(hidden) && (lines || !text.contains('\n')), "{path}: {text:?}");
            assert!(text.chars().count() < 6_000, "{path} holds a text of {} characters", text.len());
        }
    }
}

#[test]
fn every_page_has_an_address_of_its_own() {
    let mut paths: Vec<String> = archive().pages().into_iter().map(|(path, _)| path.to_lowercase()).collect();
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all);
}

#[test]
fn figures_that_no_axis_holds_still_make_pages() {
    let (id, snapshot) = run(0, "unit-coverage", coverage(1));
    let mut archive = Archive::of(vec![(id, snapshot)], Vec::new());
    let series = |name: &str, value: f64| Series {
        key: SeriesKey { metric: MetricId::new(name), job: String::new(), labels: Labels::none() },
        kind: quarterdeck_model::Kind::Coverage,
        unit: Unit::Seconds,
        direction: Direction::LowerIsBetter,
        points: vec![Point { run: 0, value }],
    };
    let mut all = vec![series("a", f64::MAX), series("b", f64::MIN), series("c", 5e-324), series("d", -0.0)];
    all.extend(std::mem::take(&mut archive.history.series));
    let history = History { series: all, ..archive.history };
    let assessment = quarterdeck_analysis::assess(&history, &archive.policy, now());
    let archive = Archive { history, assessment, ..archive };
    for (_, json) in archive.pages() {
        assert!(!json.to_string().contains("NaN") && !json.to_string().contains("inf"));
    }
}

#[test]
fn an_empty_archive_says_so_everywhere() {
    let archive = Archive::of(Vec::new(), Vec::new());
    let pages = archive.pages();
    assert_eq!(pages.len(), 15);
    let banner = |json: &Value| json["shell"]["banners"][0]["kind"] == "empty";
    assert!(pages.iter().all(|(_, json)| banner(json)));
    let overview = archive.overview();
    assert_eq!(
        (overview.verdict.status.class, overview.verdict.headline.as_str()),
        ("none", "Nothing was collected yet.")
    );
    assert_eq!(routes::snapshots(9), "snapshots-9.html");
}
