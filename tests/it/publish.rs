//! `publish`: the built site reaches a branch and a folder, and is compared with what is there.

use crate::git::{git, repository};
use crate::harness::Project;

#[test]
fn a_ci_job_publishes_to_a_branch_from_a_clone_of_one_commit() {
    let project = Project::demo(40);
    repository(&project);
    git(project.path(), &["push", "--quiet", "origin", "main"]);
    let url = format!("file://{}/remote.git", project.path().display());
    git(project.path(), &["clone", "--quiet", "--depth=1", &url, "job"]);
    let config = project.path().join("job/quarterdeck.toml");
    let config = config.to_str().unwrap();
    project.ok(&["build", "--config", config, "--now", crate::harness::NOW]);
    let before = git(&project.path().join("job"), &["status", "--porcelain"]);
    let args = ["publish", "gh-pages", "--config", config, "--cname", "quality.example.org"];
    let dry = project.ok(&[&args[..], &["--dry-run"]].concat());
    assert!(dry.contains("+ index.html") && dry.contains("would publish"), "{dry}");
    let done = project.ok(&args);
    assert!(done.contains("published to branch gh-pages") && done.contains("commit"), "{done}");
    git(project.path(), &["clone", "--quiet", "--branch=gh-pages", "remote.git", "served"]);
    assert_eq!(project.read("served/CNAME"), "quality.example.org\n");
    let same = project.ok(&["publish", "--check", "served", "--config", config]);
    assert!(same.contains("0 are not"), "{same}");
    let again = project.ok(&[&args[..], &["--format", "json"]].concat());
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(
        (&again["commit"], &again["files"]["new"]),
        (&serde_json::Value::Null, &serde_json::json!([]))
    );
    assert_eq!(git(&project.path().join("job"), &["status", "--porcelain"]), before);
}

#[test]
fn a_folder_is_published_to_and_compared_with() {
    let project = Project::demo(40);
    project.site();
    let url = format!("file://{}/www", project.path().display());
    project.ok(&["publish", &url, "--dry-run"]);
    assert!(!project.path().join("www").exists());
    project.ok(&["publish", &url]);
    let done = project.ok(&["publish", &url]);
    assert!(done.contains("0 new, 0 changed"), "{done}");
    project.ok(&["publish", "--check", "www"]);
    std::fs::remove_file(project.path().join("www/trends.html")).unwrap();
    project.write("www/index.html", "another build");
    let differs = project.run(&["publish", "--check", &url]);
    assert_eq!(differs.code, 3, "{differs:?}");
    for told in ["missing    trends.html", "stale      index.html"] {
        assert!(differs.out.contains(told), "{differs:?}");
    }
    project.ok(&["publish", &url]);
    project.ok(&["publish", "--check", "www"]);
}

#[test]
fn what_cannot_be_is_said_with_what_to_do() {
    let project = Project::demo(40);
    let unbuilt = project.run(&["publish", "gh-pages"]);
    assert_eq!(unbuilt.code, 3, "{unbuilt:?}");
    assert!(unbuilt.err.contains("quarterdeck build"), "{unbuilt:?}");
    project.site();
    for (args, told) in [
        (&["publish"][..], "WHERE"),
        (&["publish", "s3"], "s3://bucket/prefix"),
        (&["publish", "gh-pages"], "not inside a git repository"),
        (&["publish", "gh-pages", "--prune"], "--prune is an option of object storage only"),
        (&["publish", "s3://bucket", "--branch", "x"], "--branch is an option of gh-pages only"),
        (&["publish", "ftp://host/x"], "expected such as s3://"),
        (&["publish", "gh-pages", "--check", "x"], "cannot be used with"),
    ] {
        let ran = project.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.err.contains(told), "{args:?}: {ran:?}");
    }
}
