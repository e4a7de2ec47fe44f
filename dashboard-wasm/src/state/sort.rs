//! How the table is sorted.

/// A column of the table of runs that can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// When the run happened.
    Time,
    /// Its kind.
    Kind,
    /// Its job.
    Job,
    /// Its branch.
    Branch,
    /// Its commit.
    Commit,
    /// Whether its figures count.
    State,
    /// The figure's name, where rows are figures.
    Metric,
    /// The figure; with series on the chart, that of the first.
    Value,
}

impl Column {
    const NAMED: [(Column, &'static str); 8] = [
        (Column::Time, "time"),
        (Column::Kind, "kind"),
        (Column::Job, "job"),
        (Column::Branch, "branch"),
        (Column::Commit, "commit"),
        (Column::State, "state"),
        (Column::Metric, "metric"),
        (Column::Value, "value"),
    ];

    /// Those that the reader may put away, in the order of the table.
    pub const OPTIONAL: [(Column, &'static str); 5] = [
        (Column::State, "State"),
        (Column::Kind, "Kind"),
        (Column::Job, "Job"),
        (Column::Branch, "Branch"),
        (Column::Commit, "Commit"),
    ];

    /// All, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMED.into_iter().map(|(column, _)| column)
    }

    /// Reads [`Column::name`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(_, n)| *n == name).map(|(column, _)| *column)
    }

    /// As in the address.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(column, _)| *column == self).map_or("time", |(_, name)| name)
    }
}

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: Column,
    /// Largest or newest first.
    pub descending: bool,
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { by: Column::Time, descending: true }
    }
}

impl Sort {
    /// `-time`, `job`: a minus for descending.
    pub fn to_text(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.name())
    }

    /// Reads [`Sort::to_text`]; anything else is the default.
    pub fn parse(text: &str) -> Self {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        Column::parse(name).map_or_else(Self::default, |by| Self { by, descending })
    }

    /// After a click on the heading of `column`: the other way round, or by that column in its natural direction.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        if self.by == column {
            Self { by: column, descending: !self.descending }
        } else {
            Self { by: column, descending: matches!(column, Column::Time | Column::Value) }
        }
    }

    /// `ascending`, `descending` or `none`, for `aria-sort` of that column.
    pub fn aria(self, column: Column) -> &'static str {
        match (self.by == column, self.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_comes_back_from_its_text() {
        for (by, _) in Column::NAMED {
            for descending in [false, true] {
                let sort = Sort { by, descending };
                assert_eq!(Sort::parse(&sort.to_text()), sort);
            }
        }
        assert_eq!(Sort::parse("nonsense"), Sort::default());
    }

    #[test]
    fn a_second_click_turns_the_order() {
        let once = Sort::default().clicked(Column::Job);
        assert_eq!(once, Sort { by: Column::Job, descending: false });
        assert!(once.clicked(Column::Job).descending);
        assert_eq!(once.aria(Column::Job), "ascending");
        assert_eq!(once.aria(Column::Time), "none");
    }
}
