//! Where conditions and rules stand in the configuration file, so that annotations and explanations point at them.

use super::{Git, Project};
use quarterdeck_views::gate::ConfigFile;
use serde::Deserialize;
use toml::{Spanned, Value};

/// As much of the file as says where its lists of rules are.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    policy: Policy,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Policy {
    gate: Gate,
    metrics: Vec<Spanned<Value>>,
    score: Score,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Gate {
    conditions: Vec<Spanned<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Score {
    rules: Vec<Spanned<Value>>,
}

/// The configuration file with the lines of its rules; `None` for a project without one.
pub(crate) fn config(project: &Project, git: &Git) -> Option<ConfigFile> {
    let path = project.config_path()?;
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let File { policy } = toml::from_str(&text).unwrap_or_default();
    Some(ConfigFile {
        path: git.path_of(path),
        lines: lines(&text, &policy.gate.conditions),
        metrics: lines(&text, &policy.metrics),
        rules: lines(&text, &policy.score.rules),
    })
}

fn lines(text: &str, entries: &[Spanned<Value>]) -> Vec<u64> {
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64;
    entries.iter().map(|entry| line(entry.span().start)).collect()
}

#[cfg(test)]
mod tests {
    use super::{File, lines};

    #[test]
    fn both_ways_to_write_lists_have_lines() {
        let conditions = |text: &str| {
            let File { policy } = toml::from_str(text).unwrap_or_default();
            lines(text, &policy.gate.conditions)
        };
        let tables = "[project]\nname = \"x\"\n\n[[policy.gate.conditions]]\nscore = \">= 1\"\n\n[[policy.gate.conditions]]\ncollected = true\n";
        assert_eq!(conditions(tables), [4, 7]);
        let list = "[policy]\ngate.conditions = [\n  { score = \">= 1\" },\n  { collected = true },\n]\n";
        assert_eq!(conditions(list), [3, 4]);
        assert_eq!(conditions("x = 1\n"), Vec::<u64>::new());
        assert_eq!(conditions("not toml"), Vec::<u64>::new());
    }
}
