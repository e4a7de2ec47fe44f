//! One collection: several files of one kind into one payload. One bad file never loses the others.

use crate::collected::{Collected, Parsed};
use crate::error::CollectError;
use crate::format::{self, CRITERION, Format};
use crate::input::Input;
use crate::{benchmark, context, coverage, findings, paths, tests};
use quarterdeck_model::{Diagnostic, Kind, Labels, Level, Payload, Section, SectionState};
use std::path::{Path, PathBuf};

/// What to collect.
#[derive(Debug, Clone)]
pub struct Request {
    /// Kind.
    pub kind: Kind,
    /// Files, folders, patterns, or `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// Format; `None` tells it from each file.
    pub format: Option<String>,
    /// Treat every warning as a failure.
    pub strict: bool,
    /// The repository's folder: paths in reports are made relative to it.
    pub root: PathBuf,
}

/// A file that was read, or why it was not.
type Read = Result<(&'static Format, Parsed<Payload>), CollectError>;

/// Collects. Files that cannot be read make the whole partial, or failed when there is no other: that is a result too,
/// and is archived.
///
/// # Errors
/// When the request itself is wrong: an unknown format, a path or pattern that names no file.
pub fn collect(request: &Request) -> Result<Collected, CollectError> {
    let wanted = request.format.as_deref().map(|name| format::named(request.kind, name)).transpose()?;
    let files = expand(&request.paths)?;
    let roots = paths::roots(&request.root);
    let read: Vec<Read> = files.iter().map(|file| one(file, request.kind, wanted, &roots)).collect();
    Ok(join(request, read))
}

fn one(file: &Path, kind: Kind, wanted: Option<&'static Format>, roots: &[String]) -> Read {
    let folder = file.is_dir();
    let input = if folder {
        Input { name: file.display().to_string(), bytes: Vec::new() }
    } else {
        Input::open(file)?
    };
    let format = match wanted {
        Some(format) => format,
        None if folder => format::named(kind, CRITERION)?,
        None => format::recognised(kind, &input)?,
    };
    Ok((format, (format.parse)(&input, roots)?))
}

/// The files that paths stand for, in a fixed order.
fn expand(given: &[PathBuf]) -> Result<Vec<PathBuf>, CollectError> {
    let mut files = Vec::new();
    for path in given {
        let text = path.to_string_lossy();
        if path == Path::new("-") || path.exists() {
            files.push(path.clone());
        } else if text.contains(['*', '?', '[']) {
            files.extend(matching(&text)?);
        } else {
            return Err(CollectError::new(text, "does not exist")
                .hint("paths are relative to the current folder; those of quarterdeck.toml to its folder"));
        }
    }
    Ok(files)
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>, CollectError> {
    let wrong = |why: String| CollectError::new(pattern, why);
    let found = glob::glob(pattern).map_err(|e| wrong(format!("is no pattern: {e}")))?;
    let mut files: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    files.sort();
    if files.is_empty() { Err(wrong("matches no file".to_owned())) } else { Ok(files) }
}

fn join(request: &Request, read: Vec<Read>) -> Collected {
    let mut joined = Joined::default();
    for result in read {
        joined.add(result, request.strict);
    }
    let payload = merged(request.kind, joined.payloads);
    let mut section = Section::of_parts(&joined.sections);
    section.reasons.dedup();
    let host = (request.kind == Kind::Benchmark).then(context::machine_class).flatten();
    Collected {
        payload,
        section,
        tool: joined.tools.join("+"),
        tool_version: joined.version.filter(|_| joined.tools.len() == 1),
        format: joined.formats.join("+"),
        taken_at: joined.taken_at,
        labels: host.map_or_else(Labels::none, |host| Labels::one("host", host)),
        diagnostics: joined.diagnostics,
    }
}

#[derive(Default)]
struct Joined {
    payloads: Vec<Payload>,
    sections: Vec<Section>,
    tools: Vec<String>,
    version: Option<String>,
    formats: Vec<String>,
    taken_at: Option<quarterdeck_model::Timestamp>,
    diagnostics: Vec<Diagnostic>,
}

impl Joined {
    fn add(&mut self, result: Read, strict: bool) {
        match result {
            Err(error) => {
                self.sections.push(Section::because(SectionState::Failed, error.to_string()));
                self.diagnostics.push(error.0);
            }
            Ok((format, parsed)) => {
                let warnings = parsed.diagnostics.iter().filter(|d| d.level >= Level::Warning).count();
                let section = if strict && warnings > 0 {
                    Section::because(
                        SectionState::Failed,
                        format!("{warnings} warnings, and none is allowed"),
                    )
                } else {
                    parsed.section
                };
                // Figures of a file that does not count must not be summed into the whole; findings say themselves
                // which tool did not run, which makes its classes unknown.
                if section.state.counts() || format.kind == Kind::Findings {
                    self.payloads.push(parsed.payload);
                }
                self.sections.push(section);
                self.version = parsed.tool_version;
                self.taken_at = self.taken_at.max(parsed.taken_at);
                self.diagnostics.extend(parsed.diagnostics);
                insert(&mut self.tools, parsed.tool);
                insert(&mut self.formats, format.name.to_owned());
            }
        }
    }
}

fn insert(sorted: &mut Vec<String>, text: String) {
    if let Err(at) = sorted.binary_search(&text) {
        sorted.insert(at, text);
    }
}

/// One payload of several; an empty one of the kind when there is none.
fn merged(kind: Kind, payloads: Vec<Payload>) -> Payload {
    macro_rules! only {
        ($variant:ident) => {
            payloads
                .into_iter()
                .filter_map(|p| if let Payload::$variant(p) = p { Some(p) } else { None })
                .collect()
        };
    }
    match kind {
        Kind::Coverage => Payload::Coverage(coverage::merge(only!(Coverage))),
        Kind::Findings => Payload::Findings(findings::merge(only!(Findings))),
        Kind::Tests => Payload::Tests(tests::merge(only!(Tests))),
        Kind::Benchmark => Payload::Benchmark(benchmark::merge(only!(Benchmark))),
        Kind::Health => Payload::Health(Default::default()),
        Kind::Chaos => Payload::Chaos(Default::default()),
        Kind::Code => Payload::Code(Default::default()),
    }
}
