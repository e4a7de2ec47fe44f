//! Which file a row belongs into: `project=…/kind=…/year=…`, values escaped as Hive and Spark do.

use super::row::Row;

/// What rows of one file have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Partition {
    pub(super) project: String,
    pub(super) kind: &'static str,
    /// Of the Gregorian calendar in UTC, four digits.
    pub(super) year: String,
}

impl Partition {
    pub(super) fn of(row: &Row<'_>) -> Self {
        let year = row.run.taken_at.compact().get(..4).unwrap_or_default().to_owned();
        Self { project: row.run.subject.clone(), kind: row.kind(), year }
    }

    /// Its folder, relative to the export.
    pub(super) fn folder(&self) -> String {
        format!("{}/kind={}/year={}", project(&self.project), self.kind, self.year)
    }
}

/// The folder of a project.
pub(super) fn project(name: &str) -> String {
    format!("project={}", escaped(name))
}

/// What stands for no value.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";

/// What Hive and Spark escape in names, on Windows too.
const SPECIAL: &str = "\"#%'*/:=?\\{[]^<>| \u{7f}";

/// The value as part of a path: what could be misread stands as `%` and two hexadecimal digits, which every engine
/// reads back. A dot at the end is such a character too: Windows would drop it.
pub(super) fn escaped(value: &str) -> String {
    if value.is_empty() {
        return NONE.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let last = value.chars().count() - 1;
    for (at, c) in value.chars().enumerate() {
        if c.is_ascii_control() || SPECIAL.contains(c) || (c == '.' && (at == last || at == 0)) {
            out.push_str(&format!("%{:02X}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}
