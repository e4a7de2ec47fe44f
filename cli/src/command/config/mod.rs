//! `config`: questions about `quarterdeck.toml` itself.

mod check;
mod history;
mod show;
mod tree;
mod words;
mod write;

use super::Outcome;
use crate::args::{ConfigArgs, ConfigCommand};
use crate::config::schema;
use crate::exit::Exit;
use crate::printer::Printer;
use std::path::Path;

pub(super) fn run(args: &ConfigArgs, given: Option<&Path>, printer: &Printer) -> Outcome {
    match &args.command {
        ConfigCommand::Check(a) => check::run(a, given, printer),
        ConfigCommand::Show(a) => show::run(a, given, printer),
        ConfigCommand::Schema => printer.answer(schema::TEXT).map(|()| Exit::Done),
        ConfigCommand::History(a) => history::run(a, given, printer),
    }
}
