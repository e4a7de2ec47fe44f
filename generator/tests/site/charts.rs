//! Charts: each has its numbers beside it as CSV and as JSON, and they are those of its table.

use super::sound::resolve;
use super::{BUNDLE, Given, Site, made_up, text};
use quarterdeck_model::payload::{Chaos, Event, Experiment, Outcome, Track, Verdict};
use quarterdeck_model::{Payload, Snapshot, SnapshotId, Timestamp, Unit};
use quarterdeck_views::Shown;
use quarterdeck_views::format::{THIN, UNKNOWN, date, date_time, fixed, span, value};
use serde_json::Value;
use std::collections::BTreeSet;

/// A chart of a page as it is written.
struct Drawn<'a> {
    on: &'a str,
    html: &'a str,
}

impl Drawn<'_> {
    /// Where its files are.
    fn files(&self) -> (String, String) {
        let found = self.html.split_once("<p class=\"data no-print\">").map(|(_, links)| links);
        let links = found.unwrap_or_else(|| panic!("{}: no files with {:.300}", self.on, self.html));
        let mut hrefs = links.split("<a href=\"").skip(1).filter_map(|link| link.split_once("\">"));
        let mut next = |words: &str| {
            let (href, rest) = hrefs.next().expect("a link");
            assert!(rest.starts_with(words), "{}: {rest:.40}", self.on);
            resolve(self.on, &super::html::unescape(href).expect("plain")).0
        };
        (next("CSV</a>"), next("JSON</a>"))
    }

    /// The texts of its table, without the headings.
    fn table(&self) -> Vec<Vec<String>> {
        let body = self.html.split_once("<tbody>").and_then(|(_, rest)| rest.split_once("</tbody>"));
        let rows = body.map_or("", |(rows, _)| rows).split("<tr>").skip(1);
        rows.map(|row| row.split("<td").skip(1).map(cell).collect()).collect()
    }
}

fn cell(html: &str) -> String {
    let page = super::html::read(&format!("<td{}", html.replace("</tr>", ""))).expect("a cell");
    page.text.trim().to_owned()
}

fn charts(site: &Site) -> Vec<Drawn<'_>> {
    let pages = site.files.keys().filter(|path| path.ends_with(".html"));
    let of = |path: &'_ String| {
        let figures = text(site, path).split("<figure class=\"chart\">").skip(1);
        figures.map(|rest| rest.split_once("</figure>").expect("closed").0).collect::<Vec<_>>()
    };
    pages.flat_map(|on| of(on).into_iter().map(move |html| Drawn { on, html })).collect()
}

/// The records of a CSV file.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let row = rows.last_mut().expect("a row");
        let field = row.last_mut().expect("a field");
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            other => field.push(other),
        }
    }
    rows.pop();
    rows
}

/// A row of a file, each cell with its unit.
type Row = Vec<(Value, String)>;

/// The rows of a chart's JSON file, or the values of a metric.
fn rows(json: &Value) -> Vec<Row> {
    let list = |value: &Value| value.as_array().expect("a list").clone();
    if json["columns"].is_null() {
        let unit = json["unit"].as_str().expect("a unit").to_owned();
        let pairs = list(&json["time"]).into_iter().zip(list(&json["value"]));
        return pairs.map(|(at, value)| vec![(at, "time".to_owned()), (value, unit.clone())]).collect();
    }
    let units: Vec<String> =
        list(&json["columns"]).iter().map(|c| c["unit"].as_str().expect("a unit").to_owned()).collect();
    let row = |row: &Value| {
        assert_eq!(list(row).len(), units.len());
        list(row).into_iter().zip(units.clone()).collect()
    };
    list(&json["rows"]).iter().map(row).collect()
}

/// A cell as CSV has it.
fn plain(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@']) => format!("'{text}"),
        Value::String(text) => text.clone(),
        number => number.as_f64().expect("a number").to_string(),
    }
}

