//! What is read without a name of its own: text, numbers, lists, maps, and what may be missing.

use super::at::Node;
use super::{At, Fault, Json, Read};
use std::collections::BTreeMap;

/// JSON that is read later.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept(Json);

impl Kept {
    /// Reads `T` of it.
    ///
    /// # Errors
    /// [`Fault`]: not of this shape.
    pub fn read<T: Read>(&self) -> Result<T, Fault> {
        super::read(&self.0)
    }
}

impl Read for Kept {
    fn read(at: At<'_, '_>) -> Self {
        Self(match at.node {
            Node::Json(json) => json.clone(),
            Node::Number(number) => Json::Number(number),
            Node::Text(text) => Json::Text(text.to_owned()),
        })
    }
}

impl Read for String {
    fn read(at: At<'_, '_>) -> Self {
        at.text().0.to_owned()
    }
}

impl Read for f64 {
    fn read(at: At<'_, '_>) -> Self {
        at.number()
    }
}

impl Read for bool {
    fn read(mut at: At<'_, '_>) -> Self {
        match at.node {
            Node::Json(Json::Bool(value)) => *value,
            _ => {
                at.not("true or false");
                false
            }
        }
    }
}

macro_rules! whole {
    ($($type:ident)*) => { $(
        impl Read for $type {
            fn read(at: At<'_, '_>) -> Self {
                at.whole($type::MIN as i128, $type::MAX as i128, stringify!($type)) as $type
            }
        }
    )* };
}

whole! { i32 i64 u32 u64 usize }

impl<T: Read> Read for Option<T> {
    fn read(at: At<'_, '_>) -> Self {
        if matches!(at.node, Node::Json(Json::Null)) { None } else { Some(T::read(at)) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(at: At<'_, '_>) -> Self {
        let mut items = at.list();
        let mut all = Vec::with_capacity(items.left());
        while let Some(item) = items.more() {
            all.push(item);
        }
        all
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    fn read(at: At<'_, '_>) -> Self {
        let (rows, told) = at.rows();
        let mut all = Self::new();
        for (key, value) in rows {
            all.insert(key.clone(), T::read(At::new(value, told)));
            if let Some(fault) = told.take() {
                *told = Some(fault.within(key));
                break;
            }
        }
        all
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(at: At<'_, '_>) -> Self {
        at.tuple("a tuple of size 2", |items| (items.need(), items.need()))
    }
}

impl<T: Read> Read for [T; 2] {
    fn read(at: At<'_, '_>) -> Self {
        at.tuple("an array of length 2", |items| [items.need(), items.need()])
    }
}
