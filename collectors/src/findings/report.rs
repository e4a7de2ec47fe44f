//! The report of one tool as it comes together: what it found, what it could not look at, and what follows from both.

use super::{identity, payload};
use crate::collected::Parsed;
use crate::notes::{Notes, harmless};
use crate::paths;
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Section, SectionState, Timestamp};

/// One finding as a reader sees it.
pub(super) struct Found<'a> {
    pub(super) rule: &'a str,
    pub(super) class: Class,
    pub(super) severity: Severity,
    pub(super) message: &'a str,
    /// As the tool wrote it; empty when it is about no file.
    pub(super) path: &'a str,
    pub(super) line: Option<u64>,
    pub(super) suppressed: bool,
    /// What tells it from others of its rule and file from run to run; the message, unless that changes.
    pub(super) mark: Option<&'a str>,
}

/// The report.
pub(super) struct Report<'a> {
    tool: &'a str,
    format: &'static str,
    version: Option<String>,
    roots: &'a [String],
    looked_for: Vec<Class>,
    items: Vec<Finding>,
    /// Why the tool did not run, or looked at nothing.
    nothing: Option<Section>,
    /// How many things it could not look at, and the first.
    unread: (u64, String),
    pub(super) taken_at: Option<Timestamp>,
    pub(super) notes: Notes,
}

impl<'a> Report<'a> {
    /// Of `tool`, which looks for these classes.
    pub(super) fn new(
        tool: &'a str,
        format: &'static str,
        looked_for: &[Class],
        roots: &'a [String],
        notes: Notes,
    ) -> Self {
        Self {
            tool,
            format,
            version: None,
            roots,
            looked_for: looked_for.to_vec(),
            items: Vec::new(),
            nothing: None,
            unread: (0, String::new()),
            taken_at: None,
            notes,
        }
    }

    /// Which version of it wrote the report.
    pub(super) fn version(&mut self, version: Option<String>) {
        self.version = version.filter(|text| !text.is_empty());
    }

    /// It found this. A class that was found was looked for.
    pub(super) fn find(&mut self, found: Found) {
        let path = paths::normalised(found.path, self.roots);
        let mark = found.mark.unwrap_or(found.message);
        self.looks_for(found.class);
        self.items.push(Finding {
            identity: identity::of(self.tool, found.rule, &path, mark),
            tool: self.tool.to_owned(),
            rule: found.rule.to_owned(),
            class: found.class,
            severity: found.severity,
            message: found.message.to_owned(),
            path,
            line: found.line.filter(|line| *line > 0),
            suppressed: found.suppressed,
        });
    }

    /// It looks for these too.
    pub(super) fn looks_for(&mut self, class: Class) {
        if !self.looked_for.contains(&class) {
            self.looked_for.push(class);
        }
    }

    /// It could not look at one thing that it was to look at.
    pub(super) fn unread(&mut self, why: &str) {
        if self.unread.0 == 0 {
            self.unread.1 = harmless(why);
        }
        self.unread.0 += 1;
    }

    /// It did not run.
    pub(super) fn failed(&mut self, why: impl Into<String>) {
        self.nothing = Some(Section::because(SectionState::Failed, harmless(&why.into())));
    }

    /// It ran and looked at nothing.
    pub(super) fn empty(&mut self, why: impl Into<String>) {
        self.nothing = Some(Section::because(SectionState::Empty, harmless(&why.into())));
    }

    /// How many findings there are so far.
    pub(super) fn count(&self) -> usize {
        self.items.len()
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Parsed<Findings> {
        let section = self.section();
        self.looked_for.sort();
        let report = ToolReport {
            tool: self.tool.to_owned(),
            version: self.version.clone(),
            format: self.format.to_owned(),
            section: section.clone(),
            looked_for: self.looked_for,
        };
        Parsed {
            payload: payload(vec![report], self.items),
            section,
            tool: self.tool.to_owned(),
            tool_version: self.version,
            taken_at: self.taken_at,
            diagnostics: self.notes.finish(),
        }
    }

    fn section(&self) -> Section {
        if let Some(nothing) = &self.nothing {
            return nothing.clone();
        }
        let unread = match self.unread {
            (0, _) => None,
            (n, ref first) => {
                Some(format!("{} could not look at {n} of what it was given: {first}", self.tool))
            }
        };
        let mut reasons: Vec<String> = unread.into_iter().collect();
        reasons.extend(self.notes.lost());
        match reasons.is_empty() {
            true => Section::ok(),
            false => Section { state: SectionState::Partial, reasons },
        }
    }
}

/// critical, high, medium (moderate), low, info (negligible) by name; any other word is an unknown severity.
pub(super) fn severity(word: &str) -> Severity {
    match word.to_ascii_lowercase().as_str() {
        "critical" | "blocker" => Severity::Critical,
        "high" => Severity::High,
        "medium" | "moderate" => Severity::Medium,
        "low" => Severity::Low,
        "info" | "informational" | "negligible" | "none" => Severity::Info,
        _ => Severity::Unknown,
    }
}
