//! Percentiles of response times over whatever runs a reader chose: their histograms put together, load by load. What
//! is not one measurement (other hosts, another configuration) is said, and a percentile of too few requests is not.

use crate::chart::{Column, Curve, Frame, Row, Table, curve};
use crate::format::{UNKNOWN, count, maybe};
use crate::page::rows::plural;
use crate::text::{Shown, shorten, visible};
use crate::{ChartSpec, format};
use quarterdeck_analysis::merged::Merged;
use quarterdeck_model::{EncodedHistogram, Run, Unit};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Percentiles shown.
const PERCENTILES: [(f64, &str); 6] =
    [(0.5, "p50"), (0.9, "p90"), (0.95, "p95"), (0.99, "p99"), (0.999, "p99.9"), (0.9999, "p99.99")];
/// Sentences of one sort at most.
const MOST_WARNINGS: usize = 8;

/// One load of one run that counts.
pub struct Sample<'a> {
    /// Its run.
    pub run: &'a Run,
    /// Its name; may be empty.
    pub name: &'a str,
    /// Response times in microseconds, uncompressed ([`EncodedHistogram::to_plain`]); `None` where none were kept.
    pub responses: Option<&'a EncodedHistogram>,
}

/// The percentiles of many runs.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Percentiles {
    /// One for each load, in the order of the table's rows.
    pub loads: Vec<LoadName>,
    /// One row a load.
    pub table: Table,
    /// What to know first: sentences.
    pub warnings: Vec<String>,
    /// The curves of the chosen loads; none where no percentile is known.
    pub curve: Option<ChartSpec>,
}

/// A load: runs of one name, job and host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LoadName {
    /// What tells it from others, for an address.
    pub key: String,
    /// As it is shown.
    pub name: Shown,
    /// Its line on the chart, from 1; 0 for none.
    pub style: u8,
}

/// What is put together: one load of one job on one host.
type Key<'a> = (&'a str, &'a str, Option<&'a str>);

#[derive(Default)]
struct Group {
    merged: Option<Merged>,
    runs: usize,
    configurations: BTreeSet<String>,
    tools: BTreeSet<String>,
}

/// Puts samples together. `chosen` are the keys of the loads whose curves are drawn: without any, the first ones.
pub fn percentiles<'a>(samples: Vec<Sample<'a>>, chosen: &[String], frame: &Frame) -> Percentiles {
    let groups = grouped(samples);
    let mut loads: Vec<LoadName> = groups.keys().map(|key| named(*key, groups.keys())).collect();
    let drawn: Vec<usize> = if chosen.is_empty() {
        (0..loads.len()).take(crate::chart::MAX_LINES).collect()
    } else {
        chosen.iter().filter_map(|key| loads.iter().position(|load| load.key == *key)).collect()
    };
    for (at, style) in drawn.iter().zip(1..) {
        if let Some(load) = loads.get_mut(*at) {
            load.style = style;
        }
    }
    let all: Vec<(&LoadName, &Group)> = loads.iter().zip(groups.values()).collect();
    Percentiles {
        table: table(&all),
        warnings: warnings(&all, groups.keys()),
        curve: curves(&all, &drawn, frame),
        loads: loads.clone(),
    }
}

fn grouped<'a>(samples: Vec<Sample<'a>>) -> BTreeMap<Key<'a>, Group> {
    let mut sorted: BTreeMap<Key<'a>, Vec<Sample<'a>>> = BTreeMap::new();
    for sample in samples {
        sorted.entry((sample.name, &sample.run.job, sample.run.labels.get("host"))).or_default().push(sample);
    }
    let group = |samples: Vec<Sample<'_>>| Group {
        runs: samples.len(),
        configurations: samples.iter().filter_map(|s| s.run.configuration.clone()).collect(),
        tools: samples.iter().map(|s| tool(s.run)).collect(),
        // One after the other: thousands of decoded histograms would take gigabytes.
        merged: Merged::of_histograms(samples.into_iter().map(|s| s.responses?.decode_plain().ok())),
    };
    sorted.into_iter().map(|(key, samples)| (key, group(samples))).collect()
}

fn tool(run: &Run) -> String {
    let version = run.tool_version.as_deref().unwrap_or_default();
    format!("{} {version}", run.tool).trim().to_owned()
}

/// The load's name, with job and host where another load reads the same without.
fn named<'a>(key: Key<'a>, all: impl Iterator<Item = &'a Key<'a>> + Clone) -> LoadName {
    let (name, job, host) = key;
    let mut text = if name.is_empty() { job.to_owned() } else { name.to_owned() };
    let same = all.filter(|other| other.0 == name);
    if !name.is_empty() && same.clone().any(|other| other.1 != job) {
        text.push_str(&format!(", {job}"));
    }
    if same.clone().any(|other| other.1 == job && other.2 != host) {
        text.push_str(&format!(" on {}", host.unwrap_or("an unknown host")));
    }
    let parts = [name, job, host.unwrap_or_default()];
    LoadName { key: parts.join("@"), name: Shown::cut(&text, 60), style: 0 }
}

