//! `quarterdeck.toml`: its shape, where it is found, how its mistakes are told.

pub(crate) mod check;
mod file;
mod load;
mod measure;
mod notify;
mod scenario;
mod schedule;
pub(crate) mod schema;
mod service;
mod site;
mod zone;

pub(crate) use file::{File, Job};
pub(crate) use load::{Found, find, find_text, folder, read, shown};
pub(crate) use notify::NotifyTable;
pub(crate) use scenario::TABLES;
pub(crate) use schedule::{Every, ScheduleTable, TaskTable, Weekday};
