//! `quarterdeck.toml`: its shape, where it is found, how its mistakes are told.

mod file;
mod load;
mod measure;
mod scenario;
mod schema;
mod service;

pub(crate) use file::{File, Job};
pub(crate) use load::{Found, find, read};
pub(crate) use scenario::TABLES;
