//! The lock of this machine: two experiments on what all projects share (packet rules, processors, memory, disks) would
//! each measure the other.
//!
//! The system frees the lock when all its holders have ended, however they ended: the runner, and the guardian that
//! inherits it, so that nobody begins while a fault of a runner that was killed is still being undone. Where a file system has no locks, the file's words
//! decide: a holder that is gone, told by its number and start time, holds nothing.

use super::process::{Identity, stat};
use rustix::fs::{Mode, OFlags};
use serde::{Deserialize, Serialize};
use std::fs::{DirBuilder, File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How long a holder that is just ending is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Held while the experiment runs.
#[derive(Debug)]
pub(super) struct MachineLock(File);

impl MachineLock {
    /// The lock for a child process, which holds it too until it ends.
    ///
    /// # Errors
    /// The system's: no more files may be open.
    pub(super) fn inherited(&self) -> std::io::Result<Stdio> {
        self.0.try_clone().map(Stdio::from)
    }
}

/// What the file says of its holder.
#[derive(Debug, Serialize, Deserialize)]
struct Holder {
    /// Its number.
    pid: i32,
    /// When it was started, in ticks of the clock since the machine was.
    started: u64,
    scenario: String,
    project: PathBuf,
}

/// Takes the lock in this user's runtime folder.
///
/// # Errors
/// One sentence: another experiment holds it, or there is no folder that only this user can write to.
pub(super) fn lock(scenario: &str, project: &Path) -> Result<MachineLock, String> {
    lock_in(&folder()?, scenario, project)
}

fn lock_in(folder: &Path, scenario: &str, project: &Path) -> Result<MachineLock, String> {
    let path = folder.join("quarterdeck-chaos.lock");
    let told = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    // Never through a link that somebody else has laid.
    let flags = OFlags::CREATE | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = rustix::fs::open(&path, flags, Mode::RUSR | Mode::WUSR).map_err(|e| told(&e))?;
    let mut file = File::from(file);
    let end = Instant::now() + PATIENCE;
    loop {
        let (busy, sure) = match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => (holder(&mut file), true),
            Err(TryLockError::Error(_)) => (holder(&mut file), false),
        };
        let alive = busy.as_ref().is_some_and(Holder::lives);
        if !alive && !sure {
            break;
        }
        if alive || Instant::now() >= end {
            return Err(told_busy(busy, alive, &path));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    write(&mut file, scenario, project).map_err(|e| told(&e))?;
    Ok(MachineLock(file))
}

/// One that is gone has left a guardian, or the file tells of somebody before.
fn told_busy(holder: Option<Holder>, alive: bool, path: &Path) -> String {
    let who = match holder {
        Some(h) if alive => format!("{} of {}, process {}", h.scenario, h.project.display(), h.pid),
        Some(h) => format!("the guardian of {} of {} still undoes it", h.scenario, h.project.display()),
        None => "somebody".to_owned(),
    };
    format!(
        "another experiment on what all projects of this machine share runs ({who}; lock {}); wait for its end",
        path.display()
    )
}

fn holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(1 << 16).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

impl Holder {
    /// Whether it is still there, and its number not given to another.
    fn lives(&self) -> bool {
        stat(self.pid).is_some_and(|stat| stat.started == self.started && !matches!(stat.state, 'Z' | 'X'))
    }
}

fn write(file: &mut File, scenario: &str, project: &Path) -> Result<(), String> {
    let own = Identity::of(i32::try_from(std::process::id()).unwrap_or_default())?;
    let holder = Holder {
        pid: own.pid,
        started: own.started,
        scenario: scenario.to_owned(),
        project: project.to_owned(),
    };
    let text = serde_json::to_string(&holder).map_err(|e| e.to_string())?;
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(text.as_bytes()))
        .map_err(|e| e.to_string())
}

/// `XDG_RUNTIME_DIR`, else a folder of this user's own in the one for temporary files.
fn folder() -> Result<PathBuf, String> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    match runtime.filter(|path| path.is_absolute() && path.is_dir()) {
        Some(path) => own(path),
        None => {
            let user = rustix::process::geteuid().as_raw();
            let path = std::env::temp_dir().join(format!("quarterdeck-{user}"));
            let made = DirBuilder::new().mode(0o700).create(&path);
            if let Err(e) = made
                && e.kind() != std::io::ErrorKind::AlreadyExists
            {
                return Err(format!("{}: {e}", path.display()));
            }
            own(path)
        }
    }
}

/// Refuses a folder in which others could write: the lock would be theirs.
fn own(path: PathBuf) -> Result<PathBuf, String> {
    let told =
        |what: &str| format!("{}: {what}; expected a folder of this user, with mode 700", path.display());
    let meta = std::fs::symlink_metadata(&path).map_err(|e| told(&e.to_string()))?;
    let mine = meta.is_dir() && meta.uid() == rustix::process::geteuid().as_raw();
    match (mine, meta.mode() & 0o022) {
        (true, 0) => Ok(path),
        (true, _) => Err(told("others may write there")),
        (false, _) => Err(told("it is not a folder of this user")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Holder, lock_in, own};
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    #[test]
    fn one_holder_at_a_time_and_its_words_name_it() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock_in(folder.path(), "first", Path::new("/one")).unwrap();
        let refused = lock_in(folder.path(), "second", Path::new("/two")).unwrap_err();
        let named = format!("(first of /one, process {};", std::process::id());
        assert!(refused.contains(&named), "{refused}");
        drop(held);
        lock_in(folder.path(), "second", Path::new("/two")).unwrap();
    }

    #[test]
    fn the_words_of_a_holder_that_is_gone_hold_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("quarterdeck-chaos.lock");
        // This process's number with another start time, and text that is none.
        let pid = std::process::id();
        for left in
            [format!(r#"{{"pid":{pid},"started":1,"scenario":"old","project":"/old"}}"#), "{".to_owned()]
        {
            std::fs::write(&file, left).unwrap();
            lock_in(folder.path(), "new", Path::new("/new")).unwrap();
            let said: Holder = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            assert!(said.lives() && said.scenario == "new", "{said:?}");
        }
        assert!(!Holder { pid: 1, started: u64::MAX, scenario: String::new(), project: "/".into() }.lives());
    }

    #[test]
    fn links_and_folders_of_all_are_not_used() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/null", folder.path().join("quarterdeck-chaos.lock")).unwrap();
        lock_in(folder.path(), "x", Path::new("/")).unwrap_err();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        let refused = own(folder.path().to_owned()).unwrap_err();
        assert!(refused.contains("others may write there"), "{refused}");
    }
}
