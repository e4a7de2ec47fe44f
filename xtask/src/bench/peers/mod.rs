//! `bench-peers`: reports of the same history by other tools and by ours, in one run: what building them takes, what comes
//! out, and when a reader sees something. docs/peers.md keeps a run of it.

mod data;

use super::measure::{self, Usage};
use super::size;
use crate::look::npm;
use crate::run::{Done, exists, output, program, root};
use crate::site::release_binary;
use crate::tools;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// How much history.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Sizes of test histories: tests × runs
    #[arg(long, value_delimiter = ',', default_values_t = ["1000x100".to_owned(), "10000x20".to_owned()])]
    tests: Vec<String>,
    /// Sizes of benchmark histories: benchmarks × commits
    #[arg(long, value_delimiter = ',', default_values_t = ["100x200".to_owned()])]
    benchmarks: Vec<String>,
    /// A built `quarterdeck`; without it one is built
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// What visiting a report needs, and where ours is.
struct Bench {
    quarterdeck: String,
    /// `node_modules` with puppeteer-core in it.
    modules: PathBuf,
    chromium: &'static str,
}

/// Makes the data, builds each report, visits it, prints a row.
pub(crate) fn run(options: &Options) -> Done {
    let quarterdeck = options.binary.as_ref().map_or_else(release_binary, |b| Ok(b.display().to_string()))?;
    let modules = npm("puppeteer-core", "puppeteer-core@24")?.join("node_modules");
    let bench = Bench { quarterdeck, modules, chromium: "/usr/bin/chromium" };
    println!(
        "| history | tool | CPU s | peak MB | files | MB out | first paint ms | content ms | opens from disk | asks |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for given in &options.tests {
        let (tests, runs) = sides(given)?;
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        bench.tests(folder.path(), tests, runs)?;
    }
    for given in &options.benchmarks {
        let (benchmarks, commits) = sides(given)?;
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        bench.benchmarks(folder.path(), benchmarks, commits)?;
    }
    Ok(())
}

fn sides(given: &str) -> Done<(usize, usize)> {
    let sides = given.split_once('x').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    sides.ok_or_else(|| format!("{given}: expected such as 1000x100"))
}

impl Bench {
    /// Allure 3 and ours over runs of a test suite.
    fn tests(&self, folder: &Path, tests: usize, runs: usize) -> Done {
        let history = format!("{tests} tests × {runs} runs");
        let text = tests.to_string();
        let newest = runs - 1;
        let results = folder.join("allure-results");
        data::allure(&results, tests, newest)?;
        let place = |name: &str| folder.join(name).display().to_string();
        let config = format!(
            "export default {{ name: 'peers', output: {:?}, historyPath: {:?}, plugins: {{ awesome: {{ options: {{}} }} }} }};\n",
            place("allure"),
            place("history.jsonl")
        );
        data::write(&folder.join("allurerc.mjs"), &config)?;
        let allure = npm("allure", "allure@3.18.0")?.join("node_modules/.bin/allure").display().to_string();
        let words = [&allure, "generate", "--config", &place("allurerc.mjs"), &place("allure-results")];
        let words = words.map(ToOwned::to_owned);
        // The first one only writes its line of history: what names the tests in it is Allure's own.
        measure::child(&words)?;
        let line = std::fs::read_to_string(folder.join("history.jsonl")).map_err(|e| e.to_string())?;
        data::write(&folder.join("history.jsonl"), &data::allure_history(line.trim(), newest)?)?;
        std::fs::remove_dir_all(folder.join("allure")).map_err(|e| e.to_string())?;
        let usage = measure::child(&words)?;
        self.row(&history, ("Allure 3.18", &usage), &folder.join("allure"), &text)?;
        for run in 0..runs {
            data::write(&folder.join("junit.xml"), &data::junit(tests, run))?;
            let at = data::instant(run)?;
            let collect = ["collect", "tests", "--quiet", "--from", "junit.xml", "--taken-at", &at];
            output(program(&self.quarterdeck).current_dir(folder).args(collect))?;
        }
        self.ours(folder, &history, &text)
    }

    /// asv and ours over one folder of asv's results.
    fn benchmarks(&self, folder: &Path, benchmarks: usize, commits: usize) -> Done {
        let history = format!("{benchmarks} benchmarks × {commits} commits");
        let text = format!("bench_{:03}", benchmarks - 1);
        let names = data::commits(&folder.join("repository"), commits)?;
        data::asv(folder, benchmarks, &names)?;
        let asv = tools::folder().join("bin/asv");
        if asv.is_file() || exists("asv") {
            let program = if asv.is_file() { asv.display().to_string() } else { "asv".to_owned() };
            let config = folder.join("asv.conf.json").display().to_string();
            let usage = measure::child(&[program, "--config".to_owned(), config, "publish".to_owned()])?;
            self.row(&history, ("asv publish", &usage), &folder.join("html"), &text)?;
        } else {
            println!(
                "| {history} | asv publish | skipped: asv is not installed (pip install asv) | | | | | | | |"
            );
        }
        let import = ["import", "asv", "--quiet", "results"];
        output(program(&self.quarterdeck).current_dir(folder).args(import))?;
        self.ours(folder, &history, &text)
    }

    /// The site of the archive that stands in `folder`.
    fn ours(&self, folder: &Path, history: &str, text: &str) -> Done {
        let config = folder.join("quarterdeck.toml");
        data::write(&config, "[project]\nname = \"peers\"\n")?;
        let words = [&self.quarterdeck, "build", "--quiet", "--config", &config.display().to_string()];
        let usage = measure::child(&words.map(ToOwned::to_owned))?;
        self.row(history, ("Quarterdeck", &usage), &folder.join("reports/dashboard"), text)
    }

    fn row(&self, history: &str, (tool, usage): (&str, &Usage), out: &Path, text: &str) -> Done {
        let (files, megabytes) = size(out);
        let visit = root().join("xtask/src/bench/peers/visit.mjs");
        let mut node = program("node");
        node.arg(visit).arg(&self.modules).arg(self.chromium).arg(out).arg(text);
        let said = output(&mut node)?;
        let said: Value = serde_json::from_str(said.trim()).map_err(|e| format!("visit: {e}: {said}"))?;
        let time = |of: &Value| of.as_f64().map_or_else(|| "not seen".to_owned(), |ms| format!("{ms:.0}"));
        let opens = if said["file"]["seen"].is_null() { "no" } else { "yes" };
        let asked = said["http"]["strangers"].as_array().into_iter().flatten();
        let asked: Vec<_> = asked.filter_map(Value::as_str).collect();
        let asked = if asked.is_empty() { "nobody".to_owned() } else { asked.join(", ") };
        let times = format!("{} | {}", time(&said["http"]["paint"]), time(&said["http"]["seen"]));
        println!(
            "| {history} | {tool} | {:.1} | {:.0} | {files} | {megabytes:.1} | {times} | {opens} | {asked} |",
            usage.cpu_s, usage.peak_mb
        );
        Ok(())
    }
}
