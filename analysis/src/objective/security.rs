//! Security incidents: what people stated, since no tool can tell that there was none.

use super::{Asked, Attained, Evidence, Subject};

pub(super) fn judge(_evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    asked.unknown(Subject::Project, "nobody stated how many there were")
}
