//! What is wrong with a value, in words that need no code of their own for each type.

use super::Fault;
use serde::de::{Error, Expected, Unexpected};
use std::fmt::Display;

#[inline(never)]
pub(super) fn new(what: String) -> Fault {
    Fault { place: String::new(), what }
}

/// The same a step further out.
#[inline(never)]
pub(super) fn within(fault: Fault, key: &str) -> Fault {
    Fault { place: ["/", key, &fault.place].concat(), what: fault.what }
}

impl Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        new(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        new(["expected ", &expected.to_string()].concat())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        new(["expected ", &expected.to_string()].concat())
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        new(["expected ", &expected.to_string()].concat())
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        new(["unknown word `", variant, "`"].concat())
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        new(["unknown field `", field, "`"].concat())
    }

    fn missing_field(field: &'static str) -> Self {
        new(["missing field `", field, "`"].concat())
    }

    fn duplicate_field(field: &'static str) -> Self {
        new(["field `", field, "` is there twice"].concat())
    }
}
