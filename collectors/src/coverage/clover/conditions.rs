//! What the two counts of a condition mean: Clover's own and Istanbul's reports say different things with them.
//!
//! OpenClover counts how often a condition was true and how often it was false, so it has two outcomes. Istanbul
//! (`istanbul-reports`, clover) writes how many branches of the line were taken as `truecount` and how many were not as
//! `falsecount`. The file's own sums of conditions tell which is meant.

use super::super::lines::FileLines;

/// More branches than this on one line are no code.
const MOST: u64 = 200;

/// The conditions of one file.
#[derive(Default)]
pub(super) struct Conditions {
    /// All and covered, as the file itself sums them up.
    declared: Option<(u64, u64)>,
    /// Line, `truecount`, `falsecount`.
    found: Vec<(u64, u64, u64)>,
}

impl Conditions {
    /// Keeps what the file says of itself, which comes first; its classes repeat parts of it.
    pub(super) fn declare(&mut self, sums: Option<(u64, u64)>) {
        self.declared = self.declared.or(sums);
    }

    pub(super) fn add(&mut self, line: u64, when_true: u64, when_false: u64) {
        self.found.push((line, when_true, when_false));
    }

    /// Gives every branch to the line it is on.
    pub(super) fn put_into(self, lines: &mut FileLines) {
        let istanbul = self.are_istanbuls();
        for (number, when_true, when_false) in self.found {
            if istanbul {
                for branch in 0..when_true + when_false {
                    lines.outcome(number, branch, branch < when_true);
                }
            } else {
                lines.branch(number, "true", when_true > 0);
                lines.branch(number, "false", when_false > 0);
            }
        }
    }

    /// Whether the sums fit Istanbul's meaning, and not Clover's.
    fn are_istanbuls(&self) -> bool {
        if self.found.iter().any(|(_, when_true, when_false)| when_true.saturating_add(*when_false) > MOST) {
            return false;
        }
        let sum = |of: fn(&(u64, u64, u64)) -> u64| self.found.iter().map(of).sum::<u64>();
        let clover = (sum(|_| 2), sum(|c| u64::from(c.1 > 0) + u64::from(c.2 > 0)));
        let istanbul = (sum(|c| c.1 + c.2), sum(|c| c.1));
        self.declared == Some(istanbul) && istanbul != clover
    }
}
