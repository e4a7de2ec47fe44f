//! What do we *say*? Plain structs, one a page, with every number, date, unit and address already written.
//!
//! Nothing here knows a template engine or a browser: a template or a component only places the text it is given,
//! so that two front ends cannot disagree. Every string that came from data has passed [`text::visible`].

pub mod alert_log;
pub mod api;
pub mod badge;
pub mod catalogue;
pub mod chart;
pub mod comparison;
pub mod context;
pub mod csv;
pub mod explain;
pub mod feed;
pub mod format;
pub mod gate;
pub mod markdown;
pub mod notice;
pub mod objective_list;
pub mod page;
pub mod percentiles;
pub mod plain;
pub mod routes;
pub mod search;
pub mod status;
pub mod text;

pub use chart::{ChartSpec, Figure, SparkFigure, SparkSpec};
pub use context::Context;
pub use status::Status;
pub use text::Shown;
