//! What is remarked of a report: once for all cases together, since a million cases may have one fault.

use crate::notes::Notes;
use quarterdeck_model::Diagnostic;

/// Remarks as they gather.
pub(super) struct Remarks {
    notes: Notes,
    /// Line of the element that began last.
    pub(super) line: u64,
    /// Control characters, and the line of the first.
    controls: u64,
    first_control: u64,
    /// Times that could not be read, and the first of them.
    times: u64,
    first_time: Option<(u64, String)>,
    /// Suites whose totals are wrong, and what is wrong with the first.
    totals: u64,
    first_total: Option<String>,
}

impl Remarks {
    pub(super) fn new(file: &str) -> Self {
        let notes = Notes::new(file, None);
        let (first_time, first_total) = (None, None);
        Self { notes, line: 1, controls: 0, first_control: 0, times: 0, first_time, totals: 0, first_total }
    }

    /// XML forbids control characters; libtest, jest and others write them all the same. They are kept.
    pub(super) fn look_for_controls(&mut self, text: &str) {
        let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
        let count = text.as_bytes().iter().filter(|b| control(b)).count() as u64;
        if count > 0 && self.controls == 0 {
            self.first_control = self.line;
        }
        self.controls += count;
    }

    /// A time that is none.
    pub(super) fn time(&mut self, line: u64, raw: String) {
        self.times += 1;
        self.first_time.get_or_insert((line, raw));
    }

    /// Totals of a suite that differ from its cases.
    pub(super) fn total(&mut self, suite: &str, line: u64, difference: &str) {
        self.totals += 1;
        self.first_total.get_or_insert_with(|| {
            let whose = if suite.is_empty() { "the element".to_owned() } else { format!("suite {suite:?}") };
            format!("{whose} in line {line} {difference}")
        });
    }

    /// All remarks about a report of `tool`.
    pub(super) fn finish(mut self, tool: &str, linter: bool, warning: Option<Diagnostic>) -> Vec<Diagnostic> {
        self.notes.extend(warning);
        if self.controls > 0 {
            let message =
                format!("{} control characters, which XML forbids, were kept as they are", self.controls);
            self.notes.doubt(self.first_control, &message);
        }
        if linter {
            self.notes.warn_all(format!(
                "looks like the findings of {tool} written as JUnit XML; collect them as findings, not as tests"
            ));
        }
        if let Some((line, raw)) = &self.first_time {
            let count = self.times;
            let message = format!("time {raw:?} is not a number of seconds; {count} such times are left out");
            self.notes.warn(*line, message);
        }
        if let Some(first) = &self.first_total {
            let times = if self.totals == 1 { String::new() } else { format!(" ({} times)", self.totals) };
            self.notes.note(format!("declared totals differ from the cases, which count{times}: {first}"));
        }
        self.notes.finish()
    }
}
