//! What stands in an export's files, and whose files it touches.

use super::{COLUMNS, Format, Sort, Verdict, export};
use crate::StoreError;
use expect_test::{expect, expect_file};
use parquet::file::reader::{FileReader, SerializedFileReader};
use quarterdeck_model::{
    Direction, History, Kind, Labels, MetricId, Point, Run, Runs, SectionState, Series, SeriesKey,
    SnapshotId, Timestamp, Unit,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn run(subject: &str, at: &str, state: SectionState) -> Run {
    let taken_at = Timestamp::parse(at).unwrap();
    Run {
        id: SnapshotId::of(taken_at, None, [1; 6]),
        taken_at,
        kind: Kind::Coverage,
        job: "unit".to_owned(),
        subject: subject.to_owned(),
        commit: Some("0123456789".to_owned()),
        branch: None,
        dirty: Some(false),
        labels: Labels::one("host", "ci"),
        state,
        reasons: if state == SectionState::Ok { vec![] } else { vec!["no, \"report\"".to_owned()] },
        tool: "lcov".to_owned(),
        tool_version: None,
        format: "lcov".to_owned(),
        configuration: Some("c0ffee".to_owned()),
        simulated: false,
        voided: None,
    }
}

fn series(metric: &str, labels: Labels, points: &[(u32, f64)]) -> Series {
    Series {
        key: SeriesKey { metric: MetricId::new(metric), job: "unit".to_owned(), labels },
        kind: Kind::Coverage,
        unit: Unit::Percent,
        direction: Direction::HigherIsBetter,
        points: points.iter().map(|(run, value)| Point { run: *run, value: *value }).collect(),
    }
}

/// Two runs of last year and this; the newer one failed.
fn history(subject: &str) -> History {
    History {
        runs: Runs::from(vec![
            run(subject, "2025-12-31T23:59:59.999Z", SectionState::Ok),
            run(subject, "2026-01-01T00:00:00Z", SectionState::Failed),
        ]),
        series: vec![
            series("coverage.branch_percent", Labels::one("file", "a \"b\""), &[(0, 0.1)]),
            series("coverage.line_percent", Labels::none(), &[(0, 79.25)]),
        ],
        ..History::default()
    }
}

fn unknown() -> Verdict {
    Verdict {
        run: 1,
        metric: "score.penalty",
        about: Some("coverage.line_percent".to_owned()),
        value: None,
        unit: Unit::Points,
        reason: Some("the newest run failed".to_owned()),
    }
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let name = |p: &Path| p.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    all.map(|e| (name(e.path()), fs::read(e.path()).unwrap())).collect()
}

#[test]
fn what_is_unknown_is_null_and_never_a_number() {
    let root = tempfile::tempdir().unwrap();
    export(root.path(), &history("app"), &[unknown()], Format::Csv).unwrap();
    let mut text = String::new();
    for (name, bytes) in files(root.path()) {
        text.push_str(&format!("== {name}\n{}", String::from_utf8(bytes).unwrap().replace('\r', "")));
    }
    expect![[r#"
        == _quarterdeck/project=app.files
        quarterdeck export 1
        project=app/kind=coverage/year=2025/figures.csv
        project=app/kind=coverage/year=2026/figures.csv
        project=app/kind=verdict/year=2026/figures.csv
        == project=app/kind=coverage/year=2025/figures.csv
        taken_at,day,month,job,metric,about,labels,value,unit,better,state,reasons,host,commit,branch,dirty,tool,tool_version,format,configuration,simulated,snapshot
        2025-12-31T23:59:59.999Z,20453,2025-12,unit,coverage.branch_percent,,"{""file"":""a \""b\""""}",0.1,percent,higher,ok,,ci,0123456789,,false,lcov,,lcov,c0ffee,false,20251231T235959999Z-nocommit-010101010101
        2025-12-31T23:59:59.999Z,20453,2025-12,unit,coverage.line_percent,,{},79.25,percent,higher,ok,,ci,0123456789,,false,lcov,,lcov,c0ffee,false,20251231T235959999Z-nocommit-010101010101
        == project=app/kind=coverage/year=2026/figures.csv
        taken_at,day,month,job,metric,about,labels,value,unit,better,state,reasons,host,commit,branch,dirty,tool,tool_version,format,configuration,simulated,snapshot
        2026-01-01T00:00:00.000Z,20454,2026-01,unit,,,{},,,,failed,"no, ""report""",ci,0123456789,,false,lcov,,lcov,c0ffee,false,20260101T000000000Z-nocommit-010101010101
        == project=app/kind=verdict/year=2026/figures.csv
        taken_at,day,month,job,metric,about,labels,value,unit,better,state,reasons,host,commit,branch,dirty,tool,tool_version,format,configuration,simulated,snapshot
        2026-01-01T00:00:00.000Z,20454,2026-01,unit,score.penalty,coverage.line_percent,{},,points,,unknown,the newest run failed,ci,0123456789,,false,lcov,,lcov,c0ffee,false,20260101T000000000Z-nocommit-010101010101
    "#]].assert_eq(&text);
    export(root.path(), &history("app"), &[unknown()], Format::Jsonl).unwrap();
    let failed = &files(root.path())["project=app/kind=coverage/year=2026/figures.jsonl"];
    expect![[r#"
        {"taken_at":"2026-01-01T00:00:00.000Z","day":20454,"month":"2026-01","job":"unit","metric":null,"about":null,"labels":"{}","value":null,"unit":null,"better":null,"state":"failed","reasons":"no, \"report\"","host":"ci","commit":"0123456789","branch":null,"dirty":false,"tool":"lcov","tool_version":null,"format":"lcov","configuration":"c0ffee","simulated":false,"snapshot":"20260101T000000000Z-nocommit-010101010101"}
    "#]].assert_eq(std::str::from_utf8(failed).unwrap());
}

#[test]
fn a_run_that_does_not_hold_has_no_figure_and_says_why() {
    let root = tempfile::tempdir().unwrap();
    let told =
        history("app").without(|run| (run.state == SectionState::Ok).then(|| "wrong flags".to_owned()));
    export(root.path(), &told, &[], Format::Csv).unwrap();
    let text = &files(root.path())["project=app/kind=coverage/year=2025/figures.csv"];
    let rows = std::str::from_utf8(text).unwrap().lines().skip(1).collect::<Vec<_>>();
    assert!(
        matches!(rows.as_slice(), [row] if row.contains(",unit,,,{},,,,voided,wrong flags,")),
        "{rows:?}"
    );
}

#[test]
fn parquet_has_the_same_figures_and_the_same_bytes_again() {
    let roots = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for root in &roots {
        export(root.path(), &history("app"), &[unknown()], Format::Parquet).unwrap();
    }
    let all = files(roots[0].path());
    assert_eq!(all, files(roots[1].path()));
    let bytes = all["project=app/kind=coverage/year=2025/figures.parquet"].clone();
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let columns: Vec<String> =
        reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name().to_owned()).collect();
    assert_eq!(columns, COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>());
    let rows: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    expect![[r#"
        {taken_at: 2025-12-31 23:59:59.999000 +00:00, day: 20453, month: "2025-12", job: "unit", metric: "coverage.branch_percent", about: null, labels: "{"file":"a \"b\""}", value: 0.1, unit: "percent", better: "higher", state: "ok", reasons: null, host: "ci", commit: "0123456789", branch: null, dirty: false, tool: "lcov", tool_version: null, format: "lcov", configuration: "c0ffee", simulated: false, snapshot: "20251231T235959999Z-nocommit-010101010101"}
        {taken_at: 2025-12-31 23:59:59.999000 +00:00, day: 20453, month: "2025-12", job: "unit", metric: "coverage.line_percent", about: null, labels: "{}", value: 79.25, unit: "percent", better: "higher", state: "ok", reasons: null, host: "ci", commit: "0123456789", branch: null, dirty: false, tool: "lcov", tool_version: null, format: "lcov", configuration: "c0ffee", simulated: false, snapshot: "20251231T235959999Z-nocommit-010101010101"}"#]].assert_eq(&rows.join("\n"));
}

#[test]
fn an_export_replaces_what_it_wrote_and_nothing_else() {
    let root = tempfile::tempdir().unwrap();
    export(root.path(), &history("other"), &[], Format::Parquet).unwrap();
    export(root.path(), &history("app"), &[unknown()], Format::Parquet).unwrap();
    let before = files(root.path());
    let again = export(root.path(), &history("app"), &[unknown()], Format::Parquet).unwrap();
    assert_eq!((again.same, again.written, again.removed), (3, 0, 0));
    assert_eq!(files(root.path()), before);
    // The form changes and a year is gone; a file that somebody put beside ours stays.
    fs::write(root.path().join("project=app/kind=coverage/year=2025/mine.txt"), "mine").unwrap();
    let newest = history("app").filtered(|run| run.state == SectionState::Failed);
    let done = export(root.path(), &newest, &[], Format::Csv).unwrap();
    assert_eq!((done.written, done.removed), (1, 3));
    let left: Vec<String> = files(root.path()).into_keys().filter(|p| !p.contains("other")).collect();
    assert_eq!(
        left,
        [
            "_quarterdeck/project=app.files",
            "project=app/kind=coverage/year=2025/mine.txt",
            "project=app/kind=coverage/year=2026/figures.csv"
        ]
    );
}

#[test]
fn a_strangers_file_and_a_list_of_somebody_else_are_refused() {
    let root = tempfile::tempdir().unwrap();
    let taken = root.path().join("project=app/kind=coverage/year=2026/figures.csv");
    fs::create_dir_all(taken.parent().unwrap()).unwrap();
    fs::write(&taken, "mine").unwrap();
    let refused = export(root.path(), &history("app"), &[], Format::Csv).unwrap_err();
    assert!(matches!(&refused, StoreError::ExportForeign { path } if *path == taken), "{refused}");
    assert_eq!(files(root.path()).len(), 1, "nothing was written");
    fs::remove_file(&taken).unwrap();
    fs::create_dir_all(root.path().join("_quarterdeck")).unwrap();
    let list = root.path().join("_quarterdeck/project=app.files");
    fs::write(&list, "quarterdeck export 1\nproject=app/kind=x/y.csv\nproject=apple/x.csv\n").unwrap();
    let refused = export(root.path(), &history("app"), &[], Format::Csv).unwrap_err();
    assert!(matches!(&refused, StoreError::ExportList { line: 3, .. }), "{refused}");
}

#[test]
fn names_of_projects_make_harmless_folders_that_engines_read_back() {
    for (name, folder) in [
        ("app", "app"),
        ("größe 2", "größe%202"),
        ("../a/b", "%2E.%2Fa%2Fb"),
        ("a=b%20c", "a%3Db%2520c"),
        ("x.", "x%2E"),
        ("007", "007"),
        ("", "__HIVE_DEFAULT_PARTITION__"),
        ("a\tb\\", "a%09b%5C"),
    ] {
        let root = tempfile::tempdir().unwrap();
        export(root.path(), &history(name), &[], Format::Csv).unwrap();
        let names: Vec<String> = files(root.path()).into_keys().collect();
        let expected = |year: u32| format!("project={folder}/kind=coverage/year={year}/figures.csv");
        let list = format!("_quarterdeck/project={folder}.files");
        assert_eq!(names, [list, expected(2025), expected(2026)], "{name}");
    }
    let long = export(tempfile::tempdir().unwrap().path(), &history(&"x".repeat(300)), &[], Format::Csv);
    assert!(matches!(long, Err(StoreError::SitePath { .. })), "{long:?}");
}

/// `docs/figures.md` tells every column; `UPDATE_EXPECT=1 cargo test -p quarterdeck-store` writes it.
#[test]
fn the_manual_tells_every_column() {
    let mut text = String::from(
        "# Columns of an export\n\nEvery file of `quarterdeck history export` has these, in this order. In Parquet texts are \
         UTF-8, numbers double precision, times microseconds in UTC.\n\n| column | type | null | meaning |\n|---|---|---|---|\n",
    );
    for folder in [
        ("project", "text", "The project. In the path only, as Hive escapes it; read it as a text."),
        ("kind", "text", "The kind of the run (`coverage`, `tests`, …), or `verdict`. In the path only."),
        ("year", "whole number", "The year of `taken_at` in UTC. In the path only."),
    ] {
        text.push_str(&format!("| `{}` | {} | no | {} |\n", folder.0, folder.1, folder.2));
    }
    for column in COLUMNS {
        let sort = match column.sort {
            Sort::Text(_) => "text",
            Sort::Number(_) => "number",
            Sort::Whole(_) => "whole number",
            Sort::Time(_) => "time",
            Sort::Flag(_) => "true or false",
        };
        let null = if column.optional { "may be" } else { "no" };
        text.push_str(&format!("| `{}` | {sort} | {null} | {} |\n", column.name, column.about));
    }
    expect_file!["../../../docs/figures.md"].assert_eq(&text);
}
