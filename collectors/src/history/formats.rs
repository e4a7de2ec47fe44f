//! Every history that is read.

use super::HistoryFormat;

/// The table.
pub(super) const ALL: &[HistoryFormat] = &[];
