//! The one binary `quarterdeck`: reads the command line, runs one command, ends with a documented exit code.

mod args;
mod columns;
mod command;
mod config;
mod demo;
mod error;
mod exit;
mod now;
mod printer;
mod project;
mod suggest;
mod version;

use clap::Parser as _;
use std::process::ExitCode;

/// A build makes and drops millions of short texts on every thread: the system's allocator takes a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let printer = printer::Printer::new(&args.global);
    command::run(&args, &printer).unwrap_or_else(|error| printer.failure(&error)).into()
}
