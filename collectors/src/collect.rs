//! One collection: several files of one kind into one payload. One bad file never loses the others.

use crate::collected::{Collected, Parsed};
use crate::context;
use crate::error::CollectError;
use crate::expand::expand;
use crate::format::{self, Format, FormatInfo, Reading};
use crate::merged::merged;
use crate::origin::Origin;
use crate::stream::Stream;
use quarterdeck_model::{Diagnostic, Kind, Labels, Level, Payload, Section, SectionState, Timestamp, plural};
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
pub(crate) type Read = Result<(FormatInfo, Parsed<Reading>), CollectError>;

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
    let mut collected = join(request.kind, request.strict, read);
    if let Some(host) = (request.kind == Kind::Benchmark).then(context::machine_class).flatten() {
        collected.labels = Labels::one("host", host);
    }
    Ok(collected)
}

fn one(file: &Path, kind: Kind, wanted: Option<&'static Format>, origin: &Origin) -> Read {
    if file.is_dir() {
        let format = wanted.or_else(|| format::of_folder(kind, file)).ok_or_else(|| {
            CollectError::new(file.display().to_string(), format!("is a folder, and no report of {kind}"))
        })?;
        return Ok((format.info, format.read_folder(file, origin)?));
    }
    opened(Stream::open(file)?, kind, wanted, origin)
}

/// Reads what was opened, in the wanted format or in the one that it looks like.
pub(crate) fn opened(stream: Stream, kind: Kind, wanted: Option<&'static Format>, origin: &Origin) -> Read {
    let format = wanted.map_or_else(|| format::recognised(kind, &stream), Ok)?;
    Ok((format.info, format.read(stream, origin)?))
}

/// Several readings, and reasons why there is none, as one collection.
pub(crate) fn join(kind: Kind, strict: bool, read: Vec<Read>) -> Collected {
    let mut joined = Joined::default();
    for result in read {
        joined.add(result, strict);
    }
    let (payload, lost) = merged(kind, joined.readings);
    joined.sections.extend(lost.iter().map(|reason| Section::because(SectionState::Partial, reason)));
    joined.diagnostics.extend(lost.into_iter().map(|message| Diagnostic::warning("", message)));
    let mut section = Section::of_parts(&joined.sections);
    section.reasons.dedup();
    Collected {
        payload,
        section,
        tool: joined.tools.join("+"),
        tool_version: joined.version.filter(|_| joined.tools.len() == 1),
        format: joined.formats.join("+"),
        taken_at: joined.taken_at,
        labels: Labels::none(),
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
            Ok((info, parsed)) => self.add_read(info, parsed, strict),
        }
    }

    fn add_read(&mut self, info: FormatInfo, mut parsed: Parsed<Reading>, strict: bool) {
        let warnings = parsed.diagnostics.iter().filter(|d| d.level >= Level::Warning).count();
        if strict && warnings > 0 {
            let reason = format!("{}, and none is allowed", plural(warnings, "warning", "warnings"));
            parsed.section = Section::because(SectionState::Failed, reason);
            if let Payload::Findings(findings) = &mut parsed.payload.payload {
                findings.tools.iter_mut().for_each(|tool| tool.section = parsed.section.clone());
            }
        }
        // Figures of a file that does not count must not be summed into the whole; findings say themselves which tool
        // did not run, which makes its classes unknown.
        if parsed.section.state.counts() || info.kind == Kind::Findings {
            self.readings.push(parsed.payload);
        }
        self.sections.push(parsed.section);
        self.version = parsed.tool_version;
        self.taken_at = self.taken_at.max(parsed.taken_at);
        self.diagnostics.extend(parsed.diagnostics);
        insert(&mut self.tools, parsed.tool);
        insert(&mut self.formats, info.name.to_owned());
    }
}

fn insert(sorted: &mut Vec<String>, text: String) {
    if let Err(at) = sorted.binary_search(&text) {
        sorted.insert(at, text);
    }
}
