//! `bench-explorer`: what a reader of the explorer waits for, in a real Chromium on pages opened from disk: the first frame
//! at 10,000 snapshots, a letter typed over a million rows, and the bytes of the program.

use super::browser::Chromium;
use super::steal::Ticks;
use super::{explorer_data, gzip};
use crate::run::{Done, output, program};
use crate::site::release_binary;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Snapshots of the simulated archive whose first frame is timed
    #[arg(long, default_value_t = 10_000)]
    snapshots: u32,
    /// Runs of the made-up history that is searched; each gives 13 figures
    #[arg(long, default_value_t = 77_000)]
    runs: u32,
    /// Typed letter by letter, and taken away again; each letter must leave other rows
    #[arg(long, default_value = "p999")]
    letters: String,
    /// Times that each page is opened; the median is printed
    #[arg(long, default_value_t = 5)]
    times: usize,
    /// A binary that is there already; without it a release is built
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Where the sites are kept; without it they are removed again
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What the observer in `first_frame.js` noted, in milliseconds since the navigation began.
const FIRST_FRAME: &str = "return self.firstFrame ?? null;";

/// Everything is loaded: nothing is said of what is not.
const COMPLETE: &str = "return !document.querySelector('.explorer-loading') && \
     document.querySelector('#explorer[data-state=ready]') !== null;";

/// Builds, opens, types, prints.
pub(crate) fn run(options: &Options) -> Done {
    let binary = match &options.binary {
        Some(binary) => binary.display().to_string(),
        None => release_binary()?,
    };
    let temporary = tempfile::tempdir().map_err(|e| e.to_string())?;
    let folder = options.out.clone().unwrap_or_else(|| temporary.path().to_owned());
    let site = site(&binary, options.snapshots, &folder)?;
    let large = folder.join("large");
    let rows = explorer_data::write(&site, &large, options.runs)?;
    println!("| what | median | worst | times | host took |\n|---|---|---|---|---|");
    let address = |site: &Path| format!("file://{}", site.join("explore.html").display());
    for browser in [Browser::Running, Browser::JustStarted] {
        first_frames(&format!("{} snapshots", options.snapshots), &address(&site), browser, options)?;
        first_frames(&format!("{rows} rows"), &address(&large), browser, options)?;
    }
    keys(rows, &format!("{}#rows=figures", address(&large)), options)?;
    sizes(&site)
}

fn site(binary: &str, snapshots: u32, folder: &Path) -> Done<PathBuf> {
    let project = folder.join("demo");
    let site = project.join("reports/dashboard");
    if !site.join("explore.html").is_file() {
        let count = snapshots.to_string();
        output(program(binary).args(["demo", "--quiet", "--snapshots", &count, "--out"]).arg(&project))?;
        let config = project.join("quarterdeck.toml").display().to_string();
        output(program(binary).args(["build", "--quiet", "--config", &config]))?;
    }
    Ok(site)
}

/// Which browser a page is opened in. It is a new one each time: nothing of the page is cached.
#[derive(Debug, Clone, Copy)]
enum Browser {
    /// One that has done what it does first.
    Running,
    /// One that still starts.
    JustStarted,
}

fn first_frames(of: &str, address: &str, which: Browser, options: &Options) -> Done {
    let once = |_| {
        let browser = Chromium::start()?;
        browser.in_every_document(include_str!("first_frame.js"))?;
        if matches!(which, Browser::Running) {
            browser.settle();
        }
        browser.open(address)?;
        let frame = browser.until("the first frame", FIRST_FRAME)?;
        frame.as_f64().ok_or_else(|| format!("{FIRST_FRAME}: {frame}"))
    };
    let before = Ticks::now();
    let times = (0..options.times.max(1)).map(once).collect::<Done<Vec<f64>>>()?;
    let opened = match which {
        Browser::Running => "running",
        Browser::JustStarted => "just started",
    };
    row(&format!("first frame, {of}, browser {opened}"), times, before);
    Ok(())
}

fn keys(rows: usize, address: &str, options: &Options) -> Done {
    let browser = Chromium::start()?;
    browser.settle();
    browser.open(address)?;
    browser.until("every data file is loaded", COMPLETE)?;
    let before = Ticks::now();
    let told = browser.ask_later(include_str!("explorer.js"), &options.letters)?;
    let told: Value =
        serde_json::from_str(told.as_str().unwrap_or_default()).map_err(|e| format!("{e}: {told}"))?;
    let numbers = |name: &str| -> Vec<f64> {
        told[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let keys = numbers("keys");
    if keys.is_empty() {
        return Err(format!("nothing was typed: {told}"));
    }
    row(&format!("a letter over {rows} rows, to its frame"), keys, before);
    let longest = |name: &str| numbers(name).into_iter().fold(0.0, f64::max);
    println!("| longest task above 50 ms, loading all data | | {:.0} ms | | |", longest("loading"));
    println!("| longest task above 50 ms, typing | | {:.0} ms | | |", longest("long"));
    println!(
        "| longest stand-still of the page, typing | | {:.0} ms | | |",
        told["still"].as_f64().unwrap_or_default()
    );
    Ok(())
}

fn row(what: &str, mut times: Vec<f64>, before: Option<Ticks>) {
    let stolen = Ticks::told_since(before);
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let worst = times.last().copied().unwrap_or_default();
    println!("| {what} | {median:.0} ms | {worst:.0} ms | {} | {stolen} |", times.len());
}

fn sizes(site: &Path) -> Done {
    println!("\n| file | bytes | gzip |\n|---|---|---|");
    let entries = std::fs::read_dir(site.join("assets")).map_err(|e| e.to_string())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("dashboard") || name.starts_with("boot") {
            let bytes = std::fs::read(&file).map_err(|e| e.to_string())?;
            println!("| {name} | {} | {} |", bytes.len(), gzip(&bytes)?);
        }
    }
    Ok(())
}
