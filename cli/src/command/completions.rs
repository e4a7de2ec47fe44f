//! `completions`, `man` and `reference`: all from the same definition of the command line.

use super::Outcome;
use crate::args::Args;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use clap::CommandFactory as _;
use std::path::Path;

/// Prints the completions of one shell.
pub(super) fn shell(shell: clap_complete::Shell, printer: &Printer) -> Outcome {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "quarterdeck", &mut bytes);
    printer.answer(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Done)
}

/// Prints the manual page, or writes all into a folder.
pub(super) fn man(out: Option<&Path>, printer: &Printer) -> Outcome {
    if let Some(folder) = out {
        std::fs::create_dir_all(folder).map_err(|e| CliError::io(folder, e))?;
        clap_mangen::generate_to(Args::command(), folder).map_err(|e| CliError::io(folder, e))?;
        printer.answer(&folder.display().to_string())?;
        return Ok(Exit::Done);
    }
    let mut bytes = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut bytes).map_err(CliError::Output)?;
    printer.answer(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Done)
}

/// Prints the command-line reference.
pub(super) fn reference(printer: &Printer) -> Outcome {
    printer.answer(&reference_text())?;
    Ok(Exit::Done)
}

/// Every command's long help, in Markdown.
fn reference_text() -> String {
    let mut out =
        String::from("# Command-line reference\n\nMade by `quarterdeck reference`; a test keeps it true.\n");
    let mut root = Args::command().term_width(100);
    root.build();
    section(&mut root, &mut out);
    out
}

fn section(command: &mut clap::Command, out: &mut String) {
    let title = command.get_bin_name().unwrap_or_default().to_owned();
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    out.push_str(&format!("\n## `{title}`\n\n```text\n{}\n```\n", lines.join("\n").trim_end()));
    for sub in command.get_subcommands_mut() {
        if !sub.is_hide_set() && sub.get_name() != "help" {
            section(sub, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_reference_is_true() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/REFERENCE.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        let right = reference_text();
        assert!(written == right, "run `cargo run -p quarterdeck -- reference > cli/REFERENCE.md`");
    }

    #[test]
    fn every_argument_is_well_defined() {
        Args::command().debug_assert();
    }
}
