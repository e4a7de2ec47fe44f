//! A configuration as the lines of a TOML document, each with its path.

use crate::config::check::{Step, shown};
use toml::Value;

/// One line: a key with its value, under the header of its table.
pub(super) struct Line {
    /// Path of the key.
    pub(super) path: Vec<Step>,
    /// `[policy.baseline]`, `[[policy.metrics]]`; empty at the top.
    pub(super) header: String,
    /// `last = 10`.
    pub(super) text: String,
}

/// All lines of `table`. What lies in an entry of a list is written on the line of its key.
pub(super) fn lines(table: &toml::Table) -> Vec<Line> {
    let mut out = Vec::new();
    walk(table, &mut Vec::new(), "", &mut out);
    out
}

fn walk(table: &toml::Table, path: &mut Vec<Step>, header: &str, out: &mut Vec<Line>) {
    let in_list = path.iter().any(|step| matches!(step, Step::Index(_)));
    // Keys of the table itself come before its tables, as TOML demands.
    for (key, value) in table.iter().filter(|(_, value)| in_list || !is_table(value)) {
        path.push(Step::Key(key.clone()));
        let text = format!("{} = {value}", quoted(key));
        out.push(Line { path: path.clone(), header: header.to_owned(), text });
        path.pop();
    }
    for (key, value) in table.iter().filter(|(_, value)| !in_list && is_table(value)) {
        path.push(Step::Key(key.clone()));
        let name = shown(path);
        match value {
            Value::Table(inner) => walk(inner, path, &format!("[{name}]"), out),
            Value::Array(list) => {
                for (index, inner) in list.iter().enumerate() {
                    path.push(Step::Index(index));
                    inner.as_table().into_iter().for_each(|t| walk(t, path, &format!("[[{name}]]"), out));
                    path.pop();
                }
            }
            _ => {}
        }
        path.pop();
    }
}

/// A table, or a list of nothing but tables.
fn is_table(value: &Value) -> bool {
    let tables = |list: &Vec<Value>| !list.is_empty() && list.iter().all(Value::is_table);
    value.is_table() || value.as_array().is_some_and(tables)
}

fn quoted(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if plain { key.to_owned() } else { Value::from(key).to_string() }
}
