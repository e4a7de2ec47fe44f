//! What pages say of small made-up histories.

mod addresses;
mod charts;
mod content;
mod hostile;
mod made_up;
