//! Paths of keys, and where in the text they stand.

use std::fmt::Write as _;
use std::ops::Range;
use toml_edit::{Document, Item, Key, Table, TableLike, Value};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A key of a table.
    Key(String),
    /// A place in a list, from 0.
    Index(usize),
}

/// Reads `policy.metrics[3].alert`.
pub(crate) fn path(text: &str) -> Vec<Step> {
    let mut out = Vec::new();
    for part in text.split('.').filter(|part| !part.is_empty()) {
        let (key, indexes) = part.split_at(part.find('[').unwrap_or(part.len()));
        if !key.is_empty() {
            out.push(Step::Key(key.to_owned()));
        }
        let numbers = indexes.split(['[', ']']).filter_map(|index| index.parse().ok());
        out.extend(numbers.map(Step::Index));
    }
    out
}

/// Writes `policy.metrics[3].alert`.
pub(crate) fn shown(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        let _ = match step {
            Step::Key(key) if out.is_empty() => write!(out, "{key}"),
            Step::Key(key) => write!(out, ".{key}"),
            Step::Index(index) => write!(out, "[{index}]"),
        };
    }
    out
}

/// Anything in the document.
#[derive(Clone, Copy)]
pub(crate) enum Node<'d> {
    /// A table that stands under a header of a list of tables, or the whole.
    Table(&'d Table),
    /// What a key of a table holds.
    Item(&'d Item),
    /// An element of a list in brackets.
    Value(&'d Value),
}

impl<'d> Node<'d> {
    /// As a table, however it is written.
    pub(crate) fn table(self) -> Option<&'d dyn TableLike> {
        match self {
            Node::Table(table) => Some(table),
            Node::Item(item) => item.as_table_like(),
            Node::Value(value) => value.as_inline_table().map(|table| table as &dyn TableLike),
        }
    }

    /// As a single value or a list in brackets.
    pub(crate) fn value(self) -> Option<&'d Value> {
        match self {
            Node::Table(_) => None,
            Node::Item(item) => item.as_value(),
            Node::Value(value) => Some(value),
        }
    }

    /// As the elements of a list, however it is written.
    pub(crate) fn elements(self) -> Option<Vec<Node<'d>>> {
        if let Node::Item(Item::ArrayOfTables(tables)) = self {
            return Some(tables.iter().map(Node::Table).collect());
        }
        let list = self.value().and_then(Value::as_array)?;
        Some(list.iter().map(Node::Value).collect())
    }

    fn child(self, step: &Step) -> Option<(Option<&'d Key>, Node<'d>)> {
        match step {
            Step::Key(key) => self.table()?.get_key_value(key).map(|(k, item)| (Some(k), Node::Item(item))),
            Step::Index(index) => self.elements()?.get(*index).map(|node| (None, *node)),
        }
    }

    fn span(self) -> Option<Range<usize>> {
        match self {
            Node::Table(table) => table.span(),
            Node::Item(item) => item.span(),
            Node::Value(value) => value.span(),
        }
    }
}

/// Where `path` stands, or as much of it as there is: the value, or with `key` the key that holds it.
pub(crate) fn place(document: &Document<&str>, path: &[Step], key: bool) -> Option<Range<usize>> {
    let mut node = Node::Table(document.as_table());
    let mut found = None;
    for (index, step) in path.iter().enumerate() {
        let Some((name, next)) = node.child(step) else { break };
        let (of_key, of_value) = (name.and_then(Key::span), next.span());
        let last = index + 1 == path.len();
        let wanted = if key && last { of_key.or(of_value) } else { of_value.or(of_key) };
        found = wanted.or(found);
        node = next;
    }
    found
}

/// The path of the key that `message` names (`` `key` `` or `key = …`) in the table at `path`; `path` itself when it names
/// none that stands there.
pub(crate) fn pointed(document: &Document<&str>, path: &[Step], message: &str) -> Vec<Step> {
    let mut node = Node::Table(document.as_table());
    for step in path {
        match node.child(step) {
            Some((_, next)) => node = next,
            None => return path.to_owned(),
        }
    }
    let keys = node.table().into_iter().flat_map(|table| table.iter().map(|(key, _)| key));
    let place = |key: &str| {
        let quoted = message.find(&format!("`{key}`"));
        let set = message.find(&format!("{key} = "));
        quoted.into_iter().chain(set).min()
    };
    let named = keys.filter_map(|key| Some((place(key)?, key.to_owned())));
    let first = named.min().map(|(_, key)| Step::Key(key));
    path.iter().cloned().chain(first).collect()
}
