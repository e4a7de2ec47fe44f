//! Trends: small multiples over one time range.

use super::{Drawings, Link, More, Shell};
use crate::Figure;
use serde::Serialize;

/// `trends.html`: the three ranges one after the other, so that all work without script.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrendsPage {
    /// Its frame.
    pub shell: Shell,
    /// 90 days, 1 year, all.
    pub ranges: Vec<TrendRange>,
}

/// One range.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrendRange {
    /// `90d`, `1y`, `all`: the anchor.
    pub anchor: &'static str,
    /// `90 days`.
    pub label: &'static str,
    /// `25 Aug to 23 Nov 2026`.
    pub span: String,
    /// Charts by area.
    pub groups: Vec<TrendGroup>,
    /// Series that are not drawn here.
    pub more: Option<More>,
}

/// The charts of one area.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrendGroup {
    /// `Coverage`.
    pub area: &'static str,
    /// Small charts.
    pub figures: Vec<Figure>,
    /// Metrics of the area that have no run in this range.
    pub silent: Vec<Link>,
}

impl Drawings for TrendsPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.ranges.iter_mut().flat_map(|r| &mut r.groups).flat_map(|g| &mut g.figures).collect()
    }
}
