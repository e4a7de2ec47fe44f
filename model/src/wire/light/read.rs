//! Tree to types. Each kind of type looks for one kind of JSON only: what is never read makes no code.

use super::access::{Items, Rows, Variant};
use super::fault::new;
use super::{Fault, Json};
use serde::de::{Deserializer, Visitor};

/// A place in the tree.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Json(&'a Json),
    Number(f64),
    Text(&'a str),
}

impl<'a> Node<'a> {
    pub(super) fn of(json: &'a Json) -> Self {
        match json {
            Json::Number(number) => Self::Number(*number),
            Json::Text(text) => Self::Text(text),
            other => Self::Json(other),
        }
    }

    /// Names what was found where something else was expected.
    #[inline(never)]
    pub(super) fn not(self, wanted: &str) -> Fault {
        let found = match self {
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::Json(Json::Null) => "null",
            Self::Json(Json::Bool(_)) => "true or false",
            Self::Json(Json::Map(_)) => "an object",
            Self::Json(Json::Unsigned(_) | Json::Signed(_)) => "a number",
            Self::Json(_) => "a list",
        };
        new(["expected ", wanted, ", found ", found].concat())
    }

    pub(super) fn list(self) -> Result<Items<'a>, Fault> {
        match self {
            Self::Json(Json::List(items)) => Ok(Items { items, numbers: &[], at: 0 }),
            Self::Json(Json::Numbers(numbers)) => Ok(Items { items: &[], numbers, at: 0 }),
            other => Err(other.not("a list")),
        }
    }

    pub(super) fn map(self) -> Result<Rows<'a>, Fault> {
        match self {
            Self::Json(Json::Map(rows)) => Ok(Rows { rows, value: None }),
            other => Err(other.not("an object")),
        }
    }
}

/// Whole numbers as such.
macro_rules! whole {
    ($($method:ident)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self {
                Self::Number(number) if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 => visitor.visit_i64(number as i64),
                Self::Json(Json::Unsigned(number)) => visitor.visit_u64(*number),
                Self::Json(Json::Signed(number)) => visitor.visit_i64(*number),
                other => Err(other.not("a whole number")),
            }
        }
    )* };
}

macro_rules! text {
    ($($method:ident)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self {
                Self::Text(text) => visitor.visit_str(text),
                other => Err(other.not("text")),
            }
        }
    )* };
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Fault;

    whole! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
    deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }
    text! { deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_identifier }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Text(text) => visitor.visit_str(text),
            Self::Number(number) if number.to_bits() == (number as i64 as f64).to_bits() => {
                visitor.visit_i64(number as i64)
            }
            Self::Number(number) => visitor.visit_f64(number),
            Self::Json(Json::Null) => visitor.visit_unit(),
            Self::Json(Json::Bool(value)) => visitor.visit_bool(*value),
            Self::Json(Json::Unsigned(number)) => visitor.visit_u64(*number),
            Self::Json(Json::Signed(number)) => visitor.visit_i64(*number),
            Self::Json(Json::Map(_)) => visitor.visit_map(self.map()?),
            Self::Json(_) => visitor.visit_seq(self.list()?),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Json(Json::Bool(value)) => visitor.visit_bool(*value),
            other => Err(other.not("true or false")),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Number(number) => visitor.visit_f64(number),
            Self::Json(Json::Unsigned(number)) => visitor.visit_f64(*number as f64),
            Self::Json(Json::Signed(number)) => visitor.visit_f64(*number as f64),
            other => Err(other.not("a number")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if matches!(self, Self::Json(Json::Null)) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if matches!(self, Self::Json(Json::Null)) { visitor.visit_unit() } else { Err(self.not("null")) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(self.map()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(self.map()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Self::Text(_) => visitor.visit_enum(Variant { name: self, value: Node::Json(&Json::Null) }),
            Self::Json(Json::Map(rows)) => match rows.as_slice() {
                [(name, value)] => {
                    visitor.visit_enum(Variant { name: Node::Text(name), value: Node::of(value) })
                }
                _ => Err(self.not("an object of one key")),
            },
            other => Err(other.not("text")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}
