//! What a collection was asked to do: told with each snapshot, so that a comparison can say when two runs were not asked
//! the same.

use crate::args::{CommandOptions, LoadOptions};
use crate::config::Job;
use crate::project::Project;
use quarterdeck_collectors::Request;
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf, absolute};

/// Bytes of the hash that are kept.
const KEPT: usize = 6;

/// What a collection was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::command) struct Asked {
    /// Hash of it.
    pub(super) configuration: Option<String>,
    /// Files, folders and patterns, from the project's folder on.
    pub(super) from: Vec<String>,
}

impl Asked {
    /// To do this. What is not set is left out, so that an option which a newer program knows changes nothing; and so
    /// are values of header fields and what addresses say of users, because even a hash of them is no one's business.
    pub(in crate::command) fn of(what: &impl Serialize) -> Self {
        let what = serde_json::to_value(what).ok().and_then(plain);
        let mut text = String::new();
        sorted(&what.unwrap_or(Value::Null), &mut text);
        let digest = Sha256::digest(text.as_bytes());
        let hex = digest.iter().take(KEPT).map(|byte| format!("{byte:02x}")).collect();
        Self { configuration: Some(hex), from: Vec::new() }
    }

    /// To read.
    pub(super) fn read(request: &Request) -> Self {
        let from: Vec<String> = request.paths.iter().map(|path| within(path, &request.root)).collect();
        let what = json!({"kind": request.kind.as_str(), "from": from, "format": request.format, "strict": request.strict});
        Self { from, ..Self::of(&what) }
    }

    /// To measure, as a job of the configuration.
    pub(super) fn job(job: &Job) -> Self {
        Self::measured((&job.http, &job.command), &job.name, &job.load, &job.runs)
    }

    /// To put load on an address, or to time a command.
    pub(super) fn measured(
        (http, command): (&Option<String>, &Option<String>),
        name: &Option<String>,
        load: &LoadOptions,
        runs: &CommandOptions,
    ) -> Self {
        Self::of(&json!({"http": http, "command": command, "name": name, "load": load, "runs": runs}))
    }

    /// To look at the code of a folder, with these reports of complexity.
    pub(super) fn code(
        folder: &Path,
        (days, large): (u32, u64),
        complexity: &[PathBuf],
        root: &Path,
    ) -> Self {
        let from: Vec<String> = complexity.iter().map(|path| within(path, root)).collect();
        let what = json!({"folder": within(folder, root), "days": days, "large": large, "from": from});
        Self { from, ..Self::of(&what) }
    }

    /// To probe the configured services.
    pub(super) fn services(project: &Project, (probes, hz): (u32, f64)) -> Self {
        let config = project.config();
        let (service, metric, health) = (&config.service, &config.metric, &config.health);
        Self::of(&json!({"service": service, "metric": metric, "health": health, "probes": probes, "hz": hz}))
    }
}

/// A path from the root on, with slashes; of one outside, its name.
fn within(path: &Path, root: &Path) -> String {
    let inner = absolute(path).ok().zip(absolute(root).ok());
    let inner = inner.as_ref().and_then(|(path, root)| path.strip_prefix(root).ok());
    let shown = match path.to_str() {
        Some("-") => Path::new("-"),
        _ => inner.unwrap_or_else(|| path.file_name().map_or(path, Path::new)),
    };
    let parts = shown.components().map(|part| part.as_os_str().to_string_lossy());
    let text = parts.collect::<Vec<_>>().join("/");
    if text.is_empty() { ".".to_owned() } else { text }
}

/// Without what is not set, and without secrets; `None` when nothing is left.
fn plain(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) => Some(Value::String(address(text))),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => {
            Some(Value::Array(items.into_iter().map(|item| plain(item).unwrap_or(Value::Null)).collect()))
        }
        Value::Object(fields) => {
            let kept = fields.into_iter().filter_map(|(name, value)| {
                let value = if name.starts_with("header") { names(&value) } else { value };
                plain(value).map(|value| (name, value))
            });
            let kept: Map<String, Value> = kept.collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        other => Some(other),
    }
}

/// Of header fields their names: `NAME: VALUE` in a list, or a table.
fn names(fields: &Value) -> Value {
    match fields {
        Value::Array(items) => {
            let name = |item: &Value| item.as_str().and_then(|text| text.split(':').next()).map(Value::from);
            Value::Array(items.iter().filter_map(name).collect())
        }
        Value::Object(fields) => Value::Array(fields.keys().map(|name| Value::from(name.as_str())).collect()),
        _ => Value::Null,
    }
}

/// An address without user, password, query and fragment; any other text as it is.
fn address(text: String) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    format!("{scheme}://{}", rest.rsplit('@').next().unwrap_or_default())
}

/// JSON with the names of fields in order, whatever the features of a library.
fn sorted(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            for (name, value) in fields {
                out.extend(["{", name, ":"]);
                sorted(value, out);
                out.push('}');
            }
        }
        Value::Array(items) => {
            for item in items {
                out.push('[');
                sorted(item, out);
                out.push(']');
            }
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::{Kind, Timestamp};

    fn hash(what: Value) -> String {
        Asked::of(&what).configuration.unwrap()
    }

    #[test]
    fn what_is_asked_differs_and_what_is_not_set_or_secret_does_not() {
        let plain = hash(json!({"http": "http://api/x", "load": {"rate": 100.0}}));
        assert_eq!(plain.len(), 12);
        for (same, what) in [
            (
                true,
                json!({"load": {"rate": 100.0, "newer": null, "capacity": false, "list": []}, "http": "http://api/x"}),
            ),
            (true, json!({"http": "http://me:secret@api/x?token=secret", "load": {"rate": 100.0}})),
            (false, json!({"http": "http://api/x", "load": {"rate": 200.0}})),
            (false, json!({"http": "http://api/y", "load": {"rate": 100.0}})),
            (false, json!({"http": "http://api/x", "load": {"rate": 100.0, "header": ["A: b"]}})),
        ] {
            assert_eq!(hash(what.clone()) == plain, same, "{what}");
        }
        let header = |value: &str| hash(json!({"header": [format!("Authorization: {value}")]}));
        assert_eq!(header("one"), header("two"));
        let table = |value: &str| hash(json!({"headers": {"Authorization": value}}));
        assert_eq!(table("one"), table("two"));
        assert_ne!(hash(json!([["a"], "b"])), hash(json!(["a", ["b"]])));
    }

    #[test]
    fn paths_are_told_from_the_project_on_and_of_strangers_only_the_name() {
        let root = absolute("project").unwrap();
        let request = |path: &Path| Request {
            kind: Kind::Coverage,
            paths: vec![path.to_owned()],
            format: None,
            strict: false,
            root: root.clone(),
            now: Timestamp::from_millis(0).unwrap(),
        };
        for (path, told) in [
            (root.join("target").join("lcov.info"), "target/lcov.info"),
            (Path::new("project/**/lcov.info").to_owned(), "**/lcov.info"),
            (root.clone(), "."),
            (absolute("elsewhere/secret/lcov.info").unwrap(), "lcov.info"),
            (Path::new("-").to_owned(), "-"),
        ] {
            let asked = Asked::read(&request(&path));
            assert_eq!(asked.from, [told], "{}", path.display());
        }
    }
}
