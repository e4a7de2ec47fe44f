//! Where the conditions of the gate stand in the configuration file, so that annotations point at them.

use crate::project::{Git, Project};
use quarterdeck_views::gate::ConfigFile;
use serde::Deserialize;
use toml::{Spanned, Value};

/// As much of the file as says where its conditions are.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    policy: Policy,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Policy {
    gate: Gate,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Gate {
    conditions: Vec<Spanned<Value>>,
}

/// The configuration file with the line of each condition; `None` for a project without one.
pub(super) fn config(project: &Project, git: &Git) -> Option<ConfigFile> {
    let path = project.config_path()?;
    let text = std::fs::read_to_string(path).unwrap_or_default();
    Some(ConfigFile { path: git.path_of(path), lines: lines(&text) })
}

fn lines(text: &str) -> Vec<u64> {
    let file: File = toml::from_str(text).unwrap_or_default();
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64;
    file.policy.gate.conditions.iter().map(|condition| line(condition.span().start)).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn both_ways_to_write_conditions_have_lines() {
        let tables = "[project]\nname = \"x\"\n\n[[policy.gate.conditions]]\nscore = \">= 1\"\n\n[[policy.gate.conditions]]\ncollected = true\n";
        assert_eq!(lines(tables), [4, 7]);
        let list = "[policy]\ngate.conditions = [\n  { score = \">= 1\" },\n  { collected = true },\n]\n";
        assert_eq!(lines(list), [3, 4]);
        assert_eq!(lines("x = 1\n"), Vec::<u64>::new());
        assert_eq!(lines("not toml"), Vec::<u64>::new());
    }
}
