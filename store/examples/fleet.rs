//! Writes the export of a made-up fleet, to see what engines of tables make of its size.
//!
//! `cargo run --release -p quarterdeck-store --example fleet -- FOLDER PROJECTS SNAPSHOTS`
//!
//! Each project has runs of three kinds over two years with about seven figures each, and one in a hundred that
//! failed. All of it follows from the project's number, so that the same sizes give the same bytes.

#![allow(clippy::print_stdout, reason = "it is a program")]

use quarterdeck_model::{
    Direction, History, Kind, Labels, MetricId, Point, Run, Runs, SectionState, Series, SeriesKey,
    SnapshotId, Timestamp, Unit,
};
use quarterdeck_store::export::{Format, Verdict, export};
use rayon::prelude::*;
use std::path::PathBuf;
use std::time::Instant;

/// 2024-11-01.
const START_MS: i64 = 1_730_419_200_000;
const TWO_YEARS_MS: i64 = 2 * 365 * 86_400_000;

/// A metric, its unit, its usual value.
type Usual = (&'static str, Unit, f64);

/// Kind, its metrics, and how many series each metric has.
const KINDS: [(Kind, &[Usual], usize); 3] = [
    (
        Kind::Coverage,
        &[("coverage.line_percent", Unit::Percent, 84.0), ("coverage.branch_percent", Unit::Percent, 71.0)],
        1,
    ),
    (
        Kind::Findings,
        &[("findings.lint_errors", Unit::Count, 20.0), ("findings.vulnerabilities", Unit::Count, 1.0)],
        2,
    ),
    (
        Kind::Benchmark,
        &[("benchmark.latency_p99_ms", Unit::Milliseconds, 0.4), ("benchmark.rate", Unit::PerSecond, 2700.0)],
        6,
    ),
];

/// xorshift64: the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    /// 0 to below 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, projects, snapshots] = args.as_slice() else {
        return Err("expected a folder, a number of projects, and of snapshots of each".into());
    };
    let (folder, projects, snapshots) = (PathBuf::from(folder), projects.parse()?, snapshots.parse()?);
    let began = Instant::now();
    let one = |project: u32| -> Result<(usize, u64), String> {
        let (history, verdicts) = made_up(project, snapshots);
        let done = export(&folder, &history, &verdicts, Format::Parquet).map_err(|e| e.to_string())?;
        Ok((done.rows, done.bytes))
    };
    let done: Vec<(usize, u64)> = (0..projects).into_par_iter().map(one).collect::<Result<_, _>>()?;
    let rows: usize = done.iter().map(|(rows, _)| rows).sum();
    let bytes: u64 = done.iter().map(|(_, bytes)| bytes).sum();
    println!("{{\"rows\": {rows}, \"bytes\": {bytes}, \"seconds\": {:.1}}}", began.elapsed().as_secs_f64());
    Ok(())
}

fn made_up(project: u32, snapshots: u32) -> (History, Vec<Verdict>) {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ (u64::from(project) + 1));
    let subject = format!("team-{:02}/service-{project:04}", project % 40);
    let step = TWO_YEARS_MS / i64::from(snapshots.max(1));
    let mut history = History::default();
    let mut verdicts = Vec::new();
    for index in 0..snapshots {
        let (kind, ..) = KINDS[index as usize % KINDS.len()];
        let at = START_MS + step * i64::from(index);
        history.runs.push(run(&subject, kind, at, &mut numbers));
        let low = (70.0 + 30.0 * numbers.next()).floor();
        for metric in ["score.low", "score.high"] {
            verdicts.push(verdict(index, metric, None, Some(low)));
        }
    }
    let newest = snapshots.saturating_sub(1);
    for (metric, ..) in KINDS.iter().flat_map(|(_, metrics, _)| metrics.iter()) {
        let lost = numbers.next();
        verdicts.push(verdict(
            newest,
            "score.penalty",
            Some(metric),
            (lost > 0.1).then_some((lost * 20.0).floor()),
        ));
    }
    for severity in ["critical", "warning"] {
        verdicts.push(verdict(newest, "alerts.open", Some(severity), Some((numbers.next() * 3.0).floor())));
    }
    history.series = series(&history.runs, &mut numbers);
    (history, verdicts)
}

fn verdict(run: u32, metric: &'static str, about: Option<&str>, value: Option<f64>) -> Verdict {
    let reason = value.is_none().then(|| "never measured".to_owned());
    Verdict { run, metric, about: about.map(str::to_owned), value, unit: Unit::Points, reason }
}

fn run(subject: &str, kind: Kind, at: i64, numbers: &mut Numbers) -> Run {
    let taken_at = Timestamp::from_millis(at).unwrap_or_else(|| Timestamp::from_chrono(Default::default()));
    let commit = format!("{:016x}{:016x}{:08x}", numbers.0, numbers.0.rotate_left(17), at as u32);
    let hash = [0, 8, 16, 24, 32, 40].map(|shift| (numbers.0 >> shift) as u8);
    let failed = numbers.next() < 0.01;
    Run {
        id: SnapshotId::of(taken_at, Some(&commit), hash),
        taken_at,
        kind,
        job: format!("{kind}-main"),
        subject: subject.to_owned(),
        commit: Some(commit),
        branch: Some("main".to_owned()),
        dirty: Some(false),
        labels: Labels::one("host", if numbers.next() < 0.5 { "ci-small" } else { "ci-large" }),
        state: if failed { SectionState::Failed } else { SectionState::Ok },
        reasons: if failed { vec!["the tool stopped with exit code 1".to_owned()] } else { Vec::new() },
        tool: "tool".to_owned(),
        tool_version: Some("1.2.3".to_owned()),
        format: "format".to_owned(),
        configuration: None,
        simulated: true,
        voided: None,
    }
}

fn series(runs: &Runs, numbers: &mut Numbers) -> Vec<Series> {
    let mut all = Vec::new();
    for (kind, metrics, many) in &KINDS {
        for (metric, unit, usual) in *metrics {
            for label in 0..*many {
                let labels = Labels::one("part", format!("part-{label}"));
                let key = SeriesKey { metric: MetricId::new(*metric), job: format!("{kind}-main"), labels };
                let of = runs.iter().zip(0u32..).filter(|(run, _)| run.kind == *kind && run.state.counts());
                let points = of.map(|(_, run)| Point { run, value: usual * (0.9 + 0.2 * numbers.next()) });
                let points = points.collect();
                let direction = Direction::LowerIsBetter;
                all.push(Series { key, kind: *kind, unit: unit.clone(), direction, points });
            }
        }
    }
    all.sort_by(|a, b| a.key.cmp(&b.key));
    all
}
