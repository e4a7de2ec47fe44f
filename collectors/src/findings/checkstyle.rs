//! Checkstyle's XML, which many tools write: ESLint, PHP_CodeSniffer, ShellCheck, ktlint. error is medium, warning low,
//! info for information; a file that the tool broke on stands there as an exception.

use super::report::{Found, Report};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::notes::{Notes, harmless};
use crate::stream::Stream;
use crate::xml::{Element, Node, Xml};
use quarterdeck_model::payload::{Class, Findings, Severity};

/// Whether the beginning looks like this report.
pub(crate) fn sniff(head: &str) -> bool {
    head.contains("<checkstyle")
}

/// Reads the report.
///
/// # Errors
/// When it is not well-formed XML with the root `checkstyle`.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let name = stream.name.clone();
    let mut report = Report::new(
        "checkstyle",
        "checkstyle",
        &[Class::Syntax, Class::Lint],
        roots,
        Notes::new(&name, None),
    );
    let mut xml = Xml::over(&name, stream.decoded());
    let (mut file, mut files, mut root) = (String::new(), 0_u64, false);
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        match element.name {
            "checkstyle" => {
                root = true;
                report.version(element.attribute("version"));
            }
            other if !root => {
                let message = format!("has the root <{}>; expected <checkstyle>", harmless(other));
                return Err(CollectError::new(name, message).at_line(element.line));
            }
            "file" => {
                file = element.attribute("name").unwrap_or_default();
                files += 1;
            }
            "error" => find(&mut report, &file, &element),
            "exception" => report.unread(&format!("{file}: the tool broke on it")),
            _ => {}
        }
    }
    if files == 0 {
        report.empty("no file was looked at");
    }
    xml.into_inner().warning(&name).into_iter().for_each(|warning| report.notes.push(warning));
    Ok(report.finish())
}

fn find(report: &mut Report, file: &str, element: &Element) {
    let source = element.attribute("source").unwrap_or_default();
    let message = element.attribute("message").unwrap_or_default();
    // `com.puppycrawl.tools.checkstyle.checks.javadoc.JavadocPackageCheck`, `eslint.rules.no-undef`.
    let rule = source.rsplit('.').next().unwrap_or_default();
    let rule = if rule.is_empty() { "unknown" } else { rule };
    let severity = match element.attribute("severity").as_deref() {
        Some("error") | None => Severity::Medium,
        Some("warning") => Severity::Low,
        Some("info") => Severity::Info,
        // What is configured to be ignored is not open.
        Some("ignore") => return,
        Some(_) => Severity::Unknown,
    };
    let parsing = message.starts_with("Parsing error") || rule.eq_ignore_ascii_case("syntax");
    report.find(Found {
        rule,
        class: if parsing { Class::Syntax } else { Class::Lint },
        severity: if parsing { Severity::High } else { severity },
        message: &message,
        path: file,
        line: element.number("line"),
        suppressed: false,
        mark: None,
    });
}
