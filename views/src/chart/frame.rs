//! Where a chart stands, and what is said of its series besides its points.

use super::Change;
use super::limits::Threshold;
use super::steps::{self, LimitStep};
use crate::catalogue::series_name;
use crate::text::{NAME_LENGTH, shorten};
use quarterdeck_analysis::Policy;
use quarterdeck_analysis::breaks::{Break, breaks};
use quarterdeck_analysis::policy::annotation::Note;
use quarterdeck_model::{History, Series, Timestamp};

/// Most points drawn of one series on a full chart.
const MOST_POINTS: usize = 400;

/// Where a chart stands and how large it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    /// Unique on the page: ASCII letters, digits, `-` and `_`.
    pub id: String,
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Left and right end (milliseconds); `None`: from the first to the last point.
    pub range: Option<(i64, i64)>,
    /// Small: fewer ticks, no bands of noise, no table.
    pub compact: bool,
    /// Logarithmic values, where all are above 0.
    pub log: bool,
    /// What the values of several series are drawn as.
    pub relative: Relative,
    /// Folders below the root of the page it stands on.
    pub depth: usize,
    /// Most rows of its table.
    pub rows: usize,
    /// Most points of a line; 0: as many as its width has room for.
    pub most: usize,
}

/// What the values of a series are drawn as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Relative {
    /// As they are; series of different units as [`Relative::First`].
    #[default]
    Own,
    /// As per cent of the first value in the time shown.
    First,
    /// As per cent of the median of the time shown.
    Median,
}

/// What is said of a series besides its points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dress {
    /// Its name.
    pub name: String,
    /// To be met, by the rule in force at the last point.
    pub target: Option<Threshold>,
    /// Beyond it is an alert, by the rule in force at the last point.
    pub alert: Option<Threshold>,
    /// Both over all time, where a policy says so.
    pub steps: Vec<LimitStep>,
    /// Where points before and after are not the same measurement.
    pub breaks: Vec<Break>,
    /// Change points.
    pub changes: Vec<Change>,
    /// What people noted.
    pub notes: Vec<Note>,
}

impl Dress {
    /// What `policy` and the history say of `series`.
    pub fn of(history: &History, series: &Series, policy: &Policy) -> Self {
        let last = series.points.last().and_then(|point| history.run(*point));
        let rule = last.and_then(|run| policy.rule_at(series, run.taken_at));
        Self {
            name: shorten(&series_name(series), NAME_LENGTH),
            target: rule.and_then(|r| r.target).map(|t| Threshold::target(t, &series.unit)),
            alert: rule.and_then(|r| r.alert).map(|a| Threshold::alert(a, &series.unit)),
            steps: steps::of_policy(series, policy),
            breaks: breaks(history, series, policy),
            changes: Vec::new(),
            notes: policy.annotations.note.iter().filter(|note| note.is_on(series)).cloned().collect(),
        }
    }
}

impl Frame {
    /// Half of a page's width: 548 × 230.
    pub fn half(id: impl Into<String>) -> Self {
        Self { id: id.into(), width: 548, height: 230, rows: 12, ..Self::default() }
    }

    /// A page's width: 1,120 × 320.
    pub fn full(id: impl Into<String>) -> Self {
        Self { id: id.into(), width: 1120, height: 320, ..Self::default() }
    }

    /// A small multiple: 260 × 120.
    pub fn small(id: impl Into<String>) -> Self {
        Self { id: id.into(), width: 260, height: 120, compact: true, ..Self::default() }
    }

    /// The same over a fixed range of time.
    #[must_use]
    pub fn over(self, from: Timestamp, to: Timestamp) -> Self {
        Self { range: Some((from.millis(), to.millis())), ..self }
    }

    /// The same on a page `depth` folders below the root.
    #[must_use]
    pub fn at_depth(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    pub(super) fn most_points(&self) -> usize {
        let room = (self.width as usize * 2 / 5).clamp(80, MOST_POINTS);
        if self.most == 0 { room } else { room.min(self.most) }
    }

    pub(super) fn most_ticks(&self) -> u32 {
        (self.width * 3 / 4 / 64).max(2)
    }

    pub(super) fn value_steps(&self) -> u32 {
        (self.height / 48).clamp(2, 6)
    }

    pub(super) fn read_range(&self) -> (i64, i64) {
        self.range.unwrap_or((i64::MIN, i64::MAX))
    }
}
