//! `history`: an archive that is kept for years.

use crate::harness::{NOW, Project, samples};
use std::collections::BTreeMap;
use std::fs;

fn ids(project: &Project) -> Vec<String> {
    let listed: serde_json::Value =
        serde_json::from_str(&project.ok(&["history", "list", "--format", "json"])).unwrap();
    listed.as_array().unwrap().iter().map(|run| run["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_compacted_archive_makes_the_very_same_site() {
    let project = Project::demo(120);
    let site = |project: &Project| -> BTreeMap<String, Vec<u8>> {
        let folder = project.site();
        let files = project.files("reports/dashboard");
        files.into_iter().map(|path| (path.clone(), fs::read(folder.join(&path)).unwrap())).collect()
    };
    let (before, runs) = (site(&project), ids(&project));
    let done = project.ok(&["history", "compact", "--before", "2026-12-01T00:00:00Z"]);
    assert!(done.contains("/11.snapshots: "), "{done}");
    let files = project.files("reports/history");
    assert!(files.len() < runs.len() / 2, "{} files", files.len());
    fs::remove_dir_all(project.path().join("reports/dashboard")).unwrap();
    let after = site(&project);
    let differ: Vec<&String> =
        before.keys().chain(after.keys()).filter(|p| before.get(*p) != after.get(*p)).collect();
    assert!(differ.is_empty(), "the site differs: {differ:?}");
    assert_eq!(ids(&project), runs);
    project.ok(&["history", "verify", "--now", NOW]);
}

#[test]
fn old_runs_are_thinned_out_but_not_what_proves_something() {
    let project = Project::demo(400);
    crate::git::repository(&project);
    let runs = ids(&project);
    let prune = ["history", "prune", "--now", NOW, "--all", "5", "--daily", "10"];
    let dry = project.ok(&prune);
    let would: Vec<&str> =
        dry.lines().filter_map(|l| l.strip_prefix("- ")?.split_once(':').map(|(id, _)| id)).collect();
    assert!(would.len() > 50 && dry.contains("--yes removes them"), "{dry}");
    assert_eq!(ids(&project), runs, "without --yes nothing goes");
    let alerts = project.ok(&["alerts", "--all", "--dry-run", "--now", NOW, "--format", "json"]);
    let alerts: serde_json::Value = serde_json::from_str(&alerts).unwrap();
    let proofs: Vec<&str> = alerts["alerts"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|a| a["opened"]["snapshot"].as_str())
        .collect();
    assert!(!proofs.is_empty());
    assert!(proofs.iter().all(|id| !would.contains(id)), "{proofs:?}");
    // A run that somebody names stays.
    let named = would[3].to_owned();
    let kept = project.ok(&[&prune[..], &["--keep", &named]].concat());
    assert!(!kept.contains(&format!("- {named}:")), "{named}");
    let done = project.ok(&[&prune[..], &["--yes"]].concat());
    let left = ids(&project);
    assert_eq!(left.len(), runs.len() - would.len(), "{done}");
    let log = project.read("reports/monitoring/history_prune.log");
    assert!(would.iter().all(|id| log.contains(id)));
    project.ok(&["history", "verify", "--now", NOW]);
    let again = project.ok(&[&prune[..], &["--yes"]].concat());
    assert!(again.contains("removed") || again.contains("nothing to remove"), "{again}");
}

#[test]
fn a_run_of_a_release_stays() {
    let project = Project::new();
    // Without objectives nothing is open that the first run proves.
    project.write("quarterdeck.toml", "[policy]\nobjectives = []\n");
    crate::git::repository(&project);
    let release = crate::git::git(project.path(), &["rev-parse", "HEAD"]);
    project.write("lcov.info", samples::LCOV);
    for (hour, commit) in [(8, "1".repeat(40)), (9, release.trim().to_owned()), (10, "2".repeat(40))] {
        let time = format!("2026-01-05T{hour:02}:00:00Z");
        let args = ["collect", "coverage", "--from", "lcov.info", "--taken-at", &time, "--commit", &commit];
        project.ok(&args);
    }
    let prune = ["history", "prune", "--now", NOW];
    let both = project.ok(&prune);
    assert!(both.contains("- 20260105T08") && both.contains("- 20260105T09"), "{both}");
    crate::git::git(project.path(), &["tag", "-a", "v1", "-m", "the first", release.trim()]);
    let one = project.ok(&prune);
    assert!(one.contains("- 20260105T08") && !one.contains("- 20260105T09"), "{one}");
}

#[test]
fn an_edited_a_doubled_and_a_future_run_are_listed_and_exit_3() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    for time in ["2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z", "2027-11-21T10:00:00Z"] {
        project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", time]);
    }
    let files = project.files("reports/history");
    let path = |n: usize| project.path().join("reports/history").join(&files[n]);
    fs::copy(path(0), path(0).with_file_name("copy.json")).unwrap();
    let text = fs::read_to_string(path(1)).unwrap();
    fs::write(path(1), text.replace("\"0.1.0\"", "\"0.1.1\"")).unwrap();
    fs::write(path(1).with_file_name("notes.txt"), "an orphan").unwrap();
    let ran = project.run(&["history", "verify", "--now", NOW]);
    assert_eq!(ran.code, 3, "{ran:?}");
    for told in ["copy.json", "counted once", "content was changed", "after now", "notes.txt"] {
        assert!(ran.err.contains(told), "{told}: {ran:?}");
    }
    assert_eq!(project.run(&["verify", "--now", NOW]), ran, "`verify` is the same in short");
}

#[test]
fn one_run_is_found_shown_and_located() {
    let project = Project::demo(40);
    let all = ids(&project);
    let newest = all.last().unwrap();
    let path = project.ok(&["history", "path", newest]);
    assert_eq!(fs::read_to_string(path.trim()).unwrap(), project.ok(&["history", "show", newest]));
    assert_eq!(project.ok(&["history", "list", "--last", "2"]).lines().count(), 2);
    let only = project.ok(&["history", "list", "--kind", "chaos"]);
    assert!(only.lines().all(|line| line.contains("chaos")), "{only}");
    for (args, code) in [(["history", "show", "1999"], 3), (["history", "show", "2026"], 3)] {
        let ran = project.run(&args);
        assert_eq!(ran.code, code, "{ran:?}");
    }
}

#[test]
fn two_archives_are_compared_and_merged() {
    let (one, other) = (Project::demo(40), Project::demo(80));
    let (a, b) = ("reports/history", other.path().join("reports/history"));
    let b = b.to_str().unwrap();
    let before = one.ok(&["history", "diff", a, b]);
    assert!(!before.contains(", 0 only in the second"), "{before}");
    one.ok(&["history", "merge", a, b]);
    let after = one.ok(&["history", "diff", a, b]);
    assert!(after.contains(", 0 only in the second"), "{after}");
    one.ok(&["history", "verify", "--now", NOW]);
    assert!(one.ok(&["history", "merge", a, b]).starts_with("0 runs added"));
}

/// Puts what another program wrote into the archive: a run of ours, edited, under the name that its text has.
fn from_another(project: &Project, edit: impl Fn(&str) -> String) {
    let name = project.files("reports/history").pop().unwrap();
    project.write(&format!("other/{name}"), edit(&project.read(&format!("reports/history/{name}"))));
    project.ok(&["history", "merge", "reports/history", "other"]);
    fs::remove_dir_all(project.path().join("other")).unwrap();
}

#[test]
fn a_newer_minor_version_is_read_and_kept_and_a_newer_major_one_is_refused() {
    let project = Project::demo(40);
    let before = ids(&project);
    from_another(&project, |text| {
        let text = text.replacen("\"minor\": 0", "\"minor\": 2", 1);
        let text = text.replacen("\"minor\": 1", "\"minor\": 2", 1);
        text.replacen("\n}\n", ",\n  \"added\": {\"by\": \"1.2\"}\n}\n", 1)
    });
    let newer: Vec<String> = ids(&project).into_iter().filter(|id| !before.contains(id)).collect();
    let [newer] = newer.as_slice() else { panic!("{newer:?}") };
    assert!(project.ok(&["history", "show", newer]).contains("\"added\": {\"by\": \"1.2\"}"));
    let dry = project.ok(&["history", "migrate", "--dry-run"]);
    assert!(dry.contains("1 run of version 1.2 stays") && dry.contains("nothing to rewrite"), "{dry}");
    project.site();
    let published = project.read(&format!("reports/dashboard/api/v1/snapshots/{newer}.json"));
    let published: serde_json::Value = serde_json::from_str(&published).unwrap();
    assert_eq!(published["added"]["by"], "1.2", "what is not known is written again: {published}");
    let files = project.files("reports/history");
    let broken = "reports/history/tests/2026/11/20261101T000000000Z-nocommit-000000000000.json";
    let text = project.ok(&["history", "show", newer]);
    project.write(broken, text.replacen("\"major\": 1", "\"major\": 2", 1));
    for command in [&["verify"][..], &["history", "migrate"]] {
        let refused = project.run(command);
        assert_eq!(refused.code, 3, "{refused:?}");
        let told = "the file has format version 2.2, this program reads versions up to 1.x";
        assert!(refused.err.contains(told) && refused.err.contains("update quarterdeck"), "{refused:?}");
    }
    fs::remove_file(project.path().join(broken)).unwrap();
    assert_eq!(project.files("reports/history"), files);
    project.ok(&["history", "migrate"]);
}

#[test]
fn what_people_said_of_a_run_follows_it_to_its_new_id() {
    let project = Project::demo(40);
    let before = ids(&project);
    // The same run as a program of 1.0 could have laid it out: the same figures, other text, so another id.
    from_another(&project, |text| {
        let run: serde_json::Value = serde_json::from_str(text).unwrap();
        serde_json::to_string(&run).unwrap().replacen("\"minor\":1", "\"minor\":0", 1)
    });
    let old = ids(&project).into_iter().find(|id| !before.contains(id)).unwrap();
    let void = format!("# kept\n[[void]]\nsnapshot = \"{old}\"\nreason = \"wrong machine\"\nby = \"ops\"\n");
    project.write("reports/annotations/void.toml", &void);
    let dry = project.ok(&["history", "migrate", "--dry-run"]);
    assert!(dry.contains("void.toml would name runs by their new ids"), "{dry}");
    assert_eq!(project.read("reports/annotations/void.toml"), void);
    project.ok(&["history", "migrate"]);
    let now = project.read("reports/annotations/void.toml");
    let new = now.split('"').nth(1).unwrap();
    assert!(
        new != old && now == void.replace(&old, new) && ids(&project).iter().any(|id| id == new),
        "{now}"
    );
    // Killed before its annotations: the next one completes it by the log.
    project.write("reports/annotations/void.toml", &void);
    let again = project.ok(&["history", "migrate"]);
    assert!(again.contains("void.toml names runs by their new ids"), "{again}");
    assert_eq!(project.read("reports/annotations/void.toml"), now);
}
