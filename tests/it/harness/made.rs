//! Projects that many tests begin with are made once in a run of all of them, and the others take copies: to make a
//! demonstration and its site takes seconds, to copy it a moment.

use super::Project;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Set by nextest, the same for every test of a run: what another binary made is never taken.
const RUN: &str = "NEXTEST_RUN_ID";

/// Runs that began earlier are over, and what they made goes.
const LONGEST_RUN: Duration = Duration::from_secs(2 * 3_600);

/// The project that `make` makes, which `name` names.
pub(crate) fn once(name: &str, make: impl FnOnce() -> Project) -> Project {
    let Ok(run) = std::env::var(RUN) else { return make() };
    let runs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("made");
    forget_old(&runs);
    let here = runs.join(run);
    fs::create_dir_all(&here).unwrap();
    // Of tests that ask at the same time one makes it and the others wait.
    let lock = File::create(here.join(format!("{name}.lock"))).unwrap();
    lock.lock().unwrap();
    let kept = here.join(name);
    if kept.exists() {
        drop(lock);
        let project = Project::new();
        copy(&kept, project.path());
        return project;
    }
    let project = make();
    // Under its name only when it is whole.
    let part = here.join(format!("{name}.part"));
    let _ = fs::remove_dir_all(&part);
    copy(project.path(), &part);
    fs::rename(&part, &kept).unwrap();
    project
}

fn forget_old(runs: &Path) {
    for run in fs::read_dir(runs).into_iter().flatten().flatten() {
        let began = run.metadata().and_then(|it| it.created().or_else(|_| it.modified()));
        let age = began.ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        if age.is_some_and(|age| age > LONGEST_RUN) {
            // Another test may be removing it too.
            let _ = fs::remove_dir_all(run.path());
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
