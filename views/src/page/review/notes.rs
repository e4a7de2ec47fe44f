//! Hand-written notes of a period: the actions in them, and the template that a person begins with.

use crate::text::Shown;
use quarterdeck_analysis::period::Period;
use serde::Serialize;

/// The notes of one period, as a person wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodNotes {
    /// The period.
    pub period: Period,
    /// Markdown.
    pub markdown: String,
}

/// A task of the notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// What is to be done.
    pub text: Shown,
    /// Whether its box is ticked.
    pub done: bool,
}

/// Longest text of an action that is shown.
const LONGEST: usize = 300;

impl PeriodNotes {
    /// Every item of a task list, in order: `- [ ] to do`, `- [x] done`. What stands in a block of code is none.
    pub fn actions(&self) -> Vec<Action> {
        let mut fenced = false;
        let task = |line: &str| {
            let line = line.trim_start();
            if line.starts_with("```") || line.starts_with("~~~") {
                fenced = !fenced;
            }
            action(line).filter(|_| !fenced)
        };
        self.markdown.lines().filter_map(task).collect()
    }
}

fn action(line: &str) -> Option<Action> {
    let item = ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet))?.trim_start();
    let (done, text) = [("[ ]", false), ("[x]", true), ("[X]", true)]
        .iter()
        .find_map(|(mark, done)| Some((*done, item.strip_prefix(mark)?)))?;
    let text = text.strip_prefix([' ', '\t'])?.trim();
    (!text.is_empty()).then(|| Action { text: Shown::cut(text, LONGEST), done })
}

/// The newest notes of the same sort of period before `period`.
pub(super) fn previous(all: &[PeriodNotes], period: Period) -> Option<&PeriodNotes> {
    let same = |a: Period, b: Period| std::mem::discriminant(&a) == std::mem::discriminant(&b);
    let before = all.iter().filter(|notes| same(notes.period, period) && notes.period < period);
    before.max_by_key(|notes| notes.period)
}

/// What a person begins the notes of `period` with; open actions of the notes before are carried over.
pub fn template(all: &[PeriodNotes], period: Period) -> String {
    let open = previous(all, period).map(PeriodNotes::actions).unwrap_or_default();
    let carried: Vec<String> =
        open.iter().filter(|action| !action.done).map(|a| format!("- [ ] {}\n", a.text.text)).collect();
    let carried = if carried.is_empty() { "- [ ] \n".to_owned() } else { carried.concat() };
    format!("## Decisions\n\n- \n\n## Actions\n\n{carried}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(week: u32, markdown: &str) -> PeriodNotes {
        PeriodNotes { period: Period::Week { year: 2026, week }, markdown: markdown.to_owned() }
    }

    fn told(markdown: &str) -> Vec<(String, bool)> {
        notes(1, markdown).actions().into_iter().map(|a| (a.text.text, a.done)).collect()
    }

    #[test]
    fn tasks_are_actions_and_nothing_else_is() {
        let text = "- [ ] Ask *ops*\n- [x] Done\n  * [X] nested\n- no task\n[ ] none\n- [y] none\n- [ ]\n- [ ] \n\
            ```\n- [ ] code\n```\n+ [ ] last";
        let all = [("Ask *ops*", false), ("Done", true), ("nested", true), ("last", false)];
        assert_eq!(told(text), all.map(|(text, done)| (text.to_owned(), done)));
        assert_eq!(told("- [ ] a\u{202e}b"), [("a⟨U+202E⟩b".to_owned(), false)]);
    }

    #[test]
    fn the_template_carries_what_is_open() {
        let all = [notes(44, "- [ ] old"), notes(45, "- [ ] open\n- [x] done"), notes(47, "- [ ] later")];
        let period = Period::Week { year: 2026, week: 47 };
        assert_eq!(previous(&all, period).map(|n| n.period.name()), Some("2026-W45".to_owned()));
        assert_eq!(template(&all, period), "## Decisions\n\n- \n\n## Actions\n\n- [ ] open\n");
        let quarter = Period::Quarter { year: 2026, quarter: 4 };
        assert!(template(&all, quarter).ends_with("## Actions\n\n- [ ] \n"));
    }
}
