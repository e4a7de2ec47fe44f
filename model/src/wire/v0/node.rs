//! A value inside a report, with the JSON pointer of where it stands.

use crate::wire::tree::escape;
use crate::{Diagnostic, Place};
use serde_json::Value;

/// A value that is there and not `null`.
#[derive(Clone)]
pub(super) struct Node<'a> {
    value: &'a Value,
    pointer: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, pointer: String::new() }
    }

    /// The field `key` of an object, unless it is missing or `null`.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.get(key).filter(|v| !v.is_null())?;
        Some(Node { value, pointer: format!("{}/{}", self.pointer, escape(key)) })
    }

    /// The first of several fields that is there.
    pub(super) fn first(&self, keys: &[&str]) -> Option<Node<'a>> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The fields of an object in key order; none of anything else.
    pub(super) fn fields(&self) -> Vec<(&'a str, Node<'a>)> {
        let mut keys: Vec<&'a str> =
            self.value.as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default();
        keys.sort_unstable();
        keys.into_iter().filter_map(|key| Some((key, self.get(key)?))).collect()
    }

    /// The items of an array, without `null`; none of anything else.
    pub(super) fn items(&self) -> Vec<Node<'a>> {
        let items = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        let node = |(n, value)| Node { value, pointer: format!("{}/{n}", self.pointer) };
        items.iter().enumerate().filter(|(_, v)| !v.is_null()).map(node).collect()
    }

    pub(super) fn is_array(&self) -> bool {
        self.value.is_array()
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    pub(super) fn flag(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The number; text such as `95.2` or `95.2 %` is read as one.
    pub(super) fn number(&self) -> Option<f64> {
        let number = match self.value {
            Value::String(text) => text.trim().trim_end_matches('%').trim_end().parse().ok(),
            other => other.as_f64(),
        };
        number.filter(|n: &f64| n.is_finite())
    }

    /// The whole number from 0.
    pub(super) fn count(&self) -> Option<u64> {
        self.value.as_u64().or_else(|| {
            let number = self.number()?;
            ((0.0..9e15).contains(&number) && number.fract() == 0.0).then_some(number as u64)
        })
    }

    pub(super) fn place(&self) -> Place {
        Place::Pointer(self.pointer.clone())
    }

    /// A warning about this place.
    pub(super) fn warning(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning("", message).at(self.place())
    }

    /// A note about this place.
    pub(super) fn note(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::note("", message).at(self.place())
    }
}
