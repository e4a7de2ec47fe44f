//! Automation: `cargo xtask <command>`. What CI and developers run is the same.

mod bench;
mod look;
mod package;
mod run;
mod schemas;
mod setup;
mod site;
mod snapshot;
mod test;
mod tidy;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Automation of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up, build everything, and render this repository's own archive to reports/dashboard
    Site,
    /// Run every test, fast ones first; install browsers where that is allowed
    Test {
        /// Use only what is installed
        #[arg(long)]
        no_install: bool,
    },
    /// Check crate edges, file headers, sizes and forgotten files
    Tidy,
    /// Write the JSON Schemas of the wire format
    Schemas,
    /// Measure this repository and archive the results
    Snapshot(snapshot::Options),
    /// Package every crate for a registry, the dashboard and the theme inside
    Package(package::Options),
    /// Write shell completions, manual pages and licences for packages of systems to target/dist
    Dist(package::dist::Options),
    /// Take pictures of every sort of page: light, dark, on a telephone, with few colours, printed
    Screenshots(look::Options),
    /// Have Lighthouse mark every sort of page
    Lighthouse,
    /// Build the program as it is handed out, the same bytes in any folder, with completions, pages and what is inside it
    Release,
    /// Time builds at several sizes and print a table
    Bench(bench::Options),
    /// Time the readers of big reports beside other tools, and print a table
    BenchReaders(bench::readers::Options),
    /// Put load on one server with ours and with other tools, and print a table
    BenchLoad(bench::load::Options),
    /// Time engines of tables over the export of a made-up fleet, and print a table
    BenchFleet(bench::fleet::Options),
    /// Build reports with other tools beside ours, and print a table
    BenchPeers(bench::peers::Options),
    /// Time the explorer in Chromium: its first frame, and letters typed over a million rows; print a table
    BenchExplorer(bench::explorer::Options),
    /// Run one command and print what it used, as JSON
    #[command(hide = true)]
    Measure {
        /// File for what the command prints
        #[arg(long)]
        out: Option<std::path::PathBuf>,
        /// The command line
        #[arg(last = true, required = true)]
        words: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Site => site::run(),
        Command::Test { no_install } => test::run(!no_install),
        Command::Tidy => tidy::run(),
        Command::Schemas => schemas::run(),
        Command::Snapshot(options) => snapshot::run(&options),
        Command::Package(options) => package::run(&options),
        Command::Dist(options) => package::dist::run(&options),
        Command::Screenshots(options) => look::screenshots(&options),
        Command::Lighthouse => look::lighthouse(),
        Command::Release => package::release::run(),
        Command::Bench(options) => bench::run(&options),
        Command::BenchReaders(options) => bench::readers::run(&options),
        Command::BenchLoad(options) => bench::load::run(&options),
        Command::BenchFleet(options) => bench::fleet::run(&options),
        Command::BenchPeers(options) => bench::peers::run(&options),
        Command::BenchExplorer(options) => bench::explorer::run(&options),
        Command::Measure { out, words } => bench::measure::alone(&words, out.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}
