//! Telling which format a file is.

use crate::collected::Parsed;
use crate::coverage::Lines;
use crate::error::CollectError;
use crate::input::Input;
use crate::registry::FORMATS;
use crate::stream::Stream;
use quarterdeck_model::{Kind, Payload};
use std::path::Path;

/// What one file gave.
pub(crate) struct Reading {
    pub(crate) payload: Payload,
    /// The lines behind coverage, where the format has them.
    pub(crate) lines: Option<Lines>,
}

/// How a file is read; paths in it are made relative to the roots.
pub(crate) enum Parse {
    /// From memory.
    Whole(fn(&Input, &[String]) -> Result<Parsed<Reading>, CollectError>),
    /// As it comes: reports that grow to hundreds of megabytes.
    Stream(fn(Stream, &[String]) -> Result<Parsed<Reading>, CollectError>),
}

/// One format.
pub(crate) struct Format {
    /// Its name, as `--format` takes it.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) tool: &'static str,
    pub(crate) description: &'static str,
    /// Whether the beginning of a file looks like it.
    pub(crate) sniff: fn(&str) -> bool,
    pub(crate) parse: Parse,
}

/// What people are told of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatInfo {
    /// Name, as `--format` takes it.
    pub name: &'static str,
    /// Tools that write it.
    pub tool: &'static str,
    /// One line.
    pub description: &'static str,
}

/// The name of the one format that is a folder.
pub(crate) const CRITERION: &str = "criterion";

impl Format {
    /// Reads an opened file.
    ///
    /// # Errors
    /// As the format's own reader says.
    pub(crate) fn read(&self, stream: Stream, roots: &[String]) -> Result<Parsed<Reading>, CollectError> {
        match self.parse {
            Parse::Whole(parse) => parse(&stream.whole()?, roots),
            Parse::Stream(parse) => parse(stream, roots),
        }
    }

    /// Reads a folder.
    ///
    /// # Errors
    /// As the format's own reader says; formats that are files refuse.
    pub(crate) fn read_folder(
        &self,
        folder: &Path,
        roots: &[String],
    ) -> Result<Parsed<Reading>, CollectError> {
        let input = Input { name: folder.display().to_string(), bytes: Vec::new() };
        match self.parse {
            Parse::Whole(parse) if self.name == CRITERION => parse(&input, roots),
            _ => Err(CollectError::new(input.name, format!("is a folder; expected a file of {}", self.name))),
        }
    }
}

/// The formats of one kind, for help texts.
pub fn formats(kind: Kind) -> Vec<FormatInfo> {
    let info = |f: &Format| FormatInfo { name: f.name, tool: f.tool, description: f.description };
    of(kind).map(info).collect()
}

fn of(kind: Kind) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(move |f| f.kind == kind)
}

/// The format of that name.
///
/// # Errors
/// When there is none of this kind; the message lists those that there are.
pub(crate) fn named(kind: Kind, name: &str) -> Result<&'static Format, CollectError> {
    let found = of(kind).find(|f| f.name == name);
    found.ok_or_else(|| {
        let message = format!("--format: `{name}` is no format of {kind}; expected {}", names(kind));
        CollectError::new("", message)
    })
}

/// The format of that kind that a text begins like.
pub(crate) fn looks_like(kind: Kind, head: &str) -> Option<&'static Format> {
    of(kind).find(|f| (f.sniff)(head))
}

/// The format that a file looks like.
///
/// # Errors
/// When it looks like none of this kind; the message says what it looks like.
pub(crate) fn recognised(kind: Kind, stream: &Stream) -> Result<&'static Format, CollectError> {
    let text = stream.head();
    let head = text.trim_start_matches('\u{feff}');
    let found = looks_like(kind, head).or_else(|| empty_list(kind, head, &stream.name));
    found.ok_or_else(|| {
        let (looks, hint) = look(head);
        CollectError::new(&stream.name, format!("{looks}; expected {}", names(kind))).hint(hint)
    })
}

/// Many tools write an empty list when all is well: only the file's name can tell which one did.
fn empty_list(kind: Kind, head: &str, name: &str) -> Option<&'static Format> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let list = head.split_whitespace().collect::<String>() == "[]";
    of(kind).find(|f| list && file.contains(f.name))
}

/// What a text looks like, and what to do.
fn look(head: &str) -> (String, String) {
    let start = head.trim_start();
    let other = FORMATS.iter().find(|f| (f.sniff)(head));
    let name_it = "name its format with --format, or check that the tool wrote its report".to_owned();
    match start {
        "" => ("is empty".to_owned(), "the tool wrote nothing: look at its own messages".to_owned()),
        _ if other.is_some() => {
            let (name, kind) = other.map_or(("", ""), |f| (f.name, f.kind.as_str()));
            (format!("looks like {name}, which is of {kind}"), format!("collect it with `collect {kind}`"))
        }
        _ if head.contains('\0') => ("looks like a binary file".to_owned(), name_it),
        _ if start.starts_with("<!DOCTYPE html") || start.starts_with("<html") => {
            ("looks like a web page".to_owned(), "point at the tool's machine-readable report".to_owned())
        }
        _ if start.split_whitespace().collect::<String>() == "[]" => (
            "is an empty list, which several tools write".to_owned(),
            "name its format with --format".to_owned(),
        ),
        _ => {
            let shape = match start.chars().next() {
                Some('<') => "XML",
                Some('{' | '[') => "JSON",
                _ => "text",
            };
            (format!("is {shape} of no known format"), name_it)
        }
    }
}

fn names(kind: Kind) -> String {
    of(kind).map(|f| f.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: Kind, text: &str) -> String {
        match recognised(kind, &Stream::from(text.as_bytes())) {
            Ok(format) => format.name.to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn content_tells_the_format() {
        assert_eq!(said(Kind::Coverage, "TN:\nSF:a.c\nDA:1,1\nend_of_record\n"), "lcov");
        assert_eq!(said(Kind::Coverage, "<?xml version=\"1.0\"?><coverage line-rate=\"1\">"), "cobertura");
        assert_eq!(said(Kind::Coverage, "{\"meta\": {\"branch_coverage\": true}}"), "coverage-py");
        assert_eq!(said(Kind::Coverage, "{\"data\":[{\"files\":[{\"filename\":\"a\"}]}]}"), "llvm-cov");
        assert_eq!(said(Kind::Findings, "{\"version\":\"2.1.0\",\"runs\":[]}"), "sarif");
        assert_eq!(said(Kind::Findings, "{\"reason\":\"build-finished\",\"success\":true}"), "clippy");
    }

    #[test]
    fn what_is_not_recognised_is_described() {
        let wanted = "expected sarif, clippy, ruff";
        for (text, looks) in [
            ("", "is empty"),
            ("[]", "is an empty list, which several tools write"),
            ("<testsuite/>", "looks like junit, which is of tests"),
            ("<!DOCTYPE html><html>", "looks like a web page"),
            ("\0\x01", "looks like a binary file"),
            ("hello", "is text of no known format"),
            ("<a/>", "is XML of no known format"),
        ] {
            let said = said(Kind::Findings, text);
            assert!(said.starts_with(&format!("test: {looks}; {wanted}")), "{said}");
        }
    }

    #[test]
    fn clovers_root_is_not_taken_for_coberturas() {
        assert!(
            said(Kind::Coverage, "<coverage generated=\"1\" clover=\"3\"><project/>")
                .contains("no known format")
        );
    }
}
