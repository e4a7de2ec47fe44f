//! Faults: each says what it would do, how it is undone, does it, and tells whether it took effect.

pub(super) mod packets;
mod pressure;
mod proxy;
mod signals;
mod tool;

use super::Action;
use super::undo::Undo;
use std::path::PathBuf;

/// Where an experiment takes place.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The project's folder; paths are relative to it.
    pub(super) root: PathBuf,
    /// This program, for workers and the guardian.
    pub(super) program: PathBuf,
    /// What beyond this machine may be touched.
    pub(super) allow: Vec<String>,
    /// Seconds for which a worker may press.
    pub(super) seconds: f64,
}

/// One fault on this machine, found and allowed.
pub(super) trait Fault {
    /// What it would do, one sentence a step.
    fn plan(&self) -> Vec<String>;

    /// Whatever must stand before the baseline: proxies listen, workers wait.
    fn arm(&mut self) -> Result<(), String> {
        Ok(())
    }

    /// What undoes it; asked for when it is armed and before it is injected.
    fn undo(&self) -> Vec<Undo>;

    /// Does it.
    fn inject(&mut self) -> Result<(), String>;

    /// The evidence that it took effect; none while there is none yet.
    fn effect(&mut self) -> Result<Option<String>, String>;

    /// What this process itself must do to end it, besides the steps of `undo`.
    fn clear(&mut self) {}
}

/// Finds what the action needs on this machine. Nothing is changed.
///
/// # Errors
/// One sentence: what this machine lacks, or what may not be touched.
pub(super) fn prepare(action: &Action, place: &Place) -> Result<Box<dyn Fault>, String> {
    match action {
        Action::Kill { who, restart } => signals::kill(who, restart, place),
        Action::Stop { who } => signals::stop(who, place),
        Action::Partition { ports, namespace } => packets::drop_all(ports, namespace.as_deref()),
        Action::Loss { ports, percent, namespace } => {
            packets::drop_some(ports, *percent, namespace.as_deref())
        }
        Action::Proxy { listen, upstream, fault, percent } => {
            proxy::between((*listen, *upstream), *fault, *percent, place)
        }
        Action::Cpu { workers } => pressure::cpu(*workers, place),
        Action::Memory { megabytes } => pressure::memory(*megabytes, place),
        Action::Disk { folder, megabytes } => pressure::disk(folder, *megabytes, place),
        Action::Fds { count } => pressure::fds(*count, place),
        Action::Docker { .. } => tool::docker(action, place),
        Action::Kubectl { .. } => tool::kubectl(action, place),
        Action::Command { run, inverse, verify } => tool::command((run, inverse, verify), place),
    }
}
