//! Entries about the code: rules and files of open findings, files of coverage reports.

use super::{Entry, Group};
use crate::context::Context;
use crate::format::count;
use crate::page::area::streams;
use crate::page::metric::Snapshots;
use crate::page::rows::plural;
use crate::routes;
use quarterdeck_model::payload::Finding;
use quarterdeck_model::{Kind, Payload};
use std::cmp::Reverse;
use std::collections::BTreeMap;

const RULE_BYTES: usize = 4_000;
const FILE_BYTES: usize = 5_000;

/// What the newest run of each job of a kind holds, with the anchor of the job on its page.
fn newest<'a>(context: &Context<'a>, snapshots: &'a Snapshots<'_>, kind: Kind) -> Vec<(String, &'a Payload)> {
    let of = |stream: &crate::page::area::Stream<'a>| {
        let (_, payload) = stream.payloads(context, snapshots).next_back()?;
        Some((routes::anchor(&format!("job {}", stream.job)), payload))
    };
    streams(context, kind).iter().filter_map(of).collect()
}

/// How many open findings each key has, the most first, with where they are listed.
fn counted<'a, K: Ord + Copy>(
    newest: &[(String, &'a Payload)],
    key: impl Fn(&'a Finding) -> Option<K>,
) -> Vec<(K, usize, String)> {
    let mut all: BTreeMap<K, (usize, &str)> = BTreeMap::new();
    for (anchor, payload) in newest {
        let Payload::Findings(findings) = payload else { continue };
        for key in findings.items.iter().filter(|finding| !finding.suppressed).filter_map(&key) {
            all.entry(key).or_insert((0, anchor)).0 += 1;
        }
    }
    let at = |anchor: &str| format!("{}#{anchor}", routes::FINDINGS);
    let mut all: Vec<_> = all.into_iter().map(|(key, (many, anchor))| (key, many, at(anchor))).collect();
    all.sort_by_key(|(_, many, _)| Reverse(*many));
    all
}

/// Rules with open findings.
pub(super) fn rules(told: &Context<'_>, snapshots: &Snapshots<'_>) -> Group {
    let newest = newest(told, snapshots, Kind::Findings);
    let all = counted(&newest, |finding| Some((finding.rule.as_str(), finding.tool.as_str())));
    let entry = |((rule, tool), found, href): ((&str, &str), usize, String)| {
        Entry::new(rule, &format!("{tool}, {}", plural(found, "finding", "findings")), href)
    };
    let rest = "those with the most findings come first.";
    Group::filled(("Rule", "rules"), all.into_iter().map(entry), RULE_BYTES, rest)
}

/// Files with open findings.
pub(super) fn found(told: &Context<'_>, snapshots: &Snapshots<'_>) -> Group {
    let newest = newest(told, snapshots, Kind::Findings);
    let all = counted(&newest, |finding| Some(finding.path.as_str()).filter(|path| !path.is_empty()));
    let entry = |(path, found, href): (&str, usize, String)| {
        Entry::new(path, &plural(found, "finding", "findings"), href)
    };
    let rest = "those with the most findings come first.";
    Group::filled(("Findings in", "files with findings"), all.into_iter().map(entry), FILE_BYTES, rest)
}

/// Files of coverage reports, those with the most that is not covered first.
pub(super) fn covered(told: &Context<'_>, snapshots: &Snapshots<'_>) -> Group {
    let mut all: Vec<(u64, &str, String)> = Vec::new();
    for (anchor, payload) in newest(told, snapshots, Kind::Coverage) {
        let Payload::Coverage(coverage) = payload else { continue };
        for file in &coverage.files {
            let Some(line) = file.counts.line else { continue };
            let href = format!("{}#{anchor}", routes::COVERAGE);
            all.push((line.total.saturating_sub(line.covered), file.path.as_str(), href));
        }
    }
    all.sort_by_key(|(missing, path, _)| (Reverse(*missing), *path));
    let entry = |(missing, path, href): (u64, &str, String)| {
        Entry::new(path, &format!("{} lines not covered", count(missing as f64)), href)
    };
    let rest = "those with the most uncovered lines come first.";
    Group::filled(("Coverage of", "files of coverage reports"), all.into_iter().map(entry), FILE_BYTES, rest)
}