fn table(all: &[(&LoadName, &Group)]) -> Table {
    let texts =
        ["Load", "Runs", "Response times"].into_iter().chain(PERCENTILES.iter().map(|(_, name)| *name));
    let column = |(at, text): (usize, &str)| Column { text: text.to_owned(), numeric: at > 0 };
    let time = |ms: Option<f64>| maybe(ms, &Unit::Milliseconds).text();
    let row = |(load, group): &(&LoadName, &Group)| {
        let merged = group.merged.as_ref();
        let number = |n: Option<f64>| n.map_or_else(|| UNKNOWN.to_owned(), count);
        let mut cells = vec![
            load.name.text.clone(),
            number(merged.map(|m| m.runs as f64)),
            number(merged.map(|m| m.samples() as f64)),
        ];
        cells.extend(PERCENTILES.iter().map(|(q, _)| time(merged.and_then(|m| m.percentile_ms(*q)))));
        cells.push(time(merged.map(Merged::longest_ms)));
        Row { cells, href: String::new() }
    };
    Table {
        columns: texts.chain(["Longest"]).enumerate().map(column).collect(),
        rows: all.iter().map(row).collect(),
        note: String::new(),
    }
}

fn curves(all: &[(&LoadName, &Group)], drawn: &[usize], frame: &Frame) -> Option<ChartSpec> {
    let merged: Vec<(&LoadName, &Merged)> = drawn
        .iter()
        .filter_map(|at| all.get(*at))
        .filter_map(|(load, group)| Some((*load, group.merged.as_ref()?)))
        .collect();
    let asked: Vec<Box<dyn Fn(f64) -> Option<f64> + '_>> = merged
        .iter()
        .map(|(_, merged)| Box::new(|q: f64| merged.percentile_ms(q)) as Box<dyn Fn(f64) -> Option<f64> + '_>)
        .collect();
    let named = merged.iter().zip(&asked);
    let curves: Vec<Curve<'_>> =
        named.map(|((load, _), ask)| Curve::new(shorten(&load.name.text, 40), ask.as_ref())).collect();
    let mut spec = curve("Response times by percentile", &curves, frame)?;
    // A load without any percentile has no line: the others keep the look of their place.
    for line in &mut spec.lines {
        let load = merged.iter().find(|(load, _)| shorten(&load.name.text, 40) == line.name);
        line.style = load.map_or(line.style, |(load, _)| load.style);
    }
    Some(spec)
}

fn warnings<'a>(all: &[(&LoadName, &Group)], keys: impl Iterator<Item = &'a Key<'a>> + Clone) -> Vec<String> {
    let mut out = hosts(keys);
    let mut tell = |sort: &dyn Fn(&LoadName, &Group) -> Option<String>| {
        out.extend(all.iter().filter_map(|(load, group)| sort(load, group)).take(MOST_WARNINGS));
    };
    tell(&|load, group| differing(load, group));
    tell(&|load, group| without(load, group));
    tell(&|load, group| too_few(load, group));
    out
}

/// Loads that several hosts measured.
fn hosts<'a>(keys: impl Iterator<Item = &'a Key<'a>>) -> Vec<String> {
    let mut by_load: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (name, job, host) in keys {
        by_load.entry((name, job)).or_default().push(host.unwrap_or("unknown"));
    }
    let several = by_load.into_iter().filter(|(_, hosts)| hosts.len() > 1);
    let told = several.map(|((name, job), hosts)| {
        let what = if name.is_empty() { job } else { name };
        let hosts = hosts.iter().map(|host| visible(host)).collect::<Vec<_>>().join(", ");
        format!(
            "{} was measured on {hosts}: levels of different hosts are not comparable, so each has a row of its own.",
            visible(what)
        )
    });
    told.take(MOST_WARNINGS).collect()
}

/// Runs that were asked for different things, or measured by different tools.
fn differing(load: &LoadName, group: &Group) -> Option<String> {
    let several =
        |what: &str, set: &BTreeSet<String>| (set.len() > 1).then(|| format!("{} {what}", set.len()));
    let told =
        [several("configurations", &group.configurations), several("versions of the tool", &group.tools)];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| {
        format!("{}: its runs are of {}; its percentiles mix them.", load.name.text, told.join(" and "))
    })
}

fn without(load: &LoadName, group: &Group) -> Option<String> {
    match &group.merged {
        None => Some(format!(
            "{}: none of its {} kept a histogram, so that nothing is known of it.",
            load.name.text,
            plural(group.runs, "run", "runs")
        )),
        Some(merged) if merged.left_out > 0 => {
            let left = plural(merged.left_out, "more run", "more runs");
            Some(format!("{}: {left} kept no histogram and could not be counted.", load.name.text))
        }
        Some(_) => None,
    }
}

/// The lowest percentile that needs more response times than there are.
fn too_few(load: &LoadName, group: &Group) -> Option<String> {
    let merged = group.merged.as_ref()?;
    let (q, name) = PERCENTILES.iter().find(|(q, _)| merged.percentile_ms(*q).is_none())?;
    let needed = count((1.0 / (1.0 - q)).round());
    let has = format::count(merged.samples() as f64);
    Some(format!("{}: {has} response times are too few for {name}, which needs {needed}.", load.name.text))
}
