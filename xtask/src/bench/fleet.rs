//! `bench-fleet`: what engines of tables take for the shipped queries over the export of a made-up fleet, in one run.

use crate::run::{Done, cargo, output, program, root};
use crate::tools;
use serde_json::Value;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How large the fleet is.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Sizes: projects × snapshots of each
    #[arg(long, value_delimiter = ',', default_values_t = ["100x100".to_owned(), "1000x1000".to_owned()])]
    sizes: Vec<String>,
    /// Where the exports are kept; without it they are removed again
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Engines
    #[arg(long, value_delimiter = ',', default_values_t = ["duckdb".to_owned(), "spark".to_owned()])]
    engines: Vec<String>,
    /// Build without optimisation: the export takes longer, the engines do not
    #[arg(long)]
    debug: bool,
}

/// Exports, asks each engine, prints a table.
pub(crate) fn run(options: &Options) -> Done {
    let temporary = tempfile::tempdir().map_err(|e| e.to_string())?;
    let folder = options.out.clone().unwrap_or_else(|| temporary.path().to_owned());
    println!(
        "| projects × snapshots | rows | files | MB | step | seconds | peak MB |\n|---|---|---|---|---|---|---|"
    );
    for size in &options.sizes {
        let Some((projects, snapshots)) = size.split_once('x') else {
            return Err(format!("--sizes {size}: expected such as 1000x1000"));
        };
        let export = folder.join(size);
        let made = parsed(&fleet(&export, projects, snapshots, options.debug)?)?;
        let files = WalkDir::new(&export).into_iter().flatten().filter(|e| e.file_type().is_file()).count();
        let bytes = made["bytes"].as_f64().unwrap_or_default() / 1e6;
        let head = format!("| {projects} × {snapshots} | {} | {files} | {bytes:.0}", made["rows"]);
        println!("{head} | export | {} | |", made["seconds"]);
        for engine in &options.engines {
            ask(engine, &export, &folder.join(format!("{size}-{engine}")), &head)?;
        }
    }
    Ok(())
}

fn fleet(export: &Path, projects: &str, snapshots: &str, debug: bool) -> Done<String> {
    let mut command = cargo();
    command.args(["run", "--quiet", "-p", "quarterdeck-store", "--example", "fleet"]);
    if !debug {
        command.arg("--release");
    }
    output(command.arg("--").arg(export).args([projects, snapshots]))
}

fn ask(engine: &str, export: &Path, out: &Path, head: &str) -> Done {
    let own = tools::folder().join("bin/python");
    let python = if own.is_file() { own.display().to_string() } else { "python3".to_owned() };
    let script = root().join("cli/sql/run.py");
    let said = match output(program(&python).arg(script).arg(engine).arg(export).arg(out)) {
        Ok(said) => parsed(&said)?,
        Err(why) => {
            println!("{head} | {engine} | skipped: {} | |", why.lines().last().unwrap_or_default());
            return Ok(());
        }
    };
    let name = said["engine"].as_str().unwrap_or(engine);
    let peak = said["peak_mb"].as_f64().unwrap_or_default();
    println!("{head} | {name}: open, count | {:.1} | |", said["open_s"].as_f64().unwrap_or_default());
    for (query, told) in said["queries"].as_object().into_iter().flatten() {
        let seconds = told["seconds"].as_f64().unwrap_or_default();
        println!("{head} | {name}: {query} | {seconds:.1} | {peak:.0} |");
    }
    Ok(())
}

fn parsed(text: &str) -> Done<Value> {
    let line = text.lines().last().unwrap_or_default();
    serde_json::from_str(line).map_err(|e| format!("no JSON was printed: {e}: {line}"))
}
