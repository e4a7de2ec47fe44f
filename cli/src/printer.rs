//! One printer: standard output carries the answer, standard error everything else.

use crate::args::Global;
use crate::error::CliError;
use crate::exit::Exit;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use quarterdeck_model::{Diagnostic, Level};
use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

/// Prints answers, notes, warnings and progress as the global options ask.
pub(crate) struct Printer {
    quiet: bool,
}

impl Printer {
    /// From the global options; also sets colour for both streams (`NO_COLOR` and terminals are looked at by anstream).
    pub(crate) fn new(global: &Global) -> Self {
        global.color.apply();
        Self { quiet: global.quiet }
    }

    /// The answer, followed by a line end.
    pub(crate) fn answer(&self, text: &str) -> Result<(), CliError> {
        let mut out = anstream::stdout().lock();
        let text = text.strip_suffix('\n').unwrap_or(text);
        writeln!(out, "{text}").and_then(|()| out.flush()).map_err(CliError::Output)
    }

    /// What was done: for people only, on standard error.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.line("", Style::new(), text);
        }
    }

    /// Something to look at: printed even with `--quiet`.
    pub(crate) fn warning(&self, text: &str) {
        self.line("warning: ", AnsiColor::Yellow.on_default().bold(), text);
    }

    /// A diagnostic at its own level.
    pub(crate) fn diagnostic(&self, diagnostic: &Diagnostic) {
        match diagnostic.level {
            Level::Note => self.note(&format!("note: {diagnostic}")),
            Level::Warning => self.warning(&diagnostic.to_string()),
            Level::Error => {
                self.line("error: ", AnsiColor::Red.on_default().bold(), &diagnostic.to_string());
            }
        }
    }

    /// At most `most` diagnostics, worst first, and how many more there are.
    pub(crate) fn diagnostics(&self, all: &[Diagnostic], most: usize) {
        let mut sorted: Vec<&Diagnostic> = all.iter().collect();
        sorted.sort_by_key(|d| std::cmp::Reverse(d.level));
        for diagnostic in sorted.iter().take(most) {
            self.diagnostic(diagnostic);
        }
        if sorted.len() > most {
            self.note(&format!("… and {} more; `quarterdeck verify` prints them all", sorted.len() - most));
        }
    }

    /// The error that ended the program, with its hint; gives its exit code.
    pub(crate) fn failure(&self, error: &CliError) -> Exit {
        if error.exit() != Exit::Done {
            self.line("error: ", AnsiColor::Red.on_default().bold(), &error.to_string());
            if let Some(hint) = error.hint() {
                self.line("hint: ", AnsiColor::Cyan.on_default().bold(), hint);
            }
        }
        error.exit()
    }

    /// A spinner while something long runs; silent unless standard error is a terminal.
    pub(crate) fn spinner(&self, doing: &str) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner().with_message(doing.to_owned());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    /// A lost standard error must not stop the work, so its errors are dropped.
    fn line(&self, tag: &str, style: Style, text: &str) {
        let mut err = anstream::stderr().lock();
        let _ = writeln!(err, "{style}{tag}{style:#}{}", quarterdeck_views::text::visible_lines(text));
    }
}
