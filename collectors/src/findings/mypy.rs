//! mypy: its text, and `--output json` (since 1.11), one message a line.
//!
//! An error is of type and medium, unless mypy calls it `syntax`; a note explains and is for information. Only the text
//! ends with a summary: that nothing was wrong can be told by `Success: no issues found in N source files` alone, so
//! JSON without a line says nothing.

mod line;

use super::report::{Found, Report};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use line::{Message, Said};
use quarterdeck_model::payload::{Class, Findings, Severity};

/// Whether the text begins with a message of mypy, or with its summary.
pub(crate) fn sniff(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty()).take(20);
    lines.any(|line| {
        let json = line.starts_with('{')
            && ["\"file\"", "\"hint\"", "\"severity\"", "\"code\""].iter().all(|field| line.contains(field));
        json || line.starts_with("Success: no issues found in ") || line::is_of_mypy(line)
    })
}

/// Whether messages stand there without the summary that only the text has.
pub(crate) fn may_be_cut(text: &str) -> bool {
    text.trim_start().starts_with('{') && json::ends_with_a_record(text)
}

/// Reads the messages.
///
/// # Errors
/// When there is no message and no summary.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, notes) = input.noted();
    let mut report = Report::new("mypy", "mypy", &[Class::Syntax, Class::Type], roots, notes);
    let (mut as_text, mut as_json, mut summary) = (0_u64, 0_u64, None);
    for (number, line) in (1u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match line::said(line) {
            Ok(Said::Message { message, text }) => {
                *if text { &mut as_text } else { &mut as_json } += 1;
                find(&mut report, &message);
            }
            Ok(Said::Summary { files, stopped }) => {
                summary = Some(files);
                if stopped {
                    report.unread("errors prevented further checking");
                }
            }
            Ok(Said::Other) => {
                report.notes.warn(number, "is no message of mypy; it was left out".to_owned());
            }
            Err(why) => report.notes.warn(number, format!("is no message of mypy: {why}")),
        }
    }
    match summary {
        Some(Some(0)) => report.empty("mypy found no file to check"),
        None if as_text + as_json == 0 => {
            return Err(CollectError::new(&input.name, "holds no message of mypy and no summary")
                .hint("keep mypy's text output, which ends with how many files it checked"));
        }
        // Up to 1.20 mypy writes errors of syntax as text between the JSON.
        None if as_json == 0 => {
            report.notes.warn_all("ends without mypy's summary: it was cut off".to_owned())
        }
        _ => {}
    }
    Ok(report.finish())
}

fn find(report: &mut Report, message: &Message) {
    let code = message.code.as_deref().unwrap_or_default();
    let syntax = code == "syntax" || message.message.starts_with("invalid syntax");
    let (class, severity) = match message.severity.as_str() {
        "error" if syntax => (Class::Syntax, Severity::High),
        "error" => (Class::Type, Severity::Medium),
        _ => (Class::Type, Severity::Info),
    };
    let rule = match code {
        "" if syntax => "syntax",
        "" => "misc",
        code => code,
    };
    report.find(Found {
        rule,
        class,
        severity,
        message: &message.message,
        path: &message.file,
        line: u64::try_from(message.line).ok(),
        suppressed: false,
        mark: None,
    });
}
