//! JSON lines of Rust's test harness (`cargo test -- -Z unstable-options --format json`) and of `cargo nextest run
//! --message-format libtest-json-plus`.
//!
//! A suite that begins and does not end has crashed: the tests that it had begun are errors, and the suite is no whole
//! one. nextest numbers the attempts of a test (`binary$test#3` is the third), begins a suite once more for each retry,
//! and ends a test in another suite than it began.

mod line;
mod suites;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use line::Said;
use quarterdeck_model::payload::Tests;
use suites::Suites;

/// Whether one of the first lines is an event of the harness.
pub(crate) fn sniff(head: &str) -> bool {
    head.lines().take(200).any(|line| matches!(line::said(line), Said::Suite(_) | Said::Test(_)))
}

/// Lists of events end with the end of a suite; whether another would have come cannot be told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    match text.lines().map(line::said).rfind(|said| !matches!(said, Said::Words)) {
        Some(Said::Suite(suite)) => suite.event != "started",
        _ => false,
    }
}

/// Reads the events.
///
/// # Errors
/// When no line is an event.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Tests>, CollectError> {
    let (text, notes) = input.noted();
    let mut suites = Suites::new(notes);
    let mut events = 0u64;
    for (number, line) in (1..).zip(text.lines()) {
        let said = line::said(line);
        events += u64::from(!matches!(said, Said::Words | Said::Running(_) | Said::Broken(_)));
        match said {
            Said::Suite(suite) => suites.suite(&suite),
            Said::Test(test) => suites.test(test),
            Said::Running(name) => suites.next = name,
            Said::Broken(why) => suites.unreadable(number, &why),
            Said::Other | Said::Words => {}
        }
    }
    if !text.ends_with('\n')
        && text.lines().last().is_some_and(|line| line.starts_with('{') && !line.ends_with('}'))
    {
        suites.unreadable(text.lines().count() as u64, "the file ends inside it");
    }
    if events == 0 {
        let message = "holds no event of Rust's test harness; expected lines such as {\"type\":\"suite\",\"event\":\"started\",\"test_count\":1}";
        return Err(CollectError::new(&input.name, message).hint(
            "`cargo test -- -Z unstable-options --format json` needs a nightly compiler: look at its messages",
        ));
    }
    Ok(suites.finish())
}
