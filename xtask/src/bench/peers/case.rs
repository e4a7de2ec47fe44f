//! Which history, and which tools read it.

use std::str::FromStr;

/// What is measured when nothing is asked for.
pub(super) const DEFAULT: [&str; 4] = ["tests-1000x100", "tests-10000x20", "asv-100x200", "action-100x200"];

/// What sort of results a history is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum History {
    /// Runs of a test suite: Allure's results, or JUnit XML.
    Tests,
    /// Benchmarks in asv's results.
    Asv,
    /// The same benchmarks in the `data.js` of github-action-benchmark.
    Action,
}

/// A history of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) history: History,
    /// Tests, or benchmarks.
    pub(super) wide: usize,
    /// Runs, or commits.
    pub(super) long: usize,
}

/// Who builds a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Tool {
    Allure,
    AllureSingleFile,
    Asv,
    GithubActionBenchmark,
    Quarterdeck,
}

impl Case {
    /// The name that `--case` takes.
    pub(super) fn name(&self) -> String {
        let history = match self.history {
            History::Tests => "tests",
            History::Asv => "asv",
            History::Action => "action",
        };
        format!("{history}-{}x{}", self.wide, self.long)
    }

    /// The history in words.
    pub(super) fn told(&self) -> String {
        let (wide, long) = (grouped(self.wide), grouped(self.long));
        match self.history {
            History::Tests => format!("{wide} tests × {long} runs"),
            History::Asv => format!("{wide} benchmarks × {long} commits, asv's results"),
            History::Action => format!("{wide} benchmarks × {long} commits, data.js"),
        }
    }

    /// Tools that read it, ours last.
    pub(super) fn tools(&self) -> &'static [Tool] {
        match self.history {
            History::Tests => &[Tool::Allure, Tool::AllureSingleFile, Tool::Quarterdeck],
            History::Asv => &[Tool::Asv, Tool::Quarterdeck],
            History::Action => &[Tool::GithubActionBenchmark, Tool::Quarterdeck],
        }
    }
}

impl FromStr for Case {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let parts = || {
            let (history, sides) = given.split_once('-')?;
            let (wide, long) = sides.split_once('x')?;
            let history = match history {
                "tests" => History::Tests,
                "asv" => History::Asv,
                "action" => History::Action,
                _ => return None,
            };
            let side = |text: &str| text.parse().ok().filter(|n| *n > 0);
            Some(Self { history, wide: side(wide)?, long: side(long)? })
        };
        parts()
            .ok_or_else(|| format!("{given}: expected such as tests-1000x100, asv-100x200 or action-100x200"))
    }
}

impl Tool {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Allure => "Allure 3",
            Self::AllureSingleFile => "Allure 3, one file",
            Self::Asv => "asv publish",
            Self::GithubActionBenchmark => "github-action-benchmark",
            Self::Quarterdeck => "Quarterdeck",
        }
    }
}

/// `10000` → `10,000`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_and_told() {
        for (name, told) in [
            ("tests-1000x100", "1,000 tests × 100 runs"),
            ("tests-10000x20", "10,000 tests × 20 runs"),
            ("asv-100x200", "100 benchmarks × 200 commits, asv's results"),
            ("action-1x1234567", "1 benchmarks × 1,234,567 commits, data.js"),
        ] {
            let case: Case = name.parse().unwrap();
            assert_eq!((case.name().as_str(), case.told().as_str()), (name, told));
        }
    }

    #[test]
    fn what_is_no_case_is_refused() {
        for name in
            ["", "tests", "tests-1000", "tests-1000x", "tests-0x5", "lines-1x1", "tests-1x-1", "asv-1x2x3"]
        {
            assert!(name.parse::<Case>().is_err(), "{name}");
        }
        for name in DEFAULT {
            assert!(name.parse::<Case>().is_ok(), "{name}");
        }
    }
}
