//! Test Anything Protocol, versions 12 to 14 (<https://testanything.org/tap-version-14-specification.html>).
//!
//! A test line that follows indented lines sums them up: they are its subtests, and the cases. What is to be done
//! (`# todo`) counts as skipped whatever came of it. A run whose plan is missing or not fulfilled is no whole one.

mod level;
mod line;
mod yaml;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::tests::report::Report;
use level::Level;
use line::{Line, TestLine, line};
use quarterdeck_model::payload::Tests;
use yaml::Yaml;

/// Whether it says so, or one of the first lines is a test or a plan.
pub(crate) fn sniff(head: &str) -> bool {
    let markup = head.trim_start().starts_with(['<', '{', '[']);
    let of_tap = |text: &str| matches!(line(text), (0, Line::Version | Line::Test(_) | Line::Plan(_)));
    !markup && head.lines().take(200).any(of_tap)
}

/// Reads the lines.
///
/// # Errors
/// When none is a test, a plan or a version.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Tests>, CollectError> {
    let (text, notes) = input.noted();
    let mut run =
        Run { report: Report::new(notes), levels: Vec::new(), braces: Vec::new(), yaml: None, known: false };
    text.lines().for_each(|text| run.line(text));
    if !run.known {
        return Err(CollectError::new(
            &input.name,
            "holds no line of the Test Anything Protocol; expected `1..2` and lines such as `ok 1 - adds`",
        )
        .hint("the runner wrote nothing or another format: look at its own messages"));
    }
    let last = text.lines().last().filter(|_| !text.ends_with('\n'));
    let inside =
        last.is_some_and(|text| matches!(line(text), (_, Line::Test(_))) || "TAP version".starts_with(text));
    if inside || run.yaml.is_some() {
        let last = text.lines().count() as u64;
        run.report.notes.warn(last, "the file ends inside a test; what follows is missing".to_owned());
    }
    run.end();
    Ok(run.report.finish("tap"))
}

/// A run as it is read.
struct Run {
    report: Report,
    /// From the outermost on.
    levels: Vec<Level>,
    /// Test lines whose subtests stand in braces after them, with their depth.
    braces: Vec<(usize, TestLine)>,
    yaml: Option<Yaml>,
    /// Whether any line was one of the protocol.
    known: bool,
}

impl Run {
    fn line(&mut self, text: &str) {
        if let Some(yaml) = &mut self.yaml {
            if !yaml.line(text) {
                return;
            }
            let told = self.yaml.take().unwrap_or_default();
            if let Some(case) = self.levels.last_mut().and_then(Level::last) {
                told.tell(case);
            }
            return;
        }
        let (depth, what) = line(text);
        self.known |= matches!(what, Line::Version | Line::Test(_) | Line::Plan(_));
        match what {
            Line::Version if depth == 0 => {
                self.end();
                self.level(0);
            }
            Line::Plan(plan) => self.level(depth).plan(plan),
            Line::Test(test) if test.opens => self.braces.push((depth, test)),
            Line::Test(test) => self.test(depth, test),
            Line::Brace => self.brace(depth),
            Line::Yaml(indent) => self.yaml = Some(Yaml::new(indent)),
            Line::BailOut(why) => self.report.broken("", &format!("was given up: {why}")),
            Line::Version | Line::Words => {}
        }
    }

    /// The level of that depth; deeper ones stay for the test line that sums them up.
    fn level(&mut self, depth: usize) -> &mut Level {
        while self.levels.len() <= depth {
            self.levels.push(Level::default());
        }
        &mut self.levels[depth]
    }

    fn test(&mut self, depth: usize, test: TestLine) {
        self.level(depth);
        while self.levels.len() > depth + 2 {
            self.orphans();
        }
        let inner = if self.levels.len() > depth + 1 { self.levels.pop() } else { None };
        if let Some(why) = inner.as_ref().and_then(Level::unfulfilled) {
            self.report.broken(&test.name, &why);
        }
        self.level(depth).add(test, inner);
    }

    fn brace(&mut self, depth: usize) {
        if let Some((_, test)) = self.braces.pop_if(|(of, _)| *of == depth) {
            self.test(depth, test);
        }
    }

    /// The innermost level ends without a test that sums it up.
    fn orphans(&mut self) {
        let Some(inner) = self.levels.pop() else { return };
        if let Some(outer) = self.levels.last_mut() {
            outer.cases.extend(inner.cases);
            outer.orphans |= inner.seen > 0;
        }
    }

    /// The document ends; another may follow.
    fn end(&mut self) {
        while self.levels.len() > 1 {
            self.orphans();
        }
        let Some(whole) = self.levels.pop() else { return };
        let orphans = whole.orphans.then(|| "has subtests that no test sums up: it did not end".to_owned());
        if let Some(why) = orphans.or_else(|| whole.unfulfilled()) {
            self.report.broken("", &why);
        }
        if let Some(why) = whole.skipped {
            self.report.notes.note(format!("the run was skipped: {why}"));
        }
        whole.cases.into_iter().for_each(|case| self.report.case(case));
    }
}
