//! The explorer's page without script: every metric as a table, and links to everything.

use super::rows::{by_importance, link, metric_row};
use super::shell::{Facing, areas};
use super::{Drawings, Link, MetricRow, More, Shell};
use crate::context::Context;
use crate::text::plural;
use crate::{SparkFigure, routes};
use serde::Serialize;

/// `explore.html`. The dashboard replaces its table when it has loaded.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ExplorePage {
    /// Its frame.
    pub shell: Shell,
    /// Every metric, without sparklines.
    pub rows: Vec<MetricRow>,
    /// What did not fit.
    pub more: Option<More>,
    /// Pages of the site.
    pub links: Vec<Link>,
}

impl Drawings for ExplorePage {
    fn sparks(&mut self) -> Vec<&mut SparkFigure> {
        self.rows.iter_mut().filter_map(|r| r.spark.as_mut()).collect()
    }
}

/// Rows of the static table.
const MOST_ROWS: usize = 400;

/// Builds `explore.html`.
pub fn build(context: &Context<'_>) -> ExplorePage {
    let order = by_importance(context);
    let rows = order.iter().take(MOST_ROWS).map(|index| metric_row(context, *index, 0)).collect();
    let rest = order.len().saturating_sub(MOST_ROWS);
    let facing = Facing {
        path: routes::EXPLORE.to_owned(),
        title: "Explore".to_owned(),
        description: "Every metric of the project: search, filter and compare.".to_owned(),
    };
    let first = [
        ("Overview", routes::INDEX),
        ("Trends", routes::TRENDS),
        ("Alerts", routes::ALERTS),
        ("Health", routes::HEALTH),
    ];
    let last = [("Snapshots", routes::SNAPSHOTS), ("About the data", routes::ABOUT)];
    let pages = first.into_iter().chain(areas(context)).chain(last);
    ExplorePage {
        shell: Shell::of(context, facing),
        rows,
        more: (rest > 0).then(|| More {
            text: format!("{} shown with script only.", plural(rest, "more metric is", "more metrics are")),
            href: String::new(),
        }),
        links: pages.map(|(text, href)| link(text, href.to_owned())).collect(),
    }
}
