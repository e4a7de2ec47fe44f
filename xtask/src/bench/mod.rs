//! `bench`: whole builds at several sizes, and the bytes that come out; printed as a table.

pub(crate) mod measure;

use crate::run::{Done, output, program};
use crate::site;
use flate2::Compression;
use flate2::write::GzEncoder;
use measure::Usage;
use std::io::Write as _;
use std::path::Path;
use walkdir::WalkDir;

/// What to time.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Snapshots in the simulated archives
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    snapshots: Vec<u32>,
    /// Runs of each; the median is printed
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Builds, measures, prints.
pub(crate) fn run(options: &Options) -> Done {
    crate::setup::wasm_target()?;
    let binary = site::release_binary()?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    println!("| snapshots | step | wall s | CPU s | peak MB | files | MB out |");
    println!("|---|---|---|---|---|---|---|");
    for count in &options.snapshots {
        let project = folder.path().join(count.to_string());
        demo(&binary, *count, &project)?;
        steps(&binary, *count, &project, options.runs)?;
    }
    println!("\n| file | bytes | gzip |\n|---|---|---|");
    if let Some(count) = options.snapshots.last() {
        files(&folder.path().join(count.to_string()).join("reports/dashboard"))?;
    }
    Ok(())
}

fn demo(binary: &str, count: u32, project: &Path) -> Done {
    let count = count.to_string();
    output(program(binary).args(["demo", "--quiet", "--snapshots", &count, "--out"]).arg(project)).map(drop)
}

/// Reading alone (`verify`), a first build into an empty folder, and a second one that changes nothing.
fn steps(binary: &str, count: u32, project: &Path, runs: usize) -> Done {
    let site = project.join("reports/dashboard");
    let command = |step: &'static str| {
        let config = project.join("quarterdeck.toml").display().to_string();
        let now = "2026-11-23T12:00:00Z";
        let mut words =
            vec![binary.to_owned(), step.to_owned(), "--quiet".to_owned(), "--config".to_owned(), config];
        if step == "build" {
            words.extend(["--now".to_owned(), now.to_owned()]);
        }
        words
    };
    let read = median(runs, || measure::child(&command("verify")))?;
    print_row(count, "read", &read, None);
    let first = median(runs, || {
        if site.exists() {
            std::fs::remove_dir_all(&site).map_err(|e| format!("{}: {e}", site.display()))?;
        }
        measure::child(&command("build"))
    })?;
    print_row(count, "build", &first, Some(&site));
    let again = median(runs, || measure::child(&command("build")))?;
    print_row(count, "build again", &again, None);
    Ok(())
}

/// The run with the median wall time.
fn median(runs: usize, once: impl Fn() -> Done<Usage>) -> Done<Usage> {
    let mut all = (0..runs.max(1)).map(|_| once()).collect::<Done<Vec<_>>>()?;
    all.sort_by(|a, b| a.wall_s.total_cmp(&b.wall_s));
    Ok(all.swap_remove(all.len() / 2))
}

fn print_row(count: u32, step: &str, usage: &Usage, site: Option<&Path>) {
    let (files, megabytes) = site.map(size).unwrap_or_default();
    let out = if site.is_some() { format!("{files} | {megabytes:.1}") } else { "| ".to_owned() };
    println!(
        "| {count} | {step} | {:.2} | {:.2} | {:.0} | {out} |",
        usage.wall_s, usage.cpu_s, usage.peak_mb
    );
}

fn size(folder: &Path) -> (usize, f64) {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    let sizes: Vec<u64> = files.filter_map(|e| e.metadata().ok()).map(|m| m.len()).collect();
    (sizes.len(), sizes.iter().sum::<u64>() as f64 / 1e6)
}

/// Each page of the top level and everything that pages load; gzip as a web server would send it.
fn files(site: &Path) -> Done {
    let places = [site.to_owned(), site.join("assets"), site.join("data")];
    for place in places {
        for entry in WalkDir::new(place).max_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok) {
            if entry.file_type().is_file() {
                let bytes = std::fs::read(entry.path()).map_err(|e| e.to_string())?;
                let name = entry.path().strip_prefix(site).unwrap_or(entry.path());
                println!("| {} | {} | {} |", name.display(), bytes.len(), gzip(&bytes)?);
            }
        }
    }
    Ok(())
}

fn gzip(bytes: &[u8]) -> Done<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map(|z| z.len()).map_err(|e| e.to_string())
}
