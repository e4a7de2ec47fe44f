//! `bench`: whole builds at several sizes, and the bytes that come out; printed as a table.

mod browser;
pub(crate) mod explorer;
mod explorer_data;
pub(crate) mod fleet;
pub(crate) mod load;
pub(crate) mod measure;
pub(crate) mod peers;
pub(crate) mod readers;
mod steal;

use crate::run::{Done, output, program};
use crate::site::release_binary;
use flate2::Compression;
use flate2::write::GzEncoder;
use measure::Usage;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
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
    let binary = release_binary()?;
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
        files(&site(&folder.path().join(count.to_string()), 0))?;
    }
    Ok(())
}

fn demo(binary: &str, count: u32, project: &Path) -> Done {
    let count = count.to_string();
    output(program(binary).args(["demo", "--quiet", "--snapshots", &count, "--out"]).arg(project)).map(drop)
}

/// Reading alone (`verify`), builds into new folders, and a second build a day later over the first.
fn steps(binary: &str, count: u32, project: &Path, runs: usize) -> Done {
    let config = project.join("quarterdeck.toml").display().to_string();
    let command = |step: &[&str]| {
        let words = [binary].into_iter().chain(step.iter().copied()).chain(["--quiet", "--config", &config]);
        words.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let build = |now: &str, run: usize| {
        let out = site(project, run).display().to_string();
        measure::child(&command(&["build", "--now", now, "--out", &out]))
    };
    let read = median(runs, |_| measure::child(&command(&["verify"])))?;
    print_row(count, "read", &read, None);
    // Never into a folder just emptied: some file systems shun numbers of files deleted seconds ago, and search long.
    let first = median(runs, |run| build("2026-11-23T12:00:00Z", run))?;
    print_row(count, "build", &first, Some(&site(project, 0)));
    let again = median(runs, |run| build("2026-11-24T12:00:00Z", run))?;
    print_row(count, "build again, a day later", &again, None);
    Ok(())
}

/// Where build number `run` writes.
fn site(project: &Path, run: usize) -> PathBuf {
    project.join(format!("site-{run}"))
}

/// The run with the median wall time.
fn median(runs: usize, once: impl Fn(usize) -> Done<Usage>) -> Done<Usage> {
    let mut all = (0..runs.max(1)).map(once).collect::<Done<Vec<_>>>()?;
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

/// Each page of the top level and everything that pages load; gzip as a web server would send it. Of numbered pages, such
/// as those of the archive's list, the largest stands for all.
fn files(site: &Path) -> Done {
    let mut sizes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for place in [site.to_owned(), site.join("assets"), site.join("data")] {
        let entries = WalkDir::new(place).max_depth(1).into_iter().filter_map(Result::ok);
        for entry in entries.filter(|e| e.file_type().is_file()) {
            let bytes = std::fs::read(entry.path()).map_err(|e| e.to_string())?;
            let name = family(&entry.path().strip_prefix(site).unwrap_or(entry.path()).display().to_string());
            let size = sizes.entry(name).or_default();
            *size = (*size).max((bytes.len(), gzip(&bytes)?));
        }
    }
    for (name, (raw, packed)) in sizes {
        println!("| {name} | {raw} | {packed} |");
    }
    Ok(())
}

/// `snapshots-17.html` → `snapshots-N.html`.
fn family(name: &str) -> String {
    let numbered = name.strip_suffix(".html").and_then(|stem| stem.rsplit_once('-'));
    match numbered {
        Some((stem, number)) if number.bytes().all(|b| b.is_ascii_digit()) => format!("{stem}-N.html"),
        _ => name.to_owned(),
    }
}

fn gzip(bytes: &[u8]) -> Done<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map(|z| z.len()).map_err(|e| e.to_string())
}
