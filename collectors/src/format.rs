//! Telling which format a file is.

use crate::collected::Parsed;
use crate::coverage::Lines;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::harmless;
use crate::origin::Origin;
use crate::registry;
use crate::stream::Stream;
use quarterdeck_model::{Kind, Payload};
use std::path::Path;

/// What one file gave.
pub(crate) struct Reading {
    pub(crate) payload: Payload,
    /// The lines behind coverage, where the format has them.
    pub(crate) lines: Option<Lines>,
}

/// How a report is read.
pub(crate) enum Parse {
    /// From memory.
    Whole(fn(&Input, &Origin) -> Result<Parsed<Reading>, CollectError>),
    /// As it comes: reports that grow to hundreds of megabytes.
    Stream(fn(Stream, &Origin) -> Result<Parsed<Reading>, CollectError>),
    /// A folder of many files; the first function says whether a folder is one.
    Folder(fn(&Path) -> bool, fn(&Path, &Origin) -> Result<Parsed<Reading>, CollectError>),
}

/// One format.
pub(crate) struct Format {
    /// What people are told of it.
    pub(crate) info: FormatInfo,
    /// Whether the beginning of a file looks like it.
    pub(crate) sniff: fn(&str) -> bool,
    pub(crate) parse: Parse,
    /// Of a list without an end: whether a text is one that a cut between two records could leave, which nobody can tell
    /// from a whole one.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "what tests excuse; stands where the format is described")
    )]
    pub(crate) endless: Option<fn(&str) -> bool>,
}

/// What people are told of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatInfo {
    /// Name, as `--format` takes it.
    pub name: &'static str,
    /// Kind of its figures.
    pub kind: Kind,
    /// Tools that write it.
    pub tool: &'static str,
    /// One line.
    pub description: &'static str,
    /// A command that writes it.
    pub example: &'static str,
    /// What its figures mean: what counts, in which unit, which way is better.
    pub figures: &'static str,
    /// Its specification, or where its writer describes it; empty when nothing public does.
    pub link: &'static str,
}

impl Format {
    /// Reads an opened file.
    ///
    /// # Errors
    /// As the format's own reader says; a format that is a folder refuses.
    pub(crate) fn read(&self, stream: Stream, origin: &Origin) -> Result<Parsed<Reading>, CollectError> {
        match self.parse {
            Parse::Whole(parse) => parse(&stream.whole()?, origin),
            Parse::Stream(parse) => parse(stream, origin),
            Parse::Folder(..) => Err(CollectError::new(
                stream.name,
                format!("is a file; expected a folder of {}", self.info.name),
            )),
        }
    }

    /// Reads a folder.
    ///
    /// # Errors
    /// As the format's own reader says; formats that are files refuse.
    pub(crate) fn read_folder(
        &self,
        folder: &Path,
        origin: &Origin,
    ) -> Result<Parsed<Reading>, CollectError> {
        match self.parse {
            Parse::Folder(_, parse) => parse(folder, origin),
            _ => {
                let message = format!("is a folder; expected a file of {}", self.info.name);
                Err(CollectError::new(folder.display().to_string(), message))
            }
        }
    }

    /// Whether it is a folder, and not a file.
    pub(crate) fn is_folder(&self) -> bool {
        matches!(self.parse, Parse::Folder(..))
    }
}

/// The formats of one kind, for help texts.
pub fn formats(kind: Kind) -> Vec<FormatInfo> {
    of(kind).map(|format| format.info).collect()
}

fn of(kind: Kind) -> impl Iterator<Item = &'static Format> {
    registry::all().filter(move |f| f.info.kind == kind)
}

/// The format of that name.
///
/// # Errors
/// When there is none of this kind; the message lists those that there are.
pub(crate) fn named(kind: Kind, name: &str) -> Result<&'static Format, CollectError> {
    let found = of(kind).find(|f| f.info.name == name);
    found.ok_or_else(|| {
        let message = format!("--format: `{name}` is no format of {kind}; expected {}", names(kind));
        CollectError::new("", message)
    })
}

/// The format of that kind that a text begins like.
pub(crate) fn looks_like(kind: Kind, head: &str) -> Option<&'static Format> {
    of(kind).find(|f| (f.sniff)(head))
}

/// The format of that kind that is a folder like this.
pub(crate) fn of_folder(kind: Kind, folder: &Path) -> Option<&'static Format> {
    of(kind).find(|f| matches!(f.parse, Parse::Folder(looks, _) if looks(folder)))
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
    of(kind).find(|f| list && file.contains(f.info.name))
}

/// What a text looks like, and what to do.
fn look(head: &str) -> (String, String) {
    let start = head.trim_start();
    let other = registry::all().find(|f| (f.sniff)(head));
    let name_it = "name its format with --format, or check that the tool wrote its report".to_owned();
    match start {
        "" => ("is empty".to_owned(), "the tool wrote nothing: look at its own messages".to_owned()),
        _ if other.is_some() => {
            let (name, kind) = other.map_or(("", ""), |f| (f.info.name, f.info.kind.as_str()));
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
            let (shape, seen) = shape(start);
            (format!("is {shape} of no known format: {}", harmless(&seen)), name_it)
        }
    }
}

/// The syntax of a text that is no format, and what of it was looked at: by that the reader sees which file it is.
fn shape(start: &str) -> (&'static str, String) {
    let cut = |text: &str| text.chars().take(60).collect::<String>();
    match start.chars().next() {
        Some('<') => {
            let elements =
                start.split('<').skip(1).map(|rest| rest.split([' ', '>', '/', '\n', '\t']).next());
            let root =
                elements.flatten().find(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_'));
            ("XML", format!("its root is <{}>", cut(root.unwrap_or("?"))))
        }
        Some('{' | '[') => {
            let strings: Vec<&str> = start.split('"').collect();
            // A string that a colon follows is a key.
            let keys = strings
                .windows(2)
                .skip(1)
                .step_by(2)
                .filter(|pair| pair.get(1).is_some_and(|after| after.trim_start().starts_with(':')));
            let keys: Vec<String> = keys.take(5).filter_map(|pair| Some(cut(pair.first()?))).collect();
            let seen = if keys.is_empty() { "it has no key".to_owned() } else { keys.join(", ") };
            ("JSON", if keys.is_empty() { seen } else { format!("its first keys are {seen}") })
        }
        _ => ("text", format!("it begins with `{}`", cut(start.lines().next().unwrap_or_default()))),
    }
}

fn names(kind: Kind) -> String {
    of(kind).map(|f| f.info.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: Kind, text: &str) -> String {
        match recognised(kind, &Stream::from(text.as_bytes())) {
            Ok(format) => format.info.name.to_owned(),
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
            ("hello\nworld", "is text of no known format: it begins with `hello`"),
            ("<?xml version=\"1.0\"?><!-- x --><a b='1'/>", "is XML of no known format: its root is <a>"),
            (
                "{\"a\": \"b\", \"c\": [{\"d\" : 1}]}",
                "is JSON of no known format: its first keys are a, c, d",
            ),
            ("[1, 2]", "is JSON of no known format: it has no key"),
        ] {
            let said = said(Kind::Findings, text);
            assert!(said.starts_with(&format!("test: {looks}; {wanted}")), "{said}");
        }
    }

    #[test]
    fn clovers_root_is_not_taken_for_coberturas() {
        assert_eq!(said(Kind::Coverage, "<coverage generated=\"1\" clover=\"3\"><project/>"), "clover");
    }
}
