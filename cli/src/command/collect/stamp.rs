//! What a collection carries besides its figures: time, commit, branch, job, labels; and where it goes.

use super::asked::Asked;
use super::push::Push;
use crate::args::{Format, Stamp};
use crate::error::CliError;
use crate::now;
use crate::project::Project;
use quarterdeck_collectors::{Collected, context};
use quarterdeck_model::{Collector, Labels, Snapshot, Source, Timestamp};
use quarterdeck_store::Archive;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The resolved stamp of one collection.
pub(in crate::command) struct Stamped {
    archive: Archive,
    subject: String,
    source: Source,
    job: Option<String>,
    labels: Labels,
    taken_at: Option<Timestamp>,
    clock: Timestamp,
    dry_run: bool,
    push: Option<Push>,
    asked: Asked,
    /// Form of the answer.
    pub(super) answer: Format,
}

impl Stamped {
    /// From the command line, the configuration, git and the CI's variables, in this order.
    pub(in crate::command) fn new(stamp: &Stamp, project: &Project) -> Result<Self, CliError> {
        let mut source = context::source(project.root());
        if let Some(commit) = &stamp.commit {
            source.commit = Some(commit_hash(commit)?);
            // Whether that commit's tree was clean is not known from the tree that stands here now.
            source.dirty = None;
        }
        source.branch = stamp.branch.clone().or(source.branch);
        Ok(Self {
            archive: project.archive(stamp.archive.as_deref()),
            subject: project.name(),
            source,
            job: stamp.job.clone(),
            labels: labels(&stamp.labels)?,
            taken_at: stamp.taken_at.as_deref().map(|t| now::time(t, "--taken-at")).transpose()?,
            clock: now::now(None)?,
            dry_run: stamp.dry_run,
            push: stamp
                .push
                .then(|| Push::new(&stamp.to, project, project.archive(stamp.archive.as_deref()))),
            asked: Asked::default(),
            answer: stamp.answer,
        })
    }

    /// The moment of a status that does not say its own: the one that is stated for the run, else now.
    pub(super) fn moment(&self) -> Timestamp {
        self.taken_at.unwrap_or(self.clock)
    }

    /// The same for a configured job.
    pub(super) fn with_job(mut self, job: Option<&str>, labels: &BTreeMap<String, String>) -> Self {
        self.job = job.map(ToOwned::to_owned).or(self.job);
        for (key, value) in labels {
            self.labels = self.labels.with(key, value);
        }
        self
    }

    /// The same of a collection that was asked this.
    pub(in crate::command) fn asked(mut self, asked: Asked) -> Self {
        self.asked = asked;
        self
    }

    /// The snapshot: labels given by people win over labels found by collectors.
    pub(super) fn snapshot(&self, collected: Collected) -> Snapshot {
        let mut labels = collected.labels;
        labels.0.extend(self.labels.0.clone());
        let kind = collected.payload.kind().to_string();
        Snapshot {
            taken_at: self.taken_at.or(collected.taken_at).unwrap_or(self.clock),
            subject: self.subject.clone(),
            source: self.source.clone(),
            collector: Collector {
                job: self.job.clone().filter(|job| !job.is_empty()).unwrap_or(kind),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                tool: collected.tool,
                tool_version: collected.tool_version,
                format: collected.format,
                simulated: false,
                configuration: self.asked.configuration.clone(),
                from: self.asked.from.clone(),
            },
            labels,
            section: collected.section,
            payload: collected.payload,
            diagnostics: collected.diagnostics,
            unknown: Default::default(),
        }
    }

    /// Where plain texts of this kind go: beside the archive, in `reports/coverage` when that is `reports/history`.
    pub(in crate::command) fn beside_archive(&self, kind: &str) -> Option<PathBuf> {
        let reports = self.archive.root().parent()?;
        (!self.dry_run).then(|| reports.join(kind))
    }

    /// Stores it unless this is a dry run, and adds it to the branch when one was named; gives the path.
    pub(super) fn store(&self, snapshot: &Snapshot) -> Result<Option<String>, CliError> {
        if self.dry_run {
            return Ok(None);
        }
        let path = self.archive.add(snapshot)?.path;
        if let Some(push) = &self.push {
            push.one(path.clone())?;
        }
        Ok(Some(path.display().to_string()))
    }
}

fn commit_hash(text: &str) -> Result<String, CliError> {
    let hex = text.len() >= 7 && text.len() <= 64 && text.chars().all(|c| c.is_ascii_hexdigit());
    hex.then(|| text.to_ascii_lowercase()).ok_or_else(|| {
        CliError::Usage(format!(
            "--commit: `{text}` is not a commit hash; expected 7 to 64 hexadecimal digits"
        ))
    })
}

fn labels(pairs: &[String]) -> Result<Labels, CliError> {
    pairs.iter().try_fold(Labels::none(), |labels, pair| match pair.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok(labels.with(key, value)),
        _ => Err(CliError::Usage(format!(
            "--label: `{pair}` has no key; expected KEY=VALUE, such as host=ci-large"
        ))),
    })
}
