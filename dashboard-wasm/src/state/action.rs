//! What a reader does, and what becomes of the choice: one pure step at a time.

use crate::state::address;
use crate::state::calendar::Range;
use crate::state::sort::Column;
use crate::state::{Choice, Facet, Tool};

/// What a reader does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Another range of days.
    Range(Range),
    /// A click on a value of a facet.
    Facet(Facet, String),
    /// A click on a status.
    Status(String),
    /// A click on a series.
    Series(String),
    /// Text typed into the search field, not finished.
    Typing(String),
    /// The search text is finished.
    Typed,
    /// Something done with a tool.
    Tool(Tool),
    /// A click on a heading of the table.
    Sort(Column),
    /// Every figure in a row of its own, or every run.
    Figures(bool),
    /// A column of the table put away, or brought back.
    Column(Column),
    /// Every filter away.
    Reset,
    /// The address changed: back, forward, or edited by hand.
    Address(String),
}

/// How the address follows a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The address is where the choice came from: nothing to write.
    Read,
    /// Still typing: the entry of the browser's history is replaced.
    Typing,
    /// Done: a new entry.
    Done,
}

/// A choice and the step that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The choice.
    pub choice: Choice,
    /// How the address follows.
    pub step: Step,
}

impl Session {
    /// A session that begins with a choice read from the address.
    pub fn begin(choice: Choice) -> Self {
        Self { choice, step: Step::Read }
    }

    /// The session after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let choice = self.choice.clone();
        match action {
            Action::Address(hash) => Self::begin(address::read(&hash)),
            Action::Typing(query) => Self { choice: Choice { query, ..choice }, step: Step::Typing },
            done => Self { choice: apply(choice, done), step: Step::Done },
        }
    }
}

fn apply(choice: Choice, action: Action) -> Choice {
    match action {
        Action::Range(range) => Choice { range, ..choice },
        Action::Facet(facet, value) => choice.with_facet_toggled(facet, &value),
        Action::Status(word) => choice.with_status_toggled(&word),
        Action::Series(slug) => choice.with_series_toggled(&slug),
        Action::Tool(tool) => Choice { tools: choice.tools.clone().after(tool), ..choice },
        Action::Sort(column) => Choice { sort: choice.sort.clicked(column), ..choice },
        Action::Figures(figures) => Choice { figures, ..choice },
        Action::Column(column) => choice.with_column_toggled(column),
        Action::Reset => choice.without_filters(),
        Action::Typing(query) => Choice { query, ..choice },
        Action::Typed | Action::Address(_) => choice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_replaces_and_finishing_pushes() {
        let start = Session::begin(Choice::default());
        let typing = start.after(Action::Typing("p9".into())).after(Action::Typing("p99".into()));
        assert_eq!((typing.step, typing.choice.query.as_str()), (Step::Typing, "p99"));
        let done = typing.after(Action::Typed);
        assert_eq!((done.step, done.choice.query.as_str()), (Step::Done, "p99"));
    }

    #[test]
    fn an_address_replaces_the_whole_choice_and_is_not_written_back() {
        let session =
            Session::begin(address::read("#q=old&st=bad")).after(Action::Address("#kind=tests".into()));
        assert_eq!(session, Session::begin(address::read("#kind=tests")));
    }

    #[test]
    fn every_click_is_a_step_of_its_own() {
        let start = Session::begin(Choice::default());
        for action in [
            Action::Facet(Facet::Kind, "tests".into()),
            Action::Status("bad".into()),
            Action::Series("a".into()),
            Action::Tool(Tool::Log(true)),
            Action::Sort(Column::Job),
            Action::Figures(true),
            Action::Column(Column::Commit),
        ] {
            let after = start.after(action.clone());
            assert_eq!(after.step, Step::Done, "{action:?}");
            assert_ne!(after.choice, start.choice, "{action:?}");
        }
        assert_eq!(start.after(Action::Column(Column::Time)).choice, start.choice, "the time always stays");
        assert_eq!(start.after(Action::Reset).choice, start.choice);
    }
}
