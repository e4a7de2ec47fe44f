//! Arguments of `publish`.

use super::Answer;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;

/// Bring the site to its readers.
#[derive(Debug, Args)]
pub(crate) struct PublishArgs {
    /// `gh-pages` for a git branch; or s3://bucket/prefix, gs://bucket/prefix, az://container/prefix, file:///folder
    #[arg(value_name = "WHERE", required_unless_present = "check")]
    pub(crate) target: Option<String>,
    /// Folder of the site [default: from the configuration, else reports/dashboard]
    #[arg(long, value_name = "DIR")]
    pub(crate) site: Option<PathBuf>,
    /// Say what would change; publish nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Publish nothing: compare what is served there, file by file, with the site; exits 3 when it differs
    #[arg(long, value_name = "URL-OR-FOLDER", conflicts_with_all = ["target", "dry_run"])]
    pub(crate) check: Option<String>,
    /// How the answer is printed.
    #[command(flatten)]
    pub(crate) answer: Answer,
    /// Of `gh-pages`.
    #[command(flatten)]
    pub(crate) pages: PagesOptions,
    /// Of object storage.
    #[command(flatten)]
    pub(crate) objects: ObjectsOptions,
}

/// Options of a branch.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of gh-pages")]
pub(crate) struct PagesOptions {
    /// The branch [default: gh-pages]
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,
    /// A remote of the repository, or an address [default: origin]
    #[arg(long, value_name = "NAME")]
    pub(crate) remote: Option<String>,
    /// Host name of the site; without it, the one that the branch has stays
    #[arg(long, value_name = "HOST")]
    pub(crate) cname: Option<String>,
    /// One more commit on top of the branch (the default)
    #[arg(long, conflicts_with = "single_commit")]
    pub(crate) keep_history: bool,
    /// One commit without history in place of the branch
    #[arg(long)]
    pub(crate) single_commit: bool,
    /// Take the branch even when it holds what no publish wrote
    #[arg(long)]
    pub(crate) replace: bool,
}

/// Options of object storage.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of object storage")]
pub(crate) struct ObjectsOptions {
    /// Address of the service, where it is not the cloud's own
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Remove what an earlier publish wrote and the site lacks now
    #[arg(long)]
    pub(crate) prune: bool,
    /// How long another publisher may show no sign of life before it is taken for dead [default: 60s]
    #[arg(long, value_name = "TIME", value_parser = super::duration)]
    pub(crate) patience: Option<Duration>,
}

impl PagesOptions {
    /// An option that was given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let given = [
            (self.branch.is_some(), "--branch"),
            (self.remote.is_some(), "--remote"),
            (self.cname.is_some(), "--cname"),
            (self.keep_history, "--keep-history"),
            (self.single_commit, "--single-commit"),
            (self.replace, "--replace"),
        ];
        given.into_iter().find(|(given, _)| *given).map(|(_, name)| name)
    }
}

impl ObjectsOptions {
    /// An option that was given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let given = [
            (self.endpoint.is_some(), "--endpoint"),
            (self.prune, "--prune"),
            (self.patience.is_some(), "--patience"),
        ];
        given.into_iter().find(|(given, _)| *given).map(|(_, name)| name)
    }
}
