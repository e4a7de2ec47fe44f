//! What follows from a choice, in the order in which the reader sees it: counts, verdicts, rows.

use crate::data::columns::Filtered;
use crate::data::listing::{self, Listing};
use crate::data::pace::{Pace, Stale};
use crate::data::rows::{self, Rows};
use crate::data::{Shared, Source, Verdict};
use crate::state::Choice;
use quarterdeck_model::Series;

/// What follows from a choice, but for the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it was made of.
    pub source: Shared<Source>,
    /// The choice.
    pub choice: Choice,
    /// The runs that are chosen, and the counts of the facets.
    pub filtered: Shared<Filtered>,
    /// What is to be said of them.
    pub verdict: Shared<Verdict>,
    /// The metrics that are listed.
    pub listing: Shared<Listing>,
    /// The rows of the table.
    pub rows: Shared<Rows>,
}

impl Outcome {
    /// Works it out. What `before` knows already is taken from it: a letter typed judges nothing anew.
    ///
    /// # Errors
    /// [`Stale`] from `pace`.
    pub async fn of(
        source: &Shared<Source>,
        choice: &Choice,
        before: Option<&Outcome>,
        pace: &mut impl Pace,
    ) -> Result<Self, Stale> {
        let same = before.filter(|b| b.source == *source && b.choice.same_runs(choice));
        let (filtered, verdict) = match same {
            Some(before) => (before.filtered.clone(), before.verdict.clone()),
            None => {
                let filtered = source.columns.filter(choice);
                let verdict = Verdict::new(source, &filtered.keep, choice.range, pace).await?;
                (Shared::new(filtered), Shared::new(verdict))
            }
        };
        let allowed = listing::allowed(source, &verdict.items, choice);
        let selected = rows::select(source, (&filtered.keep, &allowed), choice, pace).await?;
        let mut found = selected.found;
        let served =
            listing::allowed(source, &[], &Choice { statuses: Default::default(), ..choice.clone() });
        found.iter_mut().zip(served).for_each(|(found, served)| *found &= served);
        let listing = listing::list(&verdict.items, &found, choice);
        let series: Vec<&Series> =
            chosen(source, choice).filter_map(|at| source.history.series.get(at)).collect();
        let rows = if series.is_empty() { selected.rows } else { rows::of_series(&filtered.keep, &series) };
        let rows = rows::sorted(source, rows, (series.first().copied(), choice.sort), pace).await?;
        Ok(Self {
            source: source.clone(),
            choice: choice.clone(),
            filtered,
            verdict,
            listing: Shared::new(listing),
            rows: Shared::new(rows),
        })
    }

    /// The chosen series of the source that are there.
    pub fn series(&self) -> Vec<usize> {
        chosen(&self.source, &self.choice).collect()
    }
}

fn chosen<'a>(source: &'a Source, choice: &'a Choice) -> impl Iterator<Item = usize> + 'a {
    choice.series.iter().filter_map(|slug| source.find(slug))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pace::Straight;
    use crate::data::rows::Each;
    use crate::state::address;
    use crate::testing::{self, at_once};

    #[test]
    fn typing_judges_nothing_anew_and_narrows_list_and_rows() {
        let source = Shared::new(testing::source());
        let of = |hash: &str, before: Option<&Outcome>| {
            at_once(Outcome::of(&source, &address::read(hash), before, &mut Straight)).expect("wanted")
        };
        let first = of("#rows=figures", None);
        let typed = of("#rows=figures&q=line", Some(&first));
        assert!(typed.verdict == first.verdict && typed.filtered == first.filtered);
        assert_eq!((typed.listing.fitting, typed.rows.each, typed.rows.list.len()), (1, Each::Figure, 22));
        let other = of("#rows=figures&q=line&kind=tests", Some(&typed));
        assert!(other.verdict != first.verdict && other.rows.list.is_empty());
        let chart = of("#rows=figures&q=line&m=tests.failed--all", Some(&typed));
        assert_eq!((chart.rows.each, chart.rows.list.len(), chart.series()), (Each::Run, 22, vec![2]));
    }

    #[test]
    fn a_service_narrows_the_list_to_its_own_figures() {
        let source = Shared::new(testing::source_of(testing::tagged()));
        let choice = address::read("#service=api");
        let outcome = at_once(Outcome::of(&source, &choice, None, &mut Straight)).expect("wanted");
        assert_eq!((outcome.filtered.runs, outcome.listing.fitting), (22, 1));
    }
}
