//! The runner itself breaks, at each step: what was done is undone.

use super::scenarios::scenario;
use crate::chaos::live::fault::{Fault, Place};
use crate::chaos::live::plan::Ready;
use crate::chaos::live::state::Home;
use crate::chaos::live::undo::Undo;
use crate::chaos::live::{Scenario, Steady, run};
use crate::health::{Service, prepare};
use crate::http::SystemRoots;
use quarterdeck_model::payload::Verdict;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Writes a file; breaks where it is told to.
struct Fake {
    file: PathBuf,
    breaks: &'static str,
}

impl Fault for Fake {
    fn plan(&self) -> Vec<String> {
        Vec::new()
    }

    fn undo(&self) -> Vec<Undo> {
        vec![Undo::Remove { file: self.file.clone() }]
    }

    fn inject(&mut self) -> Result<(), String> {
        std::fs::write(&self.file, "broken").unwrap();
        assert!(self.breaks != "inject panics", "told to break");
        if self.breaks == "inject fails" { Err("half way".to_owned()) } else { Ok(()) }
    }

    fn effect(&mut self) -> Result<Option<String>, String> {
        assert!(self.breaks != "effect panics", "told to break");
        assert!(self.file.exists(), "it was not injected");
        Ok(Some("the file is there".to_owned()))
    }
}

/// A guardian that watches and does nothing.
fn guardian(folder: &Path) -> PathBuf {
    let path = folder.join("guardian.sh");
    std::fs::write(&path, "#!/bin/sh\necho watching\ncat > /dev/null\n").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn ready(folder: &Path, fault: Fake, listener: &TcpListener) -> Ready {
    let scenario = Scenario {
        duration: Duration::from_secs(1),
        watch: Duration::from_secs(1),
        rate_hz: 50.0,
        baseline: 20,
        steady: Steady { seconds: 0.5, probes: 20 },
        ..scenario()
    };
    let service = Service::get("api", format!("tcp://{}", listener.local_addr().unwrap()));
    let prepared = prepare(&service, &SystemRoots::default()).unwrap_or_else(|p| panic!("{}", p.message));
    let place = Place {
        root: folder.to_owned(),
        program: if fault.breaks == "no guardian" { folder.join("none") } else { guardian(folder) },
        allow: Vec::new(),
        seconds: 1.0,
    };
    let home = Home::new(&folder.join("state"));
    Ready { scenario, fault: Box::new(fault), services: vec![prepared], home, place }
}

#[test]
fn what_was_done_is_undone_wherever_the_runner_breaks() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let accepts = listener.try_clone().unwrap();
    std::thread::spawn(move || accepts.incoming().for_each(drop));
    for breaks in ["inject fails", "inject panics", "effect panics", "no guardian", "nothing"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fault");
        let ready = ready(folder.path(), Fake { file: file.clone(), breaks }, &listener);
        let ended = catch_unwind(AssertUnwindSafe(|| run(ready, &|_| {})));
        assert_eq!(ended.is_err(), breaks.ends_with("panics"), "{breaks}");
        if let Ok(ended) = ended {
            let ended = ended.unwrap();
            let expected = if breaks == "nothing" { Verdict::Pass } else { Verdict::Error };
            assert_eq!(ended.experiment.verdict, expected, "{breaks}: {:?}", ended.experiment.reasons);
            assert!(ended.not_undone.is_empty());
        }
        assert!(!file.exists(), "{breaks}: the fault is still there");
        assert!(!folder.path().join("state/experiment.json").exists(), "{breaks}");
        assert_eq!(crate::chaos::live::recover(&folder.path().join("state")), Ok(None), "{breaks}");
    }
}
