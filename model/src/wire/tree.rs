//! Any JSON, with the order of its keys: what a newer version wrote and this one only carries.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use std::fmt;

/// A JSON value that keeps the order of its keys (`serde_json::Value` does so only under a feature that any other
/// crate of a build may switch on).
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number from 0.
    Unsigned(u64),
    /// A whole number below 0.
    Signed(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object, in the order of the file.
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of `key` in an object.
    pub(super) fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Tree::Map(rows) => rows.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// Puts `value` at a JSON pointer whose parent exists and has nothing there yet; otherwise nothing happens.
    pub(super) fn insert(&mut self, pointer: &str, value: &Tree) {
        let Some((parents, key)) = pointer.rsplit_once('/') else { return };
        let mut at = self;
        for step in parents.split('/').skip(1).map(unescape) {
            let next = match at {
                Tree::Map(rows) => rows.iter_mut().find(|(k, _)| *k == step).map(|(_, v)| v),
                Tree::List(rows) => step.parse().ok().and_then(|n: usize| rows.get_mut(n)),
                _ => None,
            };
            let Some(next) = next else { return };
            at = next;
        }
        let key = unescape(key);
        if let Tree::Map(rows) = at
            && rows.iter().all(|(k, _)| *k != key)
        {
            rows.push((key, value.clone()));
        }
    }

    /// What `self` has and `known` has not, as JSON pointers and values. Lists are compared place by place.
    pub(super) fn beyond(&self, known: &Tree, pointer: &str, out: &mut Vec<(String, Tree)>) {
        match (self, known) {
            (Tree::Map(rows), Tree::Map(_)) => {
                for (key, value) in rows {
                    let here = format!("{pointer}/{}", escape(key));
                    match known.get(key) {
                        Some(other) => value.beyond(other, &here, out),
                        None => out.push((here, value.clone())),
                    }
                }
            }
            (Tree::List(rows), Tree::List(others)) => {
                for (n, (value, other)) in rows.iter().zip(others).enumerate() {
                    value.beyond(other, &format!("{pointer}/{n}"), out);
                }
            }
            _ => {}
        }
    }
}

/// A key as a step of a JSON pointer (RFC 6901).
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Null => serializer.serialize_unit(),
            Tree::Bool(v) => serializer.serialize_bool(*v),
            Tree::Unsigned(v) => serializer.serialize_u64(*v),
            Tree::Signed(v) => serializer.serialize_i64(*v),
            Tree::Float(v) => serializer.serialize_f64(*v),
            Tree::Text(v) => serializer.serialize_str(v),
            Tree::List(rows) => serializer.collect_seq(rows),
            Tree::Map(rows) => {
                let mut map = serializer.serialize_map(Some(rows.len()))?;
                for (key, value) in rows {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, v: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Tree, E> {
        Ok(Tree::Unsigned(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Tree, E> {
        Ok(Tree::Signed(v))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Tree, E> {
        Ok(Tree::Float(v))
    }

    fn visit_str<E>(self, v: &str) -> Result<Tree, E> {
        Ok(Tree::Text(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<Tree, E> {
        Ok(Tree::Text(v))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Tree, A::Error> {
        let mut out = Vec::new();
        while let Some(row) = rows.next_element()? {
            out.push(row);
        }
        Ok(Tree::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rows: A) -> Result<Tree, A::Error> {
        let mut out = Vec::new();
        while let Some(row) = rows.next_entry()? {
            out.push(row);
        }
        Ok(Tree::Map(out))
    }
}
