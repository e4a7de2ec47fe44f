//! Faults caused by other programs: docker, kubectl, and commands of the configuration.

use super::{Fault, Place};
use crate::chaos::live::Action;
use crate::chaos::live::program::{done, line, words};
use crate::chaos::live::undo::{Check, Undo, Want};
use std::path::PathBuf;

struct Tool {
    run: Vec<String>,
    undo: Vec<Undo>,
    check: Option<Check>,
    folder: PathBuf,
}

/// Kills, pauses or disconnects a container of this machine's engine.
pub(super) fn docker(action: &Action, place: &Place) -> Result<Box<dyn Fault>, String> {
    let Action::Docker { container, how, network } = action else { return Err("not docker".to_owned()) };
    local_engine(&place.allow)?;
    let network = network.as_deref().unwrap_or_default();
    let inspect = |field: &str| words(&["docker", "inspect", "--format", field, container]);
    let is = |field: &str, want| Check { run: inspect(field), want };
    let text = |text: &str| Want::Text(text.to_owned());
    let nets = "{{json .NetworkSettings.Networks}}";
    let quoted = format!("{network:?}");
    let (args, back, there, gone) = match how.as_str() {
        "kill" => (
            words(&["kill", container]),
            words(&["start", container]),
            is("{{.State.Running}}", text("false")),
            is("{{.State.Running}}", text("true")),
        ),
        "pause" => (
            words(&["pause", container]),
            words(&["unpause", container]),
            is("{{.State.Paused}}", text("true")),
            is("{{.State.Paused}}", text("false")),
        ),
        _ => (
            words(&["network", "disconnect", network, container]),
            words(&["network", "connect", network, container]),
            is(nets, Want::Lacks(quoted.clone())),
            is(nets, Want::Holds(quoted)),
        ),
    };
    if !gone.holds(&place.root)? {
        return Err(format!(
            "container {container} is not as it must be to {how} it: not there, or done already"
        ));
    }
    let docker = |args: Vec<String>| words(&["docker"]).into_iter().chain(args).collect();
    let undo = Undo::Command { run: docker(back), folder: place.root.clone(), check: Some(gone) };
    Ok(Box::new(Tool { run: docker(args), undo: vec![undo], check: Some(there), folder: place.root.clone() }))
}

/// An engine elsewhere is no loopback: it must be allowed.
fn local_engine(allow: &[String]) -> Result<(), String> {
    let Ok(host) = std::env::var("DOCKER_HOST") else { return Ok(()) };
    if host.starts_with("unix://") || host.is_empty() || allow.contains(&host) {
        return Ok(());
    }
    Err(format!("DOCKER_HOST = {host} is not this machine; an experiment on it needs `allow = [{host:?}]`"))
}

/// Deletes a pod, or applies a manifest and deletes it again.
pub(super) fn kubectl(action: &Action, place: &Place) -> Result<Box<dyn Fault>, String> {
    let Action::Kubectl { context, namespace, delete_pod, apply } = action else {
        return Err("not kubectl".to_owned());
    };
    if !place.allow.contains(context) {
        return Err(format!("the cluster of context {context:?} needs `allow = [{context:?}]`"));
    }
    let kubectl = |args: &[&str]| {
        let head =
            words(&["kubectl", "--context", context, "--namespace", namespace, "--request-timeout=15s"]);
        head.into_iter().chain(words(args)).collect::<Vec<_>>()
    };
    let folder = place.root.clone();
    if let Some(pod) = delete_pod {
        let uid = kubectl(&["get", "pod", pod, "--output", "jsonpath={.metadata.uid}"]);
        let before = done(&uid, &folder, "")?.trim().to_owned();
        let check = Some(Check { run: uid, want: Want::Other(before) });
        let run = kubectl(&["delete", "pod", pod, "--wait=false"]);
        return Ok(Box::new(Tool { run, undo: Vec::new(), check, folder }));
    }
    let manifest = place.root.join(apply.as_deref().unwrap_or("".as_ref())).display().to_string();
    done(&kubectl(&["apply", "--dry-run=server", "--filename", &manifest]), &folder, "")?;
    let there = Check { run: kubectl(&["get", "--filename", &manifest]), want: Want::Success };
    let names = kubectl(&["get", "--ignore-not-found", "--output", "name", "--filename", &manifest]);
    let undo = Undo::Command {
        run: kubectl(&["delete", "--ignore-not-found", "--filename", &manifest]),
        folder: folder.clone(),
        check: Some(Check { run: names, want: Want::Text(String::new()) }),
    };
    let run = kubectl(&["apply", "--filename", &manifest]);
    Ok(Box::new(Tool { run, undo: vec![undo], check: Some(there), folder }))
}

/// A program of the configuration and its inverse.
pub(super) fn command(
    (run, inverse, verify): (&[String], &[String], &[String]),
    place: &Place,
) -> Result<Box<dyn Fault>, String> {
    for program in [run, inverse, verify].into_iter().filter_map(|words| words.first()) {
        found(program, place)?;
    }
    let check = Check { run: verify.to_vec(), want: Want::Success };
    let check = Some(check).filter(|check| !check.run.is_empty());
    let folder = place.root.clone();
    let undo = Undo::Command { run: inverse.to_vec(), folder: folder.clone(), check: None };
    Ok(Box::new(Tool { run: run.to_vec(), undo: vec![undo], check, folder }))
}

/// An inverse that is not there would be found out too late.
fn found(program: &str, place: &Place) -> Result<(), String> {
    let there = if program.contains('/') {
        place.root.join(program).is_file()
    } else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    };
    there.then_some(()).ok_or_else(|| format!("{program} is not on this machine; expected a program"))
}

impl Fault for Tool {
    fn plan(&self) -> Vec<String> {
        let back = self.undo.iter().map(|undo| format!("then {undo}"));
        std::iter::once(line(&self.run)).chain(back).collect()
    }

    fn undo(&self) -> Vec<Undo> {
        self.undo.clone()
    }

    fn inject(&mut self) -> Result<(), String> {
        done(&self.run, &self.folder, "").map(|_| ())
    }

    fn effect(&mut self) -> Result<Option<String>, String> {
        let Some(check) = &self.check else {
            return Ok(Some(format!("`{}` ended with 0; nothing verifies more", line(&self.run))));
        };
        let holds = check.holds(&self.folder)?;
        Ok(holds.then(|| format!("`{}` shows it", line(&check.run))))
    }
}
