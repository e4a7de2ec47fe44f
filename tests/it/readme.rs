//! The README's commands do what it says: each line of its `console` blocks that starts with `$ quarterdeck` is run.

use crate::harness::{Project, samples};
use crate::import::git;

const README: &str = include_str!("../../README.md");

/// The commands of the README, in order.
fn commands() -> Vec<Vec<String>> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in README.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ quarterdeck ").filter(|_| inside) {
            found.push(shell_words::split(command).unwrap());
        }
    }
    found
}

#[test]
fn every_command_works_as_written() {
    let commands = commands();
    assert!(commands.len() >= 5, "the README shows too few commands: {commands:?}");
    let project = Project::new()
        .with("target/lcov.info", samples::LCOV)
        .with("junit.xml", samples::JUNIT)
        .with("ruff.json", samples::RUFF)
        .with("history.csv", "p99_ms\n0.31\n0.32\n");
    for words in &commands {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // One does not end, and of one the reader fills in which alert.
        if words.first() == Some(&"serve") || words.contains(&"…") {
            continue;
        }
        if words.starts_with(&["config", "history"]) {
            git(&project, 1_790_812_800, &["init", "-q"]);
            git(&project, 1_790_812_800, &["add", "quarterdeck.toml"]);
            git(&project, 1_790_812_800, &["commit", "-q", "-m", "configuration"]);
        }
        let ran = project.run(&words);
        // A gate may fail, and data to compare with may be missing; a command line of ours may not be wrong.
        let may_miss = matches!(words.first(), Some(&"check" | &"compare" | &"review"));
        let fine = ran.code == 0 || may_miss && matches!(ran.code, 1 | 3);
        assert!(fine, "quarterdeck {}: {ran:?}", words.join(" "));
    }
    assert!(project.read("reports/dashboard/index.html").contains("<svg"));
}

/// `cargo xtask site` renders the archive that is committed here: it has one, every file of it is sound, and the gate
/// knows every figure that it asks for.
#[test]
fn this_repositorys_own_archive_makes_a_site() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let config = format!("{root}/quarterdeck.toml");
    let project = Project::new();
    let verified = project.run(&["verify", "--config", &config]);
    assert_eq!(verified.code, 0, "{verified:?}");
    let built = project.run(&["build", "--config", &config, "--out", "site"]);
    assert_eq!(built.code, 0, "{built:?}");
    assert!(project.read("site/index.html").contains("metric/coverage.line_percent"));
}
