//! A long made-up history as published data, in the place of that of a site that is there: no archive of a million figures
//! has to be written for it.

use crate::run::Done;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use quarterdeck_model::wire::published::{PUBLISHED, encode_cut};
use quarterdeck_model::{
    Direction, History, Kind, Labels, MetricId, Point, Run, SectionState, Series, SeriesKey, SnapshotId,
    Timestamp, Unit,
};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Figures of every run.
const METRICS: [&str; 13] = [
    "p50_ms",
    "p90_ms",
    "p95_ms",
    "p99_ms",
    "p999_ms",
    "mean_ms",
    "rate_per_s",
    "errors",
    "cpu_percent",
    "memory_bytes",
    "read_bytes",
    "written_bytes",
    "gc_ms",
];

/// Copies the explorer of `site` to `large`, over a history of `runs` runs; says how many figures that is.
pub(super) fn write(site: &Path, large: &Path, runs: u32) -> Done<usize> {
    let data = large.join("data");
    for folder in ["assets", "data"] {
        std::fs::create_dir_all(large.join(folder)).map_err(|e| e.to_string())?;
    }
    for entry in std::fs::read_dir(site.join("assets")).map_err(|e| e.to_string())?.flatten() {
        copy(&entry.path(), &large.join("assets").join(entry.file_name()))?;
    }
    copy(&site.join("explore.html"), &large.join("explore.html"))?;
    let manifest = manifest(&site.join("data"))?;
    let text = std::fs::read_to_string(&manifest).map_err(|e| e.to_string())?;
    let json = text.trim().trim_start_matches("self.quarterdeckManifest = ").trim_end_matches(';');
    let mut told: Value = serde_json::from_str(json).map_err(|e| format!("{}: {e}", manifest.display()))?;
    let history = history(runs);
    told["chunks"] = Value::Array(chunks(&history, &data)?);
    let name = manifest.file_name().unwrap_or_default();
    save(&data.join(name), &format!("self.quarterdeckManifest = {told};\n"))?;
    Ok(history.series.iter().map(|series| series.points.len()).sum())
}

fn copy(from: &Path, to: &Path) -> Done {
    std::fs::copy(from, to).map(drop).map_err(|e| format!("{}: {e}", from.display()))
}

fn save(path: &Path, text: &str) -> Done {
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn manifest(data: &Path) -> Done<PathBuf> {
    let entries = std::fs::read_dir(data).map_err(|e| format!("{}: {e}", data.display()))?;
    let mut paths = entries.flatten().map(|entry| entry.path());
    let named =
        |path: &PathBuf| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("manifest."));
    paths.find(named).ok_or_else(|| format!("{}: there is no manifest", data.display()))
}

fn chunks(history: &History, data: &Path) -> Done<Vec<Value>> {
    let mut listed = Vec::new();
    let mut rest = history.runs.as_slice();
    for (number, chunk) in encode_cut(history, &PUBLISHED).iter().enumerate() {
        let (own, others) = rest.split_at(chunk.runs().min(rest.len()));
        rest = others;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::new(6));
        let packed = gzip.write_all(chunk.to_json().as_bytes()).and_then(|()| gzip.finish());
        let packed = STANDARD.encode(packed.map_err(|e| e.to_string())?);
        let file = format!("data/history-{number}.js");
        save(
            &data.join(format!("history-{number}.js")),
            &format!("self.quarterdeckChunk(\"{file}\",\"{packed}\");\n"),
        )?;
        let time = |run: Option<&Run>| run.map(|run| run.taken_at.to_string());
        listed.push(
            json!({ "file": file, "runs": own.len(), "from": time(own.first().map(Arc::as_ref)), "to": time(own.last().map(Arc::as_ref)) }),
        );
    }
    Ok(listed)
}

/// `runs` runs of four hosts and five branches, each with every figure: levels with noise, and a step now and then.
fn history(runs: u32) -> History {
    let all = (0..runs).filter_map(run).collect();
    let mut series: Vec<Series> =
        METRICS.iter().zip(0u32..).map(|(metric, number)| one(metric, number, runs)).collect();
    series.sort_by(|a, b| a.key.cmp(&b.key));
    History { runs: all, series, ..History::default() }
}

fn run(n: u32) -> Option<Run> {
    // Every 20 minutes up to the demo's own end.
    let end = 1_795_417_920_000i64;
    let taken_at = Timestamp::from_millis(end - i64::from(77_000u32.saturating_sub(n)) * 1_200_000)?;
    let commit = format!("{:08x}{:032x}", n.wrapping_mul(0x9e37_79b9), n / 3);
    let id = format!("{}-{}-{:012x}", taken_at.compact(), &commit[..7], n);
    Some(Run {
        id: SnapshotId::new(id)?,
        taken_at,
        kind: Kind::Benchmark,
        job: "load".to_owned(),
        subject: "large".to_owned(),
        commit: Some(commit),
        branch: Some(["main", "main", "main", "next", "stable"][n as usize % 5].to_owned()),
        dirty: Some(false),
        labels: Labels::one("host", format!("ci-{}", n % 4)),
        state: if n.is_multiple_of(97) { SectionState::Partial } else { SectionState::Ok },
        reasons: Vec::new(),
        tool: "made-up".to_owned(),
        tool_version: None,
        format: "made-up".to_owned(),
        simulated: true,
        configuration: None,
        voided: None,
    })
}

fn one(metric: &str, number: u32, runs: u32) -> Series {
    let level = 100.0 * f64::from(number + 1);
    let value = |run: u32| {
        let noise = f64::from(run.wrapping_mul(2_654_435_761).wrapping_add(number) % 1_000) / 100.0;
        let step = f64::from(run / 9_000) * 5.0;
        ((level + noise + step) * 100.0).round() / 100.0
    };
    let key = SeriesKey {
        metric: MetricId::new(format!("benchmark.{metric}")),
        job: "load".to_owned(),
        labels: Labels::none(),
    };
    let points = (0..runs).map(|run| Point { run, value: value(run) }).collect();
    Series {
        key,
        kind: Kind::Benchmark,
        unit: Unit::Milliseconds,
        direction: Direction::LowerIsBetter,
        points,
    }
}
