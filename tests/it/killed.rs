//! Commands that are killed at any moment leave a valid archive, and the old site or the new one.

use crate::git::{git, repository};
use crate::harness::{NOW, Project, samples};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

/// Every file of a folder, by its path.
type Files = BTreeMap<String, Vec<u8>>;

/// How often each command is killed; `QUARTERDECK_KILLS=40` for a long look.
fn times() -> u32 {
    env::var("QUARTERDECK_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(5)
}

/// Runs the command whole, in a place that does not matter, and gives how long that takes.
fn takes(project: &Project, args: &[&str]) -> Duration {
    let began = Instant::now();
    project.ok(args);
    began.elapsed()
}

/// Kills the command at another part of its time for each number, evenly spread by the golden ratio; gives whether it
/// was still running.
fn killed(project: &Project, args: &[&str], (number, whole): (u32, Duration)) -> bool {
    let part = (0.5 + f64::from(number) * 0.618_033_988_75).fract();
    let mut child = project.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(whole.mul_f64(part));
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A temporary file of who was killed: no page leads to it, it is published nowhere, and a build an hour later removes it.
fn temporary(name: &str) -> bool {
    name.contains(".quarterdeck-") && name.ends_with(".tmp")
}

fn put(files: &Files, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A project whose site was built, and that site; and the site after one run more, which is in the archive.
fn before_and_after() -> (Project, Files, Files) {
    let project = Project::demo(60);
    let site = project.site();
    let old = files(&site);
    project.write("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T11:00:00Z"]);
    project.site();
    let new = files(&site);
    assert_ne!(old.get("index.html"), new.get("index.html"));
    (project, old, new)
}

/// The entry page is the old or the new one, and every file that it leads to is there, whole.
fn old_or_new(found: &Files, (old, new): (&Files, &Files)) {
    let index = found.get("index.html").expect("an entry page");
    assert!(
        Some(index) == old.get("index.html") || Some(index) == new.get("index.html"),
        "a torn entry page"
    );
    let whole = |name: &String, bytes: &Vec<u8>| old.get(name) == Some(bytes) || new.get(name) == Some(bytes);
    // Hidden files are no part of a site: while a build runs, its list names the files of both.
    for (name, bytes) in found.iter().filter(|(name, _)| !temporary(name) && !name.starts_with('.')) {
        assert!(whole(name, bytes), "{name} is neither the old nor the new one");
    }
    let of = if Some(index) == new.get("index.html") { new } else { old };
    let text = String::from_utf8_lossy(index);
    for link in
        text.split('"').filter_map(|part| part.split('#').next()).filter(|link| of.contains_key(*link))
    {
        assert!(found.contains_key(link), "{link} is linked and not there");
    }
}

/// What `history verify` has against the archive, beside temporary files of who was killed.
fn valid(project: &Project) {
    let ran = project.run(&["history", "verify", "--now", NOW]);
    let temporary = |line: &&str| line.contains(".tmp");
    assert!(ran.code == 0 || (ran.code == 3 && ran.err.lines().any(|line| temporary(&line))), "{ran:?}");
    assert!(!ran.err.contains("error"), "{ran:?}");
}

fn ids(project: &Project) -> BTreeSet<String> {
    let listed = project.ok(&["history", "list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    listed.as_array().unwrap().iter().map(|run| run["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_collection() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    let collect = ["collect", "coverage", "--from", "lcov.info", "--taken-at"];
    let whole = takes(&project, &[&collect[..], &["2026-11-01T00:00:00Z"]].concat());
    let mut stopped = 0;
    for number in 0..times() {
        let at = format!("2026-11-02T{:02}:{:02}:00Z", number / 60, number % 60);
        let before = ids(&project);
        stopped += u32::from(killed(&project, &[&collect[..], &[at.as_str()]].concat(), (number, whole)));
        valid(&project);
        let after = ids(&project);
        assert!(after.is_superset(&before) && after.len() <= before.len() + 1);
    }
    println!("{stopped} of {} were killed while they ran", times());
}

#[test]
fn a_build() {
    let (project, old, new) = before_and_after();
    let site = project.path().join("reports/dashboard");
    put(&old, &site);
    let whole = takes(&project, &["build", "--now", NOW]);
    let mut stopped = 0;
    for number in 0..times() {
        put(&old, &site);
        stopped += u32::from(killed(&project, &["build", "--now", NOW], (number, whole)));
        old_or_new(&files(&site), (&old, &new));
    }
    println!("{stopped} of {} were killed while they ran", times());
    project.site();
    let mut mended = files(&site);
    mended.retain(|name, _| !temporary(name));
    let differ: Vec<_> = new.keys().chain(mended.keys()).filter(|p| new.get(*p) != mended.get(*p)).collect();
    assert!(differ.is_empty(), "the next build mends: {differ:?}");
}

#[test]
fn a_publisher_to_a_folder() {
    let (project, old, new) = before_and_after();
    let (site, served) = (project.path().join("reports/dashboard"), project.path().join("www"));
    let url = format!("file://{}", served.display());
    put(&old, &site);
    project.ok(&["publish", &url]);
    let first = files(&served);
    put(&new, &site);
    let whole = takes(&project, &["publish", &url]);
    let mut stopped = 0;
    for number in 0..times() {
        put(&first, &served);
        stopped += u32::from(killed(&project, &["publish", &url], (number, whole)));
        let now = files(&served);
        old_or_new(&now.into_iter().filter(|(name, _)| new.contains_key(name)).collect(), (&old, &new));
    }
    println!("{stopped} of {} were killed while they ran", times());
    project.ok(&["publish", &url]);
    project.ok(&["publish", "--check", "www"]);
}

#[test]
fn a_publisher_to_a_branch() {
    let (project, old, new) = before_and_after();
    repository(&project);
    let site = project.path().join("reports/dashboard");
    put(&old, &site);
    project.ok(&["publish", "gh-pages"]);
    let remote = project.path().join("remote.git");
    let hash = |name: &str| git(&remote, &["rev-parse", name]).trim().to_owned();
    let tip = || hash("gh-pages");
    let first = tip();
    put(&new, &site);
    let whole = takes(&project, &["publish", "gh-pages"]);
    let tree = hash("gh-pages^{tree}");
    let mut stopped = 0;
    for number in 0..times() {
        git(&remote, &["update-ref", "refs/heads/gh-pages", &first]);
        stopped += u32::from(killed(&project, &["publish", "gh-pages"], (number, whole)));
        // What it had begun may still end: git is a process of its own.
        thread::sleep(Duration::from_millis(200));
        assert!(tip() == first || hash("gh-pages^{tree}") == tree, "{}", tip());
        git(&remote, &["fsck", "--no-dangling"]);
    }
    println!("{stopped} of {} were killed while they ran", times());
    project.ok(&["publish", "gh-pages"]);
    assert_eq!(hash("gh-pages^{tree}"), tree);
}

#[test]
fn a_pruning() {
    let project = Project::demo(200);
    let archive: PathBuf = project.path().join("reports/history");
    let all = files(&archive);
    let prune = ["history", "prune", "--now", NOW, "--all", "5", "--daily", "10", "--yes"];
    let before = ids(&project);
    let whole = takes(&project, &prune);
    let kept = ids(&project);
    assert!(kept.len() < before.len());
    let mut stopped = 0;
    for number in 0..times() {
        put(&all, &archive);
        let log = project.path().join("reports/monitoring/history_prune.log");
        let _ = fs::remove_file(&log);
        stopped += u32::from(killed(&project, &prune, (number, whole)));
        valid(&project);
        let left = ids(&project);
        assert!(left.is_superset(&kept) && left.is_subset(&before));
        let told = fs::read_to_string(&log).unwrap_or_default();
        assert!(before.difference(&left).all(|id| told.contains(id)), "what went was named first");
    }
    println!("{stopped} of {} were killed while they ran", times());
    // What is kept next follows from what is there now: fewer runs prove fewer changes.
    project.ok(&prune);
    assert!(ids(&project).len() <= before.len());
    valid(&project);
}