/// A cell as its table may write it: shares are rounded away from nothing and from all.
fn shown((cell, unit): &(Value, String)) -> Vec<String> {
    let day = |text: &str| Timestamp::parse(&format!("{text:.10}T00:00:00Z")).expect("a day");
    match (cell, unit.as_str()) {
        (Value::Null, _) => vec![UNKNOWN.to_owned()],
        (Value::String(days), "time") if days.len() == 10 => vec![date(day(days))],
        (Value::String(days), "time") if days.contains('/') => vec![span(day(days), day(&days[11..]))],
        (Value::String(time), "time") => vec![date_time(Timestamp::parse(time).expect("a time"))],
        (Value::String(words), _) => vec![Shown::cut(words, 120).text],
        (number, unit) => {
            let n = number.as_f64().expect("a number");
            let share = match n {
                n if n > 0.0 && n < 0.1 => "< 0.1".to_owned(),
                n if n < 100.0 => fixed(n.min(99.9), 1),
                _ => "100.0".to_owned(),
            };
            vec![value(n, &Unit::parse(unit)), format!("{share}{THIN}%")]
        }
    }
}

/// A run of one experiment with every probe kept.
fn experiment() -> (SnapshotId, Snapshot) {
    let outcomes = [Outcome::Up, Outcome::Down, Outcome::Up].repeat(40);
    let took_ms = vec![3.25; 80];
    let track =
        Track { service: "a,b".into(), target: true, first_at_s: 0.0, every_s: 0.5, outcomes, took_ms };
    let event = Event { at_s: 10.0, what: "inject".into(), detail: None };
    let experiment =
        Experiment { tracks: vec![track], events: vec![event], ..Experiment::judged("crash", Verdict::Pass) };
    let payload = Payload::Chaos(Chaos { experiments: vec![experiment] });
    made_up::run(1, 13, "chaos", payload)
}

fn assert_same(chart: &Drawn<'_>, site: &Site) -> String {
    let (csv, json) = chart.files();
    let rows = rows(&serde_json::from_str(text(site, &json)).expect("JSON"));
    let records = records(text(site, &csv));
    assert_eq!(records.len(), rows.len() + 1, "{csv} and {json}");
    for (record, row) in records.iter().skip(1).zip(&rows) {
        let cells: Vec<String> = row.iter().map(|(cell, _)| plain(cell)).collect();
        assert_eq!(record[..cells.len()], cells, "{csv} and {json}");
    }
    for told in chart.table() {
        let same = |row: &Row| row.iter().zip(&told).all(|(cell, told)| shown(cell).contains(told));
        assert!(rows.iter().any(same), "{}: {told:?} is not in {json}", chart.on);
    }
    json
}

#[test]
fn every_chart_has_its_numbers_beside_it() {
    let mut given = Given::archive(120);
    given.snapshots.push(experiment());
    let site = given.site();
    let mut own = BTreeSet::new();
    let mut tables = 0;
    for chart in charts(&site) {
        let json = assert_same(&chart, &site);
        tables += usize::from(!chart.table().is_empty());
        own.extend(json.strip_prefix("api/v1/charts/").map(str::to_owned));
    }
    assert!(tables > 10, "{tables} charts with a table");
    let written = site.files.keys().filter_map(|path| path.strip_prefix("api/v1/charts/"));
    assert_eq!(own, written.map(str::to_owned).collect(), "what is written is what is linked");
    for part in ["index/score.json", "coverage/", "findings/", "tests/", "review/2026-Q4/", "s/"] {
        assert!(own.iter().any(|path| path.starts_with(part)), "no chart of {part}: {own:?}");
    }
}

#[test]
fn a_new_run_changes_the_numbers_of_its_own_charts_only() {
    let mut given = Given::archive(120);
    let before = given.site();
    let last = given.snapshots.pop().expect("a run");
    let kind = last.1.payload.kind().as_str().to_owned();
    let after = given.site();
    let numbers = |path: &&String| path.starts_with("charts/") || path.starts_with("api/v1/charts/");
    let changed: Vec<&String> = before
        .files
        .keys()
        .filter(numbers)
        .filter(|path| before.files[*path] != *after.files.get(*path).unwrap_or(&Vec::new()))
        .collect();
    assert!(
        changed.iter().all(|path| path.contains("/index/")
            || path.contains("/review/")
            || path.contains("/s/")
            || path.contains(&kind)),
        "{kind}: {changed:?}"
    );
}

#[test]
fn hostile_names_are_harmless_in_files_of_charts() {
    let site = Given::hostile().generate(made_up::BAD_NAMES[0], BUNDLE).expect("a site");
    let charts = charts(&site);
    charts.iter().for_each(|chart| drop(assert_same(chart, &site)));
    assert!(charts.len() > 20);
}
