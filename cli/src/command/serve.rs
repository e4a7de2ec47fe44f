//! `serve`: the site on the loopback address, rebuilt when the archive, the notes, the theme or the configuration change.

use super::Outcome;
use super::build::build;
use crate::args::ServeArgs;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::{Look, Project};
use notify::{EventKind, RecursiveMode, Watcher as _};
use quarterdeck_model::plural;
use quarterdeck_publish::Preview;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// Changes that come in one burst (a checkout, a collection of several kinds) make one rebuild.
const QUIET: Duration = Duration::from_millis(300);

pub(super) fn run(args: &ServeArgs, config: Option<&Path>, printer: &Printer) -> Outcome {
    let project = Project::open(config)?;
    if !args.no_build {
        build(&args.build, &project, printer)?;
    }
    let folder = project.site(args.build.out.as_deref());
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let preview = Preview::bind(folder, address, &args.base)?;
    printer.answer(&preview.url())?;
    printer.note("press Ctrl-C to stop");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        if !args.no_build {
            scope.spawn(|| watch(args, config, &preview, printer));
        }
        preview.serve(&stop);
    });
    Ok(Exit::Done)
}

/// Rebuilds after each burst of changes. What cannot be watched is said once; the server goes on.
fn watch(args: &ServeArgs, config: Option<&Path>, preview: &Preview, printer: &Printer) {
    let Ok(project) = Project::open(config) else { return };
    let (sender, changes) = channel();
    let on_event = move |event: notify::Result<notify::Event>| {
        // Reading a file is an access event, and a build reads everything: only changes count.
        if event.is_ok_and(|e| !matches!(e.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    };
    let mut watcher = match notify::recommended_watcher(on_event) {
        Ok(watcher) => watcher,
        Err(e) => return printer.warning(&format!("changes are not watched: {e}")),
    };
    for place in places(args, &project).iter().filter(|p| p.exists()) {
        if let Err(e) = watcher.watch(place, RecursiveMode::Recursive) {
            printer.warning(&format!("{}: changes are not watched: {e}", place.display()));
        }
    }
    while burst(&changes) {
        rebuild(args, config, preview, printer);
    }
}

/// What a build reads, besides itself.
fn places(args: &ServeArgs, project: &Project) -> Vec<PathBuf> {
    let archive = args.build.archive.clone();
    let archive = archive.unwrap_or_else(|| project.root().join(&project.config().project.archive));
    let theme = project.theme(args.build.theme.as_deref()).and_then(Look::folder);
    let config = project.config_path().map(Path::to_owned);
    let written = [project.notes_folder(), project.annotations_folder(), project.runbooks_folder()];
    [Some(archive), theme, config]
        .into_iter()
        .flatten()
        .chain(written.into_iter().filter(|folder| folder.is_dir()))
        .collect()
}

/// Waits for a change and then for quiet; `false` when the watcher is gone.
fn burst(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// A build that fails leaves the site as it is, and says why: the next change may mend it.
fn rebuild(args: &ServeArgs, config: Option<&Path>, preview: &Preview, printer: &Printer) {
    let built = Project::open(config).and_then(|project| build(&args.build, &project, printer));
    match built {
        Ok(built) => {
            preview.changed();
            let files = built.written.new + built.written.changed;
            printer.note(&format!(
                "rebuilt: {}, {} changed",
                plural(built.snapshots, "snapshot", "snapshots"),
                plural(files, "file", "files")
            ));
        }
        Err(error) => {
            printer.failure(&error);
        }
    }
}
