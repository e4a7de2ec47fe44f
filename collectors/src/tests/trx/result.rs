//! One result, and the words that TRX has for outcomes and times.

use crate::tests::report::{passed, words};
use crate::xml::Element;
use quarterdeck_model::payload::{Case, Status};

/// Most text of a failure that is looked at, in bytes.
const TEXT: usize = 4 * 1024;

/// A result whose definition may still come.
pub(super) struct TestResult {
    pub(super) test: String,
    name: String,
    outcome: String,
    duration_s: Option<f64>,
    message: String,
    /// It has inner results, and whether one of them is bad.
    pub(super) sums_up: bool,
    pub(super) blamed: bool,
}

/// What the definition of a test says.
#[derive(Default)]
pub(super) struct Definition {
    /// File name of its assembly.
    pub(super) storage: String,
    pub(super) class: String,
}

impl TestResult {
    pub(super) fn of(element: &Element<'_>) -> Self {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        Self {
            test: attribute("testId"),
            name: attribute("testName"),
            outcome: attribute("outcome"),
            duration_s: element.attribute("duration").and_then(|text| seconds(&text)),
            message: String::new(),
            sums_up: false,
            blamed: false,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.message.len() + text.len() <= TEXT {
            self.message.push_str(text);
        }
    }

    pub(super) fn status(&self) -> Status {
        match self.outcome.as_str() {
            "Passed" | "Warning" => Status::Passed,
            "Failed" => Status::Failed,
            "NotExecuted" | "NotRunnable" | "Pending" | "Inconclusive" => Status::Skipped,
            _ => Status::Errored,
        }
    }

    pub(super) fn case(self, definition: &Definition) -> Case {
        let status = self.status();
        let mut message = words(&self.message).filter(|_| status != Status::Passed);
        if message.is_none() && (status == Status::Errored || self.outcome == "Inconclusive") {
            let outcome = if self.outcome.is_empty() { "not given" } else { &self.outcome };
            message = Some(format!("its outcome is {outcome}"));
        }
        let own = self.name.strip_prefix(&definition.class).and_then(|rest| rest.strip_prefix('.'));
        let name = own.filter(|_| !definition.class.is_empty()).unwrap_or(&self.name);
        Case {
            status,
            duration_s: self.duration_s,
            message,
            ..passed(&definition.storage, &definition.class, name)
        }
    }
}

/// `d.hh:mm:ss.fffffff`, the days and the fraction optional.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let mut parts = text.trim().split(':');
    let (first, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let (days, hours) = first.split_once('.').unwrap_or(("0", first));
    let whole = |text: &str| text.parse::<u32>().ok().map(f64::from);
    let fraction =
        seconds.bytes().all(|b| b.is_ascii_digit() || b == b'.').then(|| seconds.parse::<f64>().ok())??;
    let minutes = (whole(days)? * 24.0 + whole(hours)?) * 60.0 + whole(minutes)?;
    parts.next().is_none().then_some(minutes * 60.0 + fraction)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations_have_days_and_fractions_or_not() {
        assert_eq!(seconds("00:00:01.5000000"), Some(1.5));
        assert_eq!(seconds("1.02:03:04"), Some(93_784.0));
        for text in ["", "00:01", "-1:00:00", "00:00:00:01", "00:00:1e3", "00:00:inf"] {
            assert_eq!(seconds(text), None, "{text:?}");
        }
    }
}
