//! Killing and stopping processes.

use super::{Fault, Place};
use crate::chaos::live::Who;
use crate::chaos::live::process::{Identity, find};
use crate::chaos::live::program::line;
use crate::chaos::live::undo::Undo;
use rustix::process::Signal;

struct Signals {
    process: Identity,
    stops: bool,
    undo: Vec<Undo>,
}

/// Kills a process.
pub(super) fn kill(who: &Who, restart: &[String], place: &Place) -> Result<Box<dyn Fault>, String> {
    let process = find(who, &place.root)?;
    let restart = Undo::Command { run: restart.to_vec(), folder: place.root.clone(), check: None };
    let undo = Some(restart).filter(|undo| !matches!(undo, Undo::Command { run, .. } if run.is_empty()));
    Ok(Box::new(Signals { process, stops: false, undo: undo.into_iter().collect() }))
}

/// Stops a process and continues it.
pub(super) fn stop(who: &Who, place: &Place) -> Result<Box<dyn Fault>, String> {
    let process = find(who, &place.root)?;
    if process.state() == Some('T') {
        return Err(format!("{process} is stopped already; continue it first"));
    }
    let undo = vec![Undo::Continue { process: process.clone() }];
    Ok(Box::new(Signals { process, stops: true, undo }))
}

impl Fault for Signals {
    fn plan(&self) -> Vec<String> {
        let what = if self.stops { "send SIGSTOP to" } else { "send SIGKILL to" };
        let back = match self.undo.first() {
            Some(Undo::Command { run, .. }) => format!("then start it again: {}", line(run)),
            Some(_) => "then send it SIGCONT".to_owned(),
            None => "nothing starts it again but who supervises it".to_owned(),
        };
        vec![format!("{what} {}", self.process), back]
    }

    fn undo(&self) -> Vec<Undo> {
        self.undo.clone()
    }

    fn inject(&mut self) -> Result<(), String> {
        self.process.send(if self.stops { Signal::STOP } else { Signal::KILL })
    }

    fn effect(&mut self) -> Result<Option<String>, String> {
        let pid = self.process.pid;
        Ok(match self.process.state() {
            None if self.stops => return Err(format!("process {pid} ended instead of stopping")),
            None => Some(format!("process {pid} is gone")),
            Some('T') if self.stops => Some(format!("process {pid} is in state T")),
            Some(_) => None,
        })
    }
}
