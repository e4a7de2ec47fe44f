//! Gives way to the browser before anybody notices, and stops work that nobody waits for any more.

use crate::browser::bridge;
use crate::data::pace::{Pace, Stale};
use std::cell::Cell;
use std::rc::Rc;

/// Milliseconds of work without a break: a frame has 16.
const SLICE_MS: f64 = 10.0;

/// Counts what is asked for; work for an older count is not wanted any more.
#[derive(Debug, Clone, Default)]
pub struct Asked(Rc<Cell<u64>>);

/// The pace of one piece of work.
#[derive(Debug, Clone)]
pub struct Paced {
    asked: Asked,
    number: u64,
    began: f64,
}

impl Asked {
    /// Something new is asked for.
    pub fn anew(&self) -> Paced {
        self.0.set(self.0.get() + 1);
        Paced { asked: self.clone(), number: self.0.get(), began: now() }
    }
}

impl Paced {
    /// Whether nothing newer was asked for.
    pub fn is_wanted(&self) -> bool {
        self.asked.0.get() == self.number
    }

    /// Lets the browser do what it has to do.
    pub async fn pause(&mut self) {
        bridge::pause().await;
        self.began = now();
    }
}

impl Pace for Paced {
    async fn breathe(&mut self) -> Result<(), Stale> {
        if now() - self.began > SLICE_MS {
            self.pause().await;
        }
        if self.is_wanted() { Ok(()) } else { Err(Stale) }
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}
