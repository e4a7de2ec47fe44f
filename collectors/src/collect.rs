//! One collection: several files of one kind into one payload. One bad file never loses the others.

use crate::collected::{Collected, Parsed};
use crate::context;
use crate::error::CollectError;
use crate::expand::expand;
use crate::format::{self, Format, Reading};
use crate::merged::merged;
use crate::origin::Origin;
use crate::stream::Stream;
use quarterdeck_model::{Diagnostic, Kind, Labels, Level, Payload, Section, SectionState, Timestamp};
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
    /// Now: the moment of a status that does not say its own.
    pub now: Timestamp,
}

/// A file that was read, or why it was not.
type Read = Result<(&'static Format, Parsed<Reading>), CollectError>;

/// Collects. Files that cannot be read make the whole partial, or failed when there is no other: that is a result too,
/// and is archived.
///
/// # Errors
/// When the request itself is wrong: an unknown format, a path or pattern that names no file.
pub fn collect(request: &Request) -> Result<Collected, CollectError> {
    let wanted = request.format.as_deref().map(|name| format::named(request.kind, name)).transpose()?;
    let files = expand(&request.paths, request.kind, wanted)?;
    let origin = Origin::of(&request.root, request.now);
    let read: Vec<Read> = files.iter().map(|file| one(file, request.kind, wanted, &origin)).collect();
    Ok(join(request, read))
}

fn one(file: &Path, kind: Kind, wanted: Option<&'static Format>, origin: &Origin) -> Read {
    if file.is_dir() {
        let format = wanted.or_else(|| format::of_folder(kind, file)).ok_or_else(|| {
            CollectError::new(file.display().to_string(), format!("is a folder, and no report of {kind}"))
        })?;
        return Ok((format, format.read_folder(file, origin)?));
    }
    let stream = Stream::open(file)?;
    let format = wanted.map_or_else(|| format::recognised(kind, &stream), Ok)?;
    Ok((format, format.read(stream, origin)?))
}

fn join(request: &Request, read: Vec<Read>) -> Collected {
    let mut joined = Joined::default();
    for result in read {
        joined.add(result, request.strict);
    }
    let (payload, lost) = merged(request.kind, joined.readings);
    joined.sections.extend(lost.iter().map(|reason| Section::because(SectionState::Partial, reason)));
    joined.diagnostics.extend(lost.into_iter().map(|message| Diagnostic::warning("", message)));
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
    readings: Vec<Reading>,
    sections: Vec<Section>,
    tools: Vec<String>,
    version: Option<String>,
    formats: Vec<String>,
    taken_at: Option<Timestamp>,
    diagnostics: Vec<Diagnostic>,
}

impl Joined {
    fn add(&mut self, result: Read, strict: bool) {
        match result {
            Err(error) => {
                self.sections.push(Section::because(SectionState::Failed, error.to_string()));
                self.diagnostics.push(error.0);
            }
            Ok((format, parsed)) => self.add_read(format, parsed, strict),
        }
    }

    fn add_read(&mut self, format: &Format, mut parsed: Parsed<Reading>, strict: bool) {
        let warnings = parsed.diagnostics.iter().filter(|d| d.level >= Level::Warning).count();
        if strict && warnings > 0 {
            let reason = format!("{warnings} warnings, and none is allowed");
            parsed.section = Section::because(SectionState::Failed, reason);
            if let Payload::Findings(findings) = &mut parsed.payload.payload {
                findings.tools.iter_mut().for_each(|tool| tool.section = parsed.section.clone());
            }
        }
        // Figures of a file that does not count must not be summed into the whole; findings say themselves which tool
        // did not run, which makes its classes unknown.
        if parsed.section.state.counts() || format.info.kind == Kind::Findings {
            self.readings.push(parsed.payload);
        }
        self.sections.push(parsed.section);
        self.version = parsed.tool_version;
        self.taken_at = self.taken_at.max(parsed.taken_at);
        self.diagnostics.extend(parsed.diagnostics);
        insert(&mut self.tools, parsed.tool);
        insert(&mut self.formats, format.info.name.to_owned());
    }
}

fn insert(sorted: &mut Vec<String>, text: String) {
    if let Err(at) = sorted.binary_search(&text) {
        sorted.insert(at, text);
    }
}
