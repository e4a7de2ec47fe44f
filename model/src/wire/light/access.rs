//! What lists, objects and words with a value hold, one after another.

use super::fault::within;
use super::read::Node;
use super::{Fault, Json};
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

/// The items of a list: one of both slices is empty.
pub(super) struct Items<'a> {
    pub(super) items: &'a [Json],
    pub(super) numbers: &'a [f64],
    pub(super) at: usize,
}

impl<'a> Items<'a> {
    #[inline(never)]
    fn take(&mut self) -> Option<Node<'a>> {
        let number = self.numbers.get(self.at).map(|number| Node::Number(*number));
        let node = number.or_else(|| self.items.get(self.at).map(Node::of));
        self.at += 1;
        node
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(node) = self.take() else { return Ok(None) };
        match seed.deserialize(node) {
            Ok(value) => Ok(Some(value)),
            Err(fault) => Err(within(fault, &(self.at - 1).to_string())),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() + self.numbers.len() - self.at)
    }
}

/// The rows of an object.
pub(super) struct Rows<'a> {
    pub(super) rows: &'a [(String, Json)],
    pub(super) value: Option<(&'a str, Node<'a>)>,
}

impl<'a> Rows<'a> {
    #[inline(never)]
    fn take(&mut self) -> Option<Node<'a>> {
        let ((key, value), rest) = self.rows.split_first()?;
        (self.rows, self.value) = (rest, Some((key.as_str(), Node::of(value))));
        Some(Node::Text(key))
    }
}

impl<'de> MapAccess<'de> for Rows<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        match self.take() {
            Some(key) => seed.deserialize(key).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (key, node) = self.value.take().unwrap_or(("", Node::Json(&Json::Null)));
        seed.deserialize(node).map_err(|fault| within(fault, key))
    }
}

/// A variant by its name, and what belongs to it.
pub(super) struct Variant<'a> {
    pub(super) name: Node<'a>,
    pub(super) value: Node<'a>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        Ok((seed.deserialize(self.name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if matches!(self.value, Node::Json(Json::Null)) {
            Ok(())
        } else {
            Err(self.value.not("a word alone"))
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.value.list()?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(self.value.map()?)
    }
}
