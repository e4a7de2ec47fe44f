//! Pressure on processors, disk and descriptors: as much as was asked for and no more, and nothing afterwards.

use super::harness::{ASKED, Stage, state_of};
use super::log::agrees;
use std::fs;

#[test]
fn busy_processors() {
    for _ in 0..3 {
        let stage = Stage::with("{ kind = \"cpu\", workers = 2 }", ASKED);
        let (ran, experiment) = stage.run();
        assert!(ran.code <= 1 || experiment["verdict"] == "error", "{ran:?}");
        let events = experiment["events"].as_array().unwrap();
        let evidence = events.iter().find(|e| e["what"] == "verified").unwrap();
        assert_eq!(evidence["detail"], "2 pressing workers running");
        stage.clean();
        let tracks = experiment["tracks"].to_string();
        if experiment["verdict"] == "error" || tracks.contains('?') {
            // Probes that this machine could not make say nothing of the server.
            continue;
        }
        // What was felt is what the server's log tells: that it answered all the time, if more slowly.
        agrees(&experiment, &stage.log("api"));
        return;
    }
    println!("skipped: this machine is too busy to probe under pressure");
}

/// The worker of a runner under way: the one child that presses.
fn worker(runner: u32) -> String {
    let text = fs::read_to_string(format!("/proc/{runner}/task/{runner}/children")).unwrap();
    let presses = |pid: &&str| {
        fs::read_to_string(format!("/proc/{pid}/cmdline")).is_ok_and(|words| words.contains("press"))
    };
    text.split_whitespace().find(presses).unwrap_or_else(|| panic!("no worker in {text:?}")).to_owned()
}

/// The hard limit of a process, by its name in `/proc/PID/limits`.
fn hard_limit(pid: &str, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_disk_is_filled_as_far_as_asked_and_emptied() {
    let stage = Stage::with("{ kind = \"disk\", folder = \"full\", megabytes = 8 }", ASKED);
    fs::create_dir(stage.project.path().join("full")).unwrap();
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    let files = stage.project.files("full");
    assert_eq!(files.len(), 1, "{files:?}");
    let size = fs::metadata(stage.project.path().join("full").join(&files[0])).unwrap().len();
    let worker = worker(runner.id());
    assert_eq!((size, hard_limit(&worker, "Max file size")), (8 << 20, 8 << 20));
    assert!(lines.count() > 1 && runner.wait().unwrap().code().is_some_and(|code| code <= 1));
    assert_eq!((stage.project.files("full"), state_of(&worker)), (Vec::new(), None));
    stage.clean();
}

#[test]
fn descriptors_are_held_as_many_as_asked() {
    let stage = Stage::with("{ kind = \"fds\", count = 100 }", ASKED);
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    let worker = worker(runner.id());
    let held = fs::read_dir(format!("/proc/{worker}/fd")).unwrap().count();
    assert!((100..=132).contains(&held), "{held}");
    assert_eq!(hard_limit(&worker, "Max open files"), 132);
    assert!(lines.count() > 1 && runner.wait().unwrap().code().is_some_and(|code| code <= 1));
    assert_eq!(state_of(&worker), None);
    stage.clean();
}

#[test]
fn more_than_there_is_is_refused_before_anything_is_touched() {
    for (action, why) in [
        ("{ kind = \"disk\", folder = \".\", megabytes = 9000000000 }", "nine tenths"),
        ("{ kind = \"memory\", megabytes = 9000000000 }", "nine tenths"),
        ("{ kind = \"fds\", count = 9000000000 }", "expected a count below"),
    ] {
        let stage = Stage::with(action, ASKED);
        let ran = stage.project.run(&["chaos", "run", "it", "--yes"]);
        assert!(ran.code == 2 && ran.err.contains(why), "{action}: {ran:?}");
    }
}
