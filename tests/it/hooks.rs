//! What others start: hooks of pre-commit, and the action.

use crate::harness::{Project, QUARTERDECK, samples};
use crate::schedule::{accepts, tool};
use std::path::Path;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn our_own_hooks_and_the_action_are_valid() {
    if let Some(pre_commit) = tool("pre-commit") {
        let manifest = Path::new(ROOT).join(".pre-commit-hooks.yaml");
        accepts(&Command::new(pre_commit).arg("validate-manifest").arg(manifest).output().unwrap(), "hooks");
    }
    if let Some(check) = tool("check-jsonschema") {
        let action = Path::new(ROOT).join("action.yml");
        let args = ["--builtin-schema", "vendor.github-actions"];
        accepts(&Command::new(check).args(args).arg(action).output().unwrap(), "action.yml");
    }
}

/// A project with hooks for every language, in a repository.
fn hooked() -> Project {
    let project = Project::new().with("Cargo.toml", "").with("pyproject.toml", "").with("package.json", "{}");
    project.ok(&["init", "--pre-commit"]);
    project.git(&["init", "-q"]);
    project.git(&["add", "-A"]);
    project
}

/// Runs pre-commit with the binary under test first on the path.
fn pre_commit(program: &Path, project: &Project, args: &[&str]) -> std::process::Output {
    let own = Path::new(QUARTERDECK).parent().unwrap().display();
    let mut command = Command::new(program);
    command.args(args).current_dir(project.path()).env("PRE_COMMIT_HOME", project.path().join(".cache"));
    command.env("PATH", format!("{own}:{}", std::env::var("PATH").unwrap())).output().unwrap()
}

#[test]
fn hooks_are_written_for_the_languages_found_and_replace_none() {
    let project = hooked();
    let text = project.read(".pre-commit-config.yaml");
    for id in ["cargo-fmt", "ruff", "mypy", "bandit", "eslint", "quarterdeck-gate", "conventional-commit"] {
        assert!(text.contains(&format!("id: {id}\n")), "{text}");
    }
    project.write(".pre-commit-config.yaml", "# mine\n");
    let again = project.run(&["init", "--pre-commit"]);
    assert!(again.code == 0 && again.err.contains("was left as it is"), "{again:?}");
    assert_eq!(project.read(".pre-commit-config.yaml"), "# mine\n");
}

#[test]
fn written_hooks_are_valid_and_judge_commit_messages() {
    let Some(program) = tool("pre-commit") else { return };
    let project = hooked();
    let run = |args: &[&str]| pre_commit(&program, &project, args);
    accepts(&run(&["validate-config"]), "validate-config");
    accepts(&run(&["run", "quarterdeck-config", "--all-files"]), "quarterdeck.toml is right");
    for (message, good) in [
        ("feat(cli): say more", true),
        ("fix!: break it", true),
        ("Merge branch 'x'", true),
        ("update stuff", false),
        ("update\n\nfix: in the body only", false),
        ("feat:nothing", false),
    ] {
        project.write("message", message);
        let stage = ["--hook-stage", "commit-msg", "--commit-msg-filename", "message"];
        let ran = run(&[["run", "conventional-commit"].as_slice(), &stage].concat());
        assert_eq!(ran.status.success(), good, "{message}: {ran:?}");
    }
    let gate = run(&["run", "quarterdeck-gate", "--hook-stage", "pre-push", "--all-files"]);
    assert!(!gate.status.success(), "nothing was collected, so the gate cannot know: {gate:?}");
}

#[test]
fn the_steps_of_the_action_collect_build_summarise_and_judge() {
    if tool("bash").is_none() {
        return;
    }
    let config = "[[collect]]\nkind = \"tests\"\nfrom = [\"junit.xml\"]\n\n\
        [[policy.gate.conditions]]\nmetric = \"tests.failed\"\nlimit = \"<= 0\"\n";
    let project = Project::new().with("quarterdeck.toml", config).with("junit.xml", samples::JUNIT);
    let step = |name: &str| {
        let mut command = Command::new("bash");
        command.arg(Path::new(ROOT).join("packaging/action.sh")).arg(name).current_dir(project.path());
        command.env("PATH", format!("{}:/usr/bin:/bin", Path::new(QUARTERDECK).parent().unwrap().display()));
        for file in ["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"] {
            command.env(file, project.path().join(file));
        }
        command.output().unwrap()
    };
    for name in ["install", "collect", "build"] {
        accepts(&step(name), name);
    }
    let summary = project.read("GITHUB_STEP_SUMMARY");
    assert!(summary.contains("Gate fails") && summary.contains("1 of 1 condition fails"), "{summary}");
    assert!(project.read("GITHUB_OUTPUT").contains("reports/dashboard\n"));
    let gate = step("gate");
    assert_eq!(gate.status.code(), Some(1), "{gate:?}");
    assert!(String::from_utf8_lossy(&gate.stdout).contains("::error"), "{gate:?}");
    assert!(project.read("GITHUB_OUTPUT").ends_with("outcome=failed\n"));
}
