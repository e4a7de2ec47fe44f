//! A folder whose lines and whose history are known.

use crate::code::{CodePlan, measure};
use crate::collected::Collected;
use quarterdeck_model::payload::{Churn, Code};
use quarterdeck_model::{Payload, Timestamp};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn git(folder: &Path, at: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(arguments);
    command.env("GIT_COMMITTER_DATE", at).env("GIT_AUTHOR_DATE", at).env("GIT_CONFIG_GLOBAL", "/dev/null");
    assert!(command.output().unwrap().status.success(), "{arguments:?}");
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Three commits: long ago, within the week (with a rename), and one of the archive.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    git(at, "2025-12-01T00:00:00Z", &["init", "-q", "-b", "main"]);
    write(at, "src/a.rs", "// about a\nfn a() {}\n\nfn b() {}\n");
    write(at, "old.py", "x = 1\ny = 2\nz = 3\n");
    write(at, ".gitignore", "target\n");
    git(at, "2025-12-01T00:00:00Z", &["add", "-A"]);
    git(at, "2025-12-01T00:00:00Z", &["commit", "-q", "-m", "one"]);
    write(at, "src/a.rs", "// about a\nfn a() {}\n\nfn c() {}\nfn d() {}\n");
    git(at, "2026-01-01T00:00:00Z", &["mv", "old.py", "new.py"]);
    git(at, "2026-01-01T00:00:00Z", &["add", "-A"]);
    git(at, "2026-01-01T00:00:00Z", &["commit", "-q", "-m", "two"]);
    write(at, "reports/history/run.json", "{\n}\n");
    git(at, "2026-01-01T01:00:00Z", &["add", "-A"]);
    git(at, "2026-01-01T01:00:00Z", &["commit", "-q", "-m", "three"]);
    write(at, "target/generated.rs", "fn x() {}\n");
    folder
}

fn look(folder: &Path) -> (Collected, Code) {
    let plan = CodePlan {
        folder,
        left_out: vec!["reports/history".to_owned()],
        large_limit: 4,
        days: 7,
        until: Timestamp::parse("2026-01-02T03:04:05Z").unwrap(),
        complexity: Vec::new(),
    };
    let collected = measure(&plan).unwrap();
    let Payload::Code(code) = collected.payload.clone() else { panic!("code") };
    (collected, code)
}

#[test]
fn lines_and_churn_are_those_of_the_repository() {
    let folder = repository();
    let (collected, code) = look(folder.path());
    assert_eq!(collected.section.state.as_str(), "ok", "{:?}", collected.section);
    let languages: Vec<String> = code
        .languages
        .iter()
        .map(|l| format!("{} {} {} {} {}", l.name, l.files, l.code, l.comments, l.blanks))
        .collect();
    assert_eq!(languages, ["Python 1 3 0 0", "Rust 1 3 1 1"]);
    assert_eq!((code.total_lines, code.total_files), (Some(8), Some(2)));
    assert_eq!(code.churn, Some(Churn { days: 7, added: 2, deleted: 1, files: 1 }));
    let large: Vec<String> =
        code.large_files.unwrap().iter().map(|f| format!("{} {}", f.path, f.lines)).collect();
    assert_eq!(large, ["src/a.rs 5"]);
    assert_eq!(code.complexity, None);
}

#[test]
fn without_git_churn_is_unknown_and_said_so() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "a.rs", "fn a() {}\n");
    let (collected, code) = look(folder.path());
    assert_eq!(code.churn, None);
    assert_eq!(collected.section.state.as_str(), "partial");
    assert!(collected.section.reasons[0].starts_with("churn is not known"), "{:?}", collected.section);
}

#[test]
fn a_folder_without_code_is_empty() {
    let folder = TempDir::new().unwrap();
    let (collected, _) = look(folder.path());
    assert_eq!(collected.section.state.as_str(), "empty");
}
