//! What is to be said of the chosen runs: the score, and every metric they gave with its status.

use crate::data::listing::Item;
use crate::data::pace::{Pace, SLICE, Stale};
use crate::data::{Source, words};
use crate::state::calendar::Range;
use quarterdeck_analysis::Present;
use quarterdeck_analysis::current::Sweep;
use quarterdeck_model::sorted::sort_by;
use quarterdeck_model::{Kind, Run};
use quarterdeck_views::catalogue::area;
use quarterdeck_views::format::{date_time, span};

/// What is to be said of the runs that are chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How many runs.
    pub runs: usize,
    /// One for each series that they gave, by area and name.
    pub items: Vec<Item>,
    /// The score in words.
    pub score: words::Score,
    /// `17 to 23 Nov 2026`; empty without runs.
    pub span: String,
    /// `Judged as of 23 Nov 2026 07:12 UTC`.
    pub as_of: String,
}

impl Verdict {
    /// Judges the runs for which `keep` says so, as of the end of `range` where that lies in the past.
    ///
    /// # Errors
    /// [`Stale`] from `pace`.
    pub async fn new(
        source: &Source,
        keep: &[bool],
        range: Range,
        pace: &mut impl Pace,
    ) -> Result<Self, Stale> {
        let now = range.judged_at(source.manifest.now);
        let mut sweep = Sweep::new(&source.history);
        for (run, kept) in keep.iter().enumerate() {
            if run % (SLICE / 4) == 0 {
                pace.breathe().await?;
            }
            let _ = if *kept { sweep.advance() } else { sweep.skip() };
        }
        let present = Present::of(&source.history, &sweep, &source.manifest.standing, now);
        pace.breathe().await?;
        let ends = ends(source, keep);
        Ok(Self {
            runs: keep.iter().filter(|kept| **kept).count(),
            items: items(source, &present, pace).await?,
            score: words::score(&present.score),
            span: ends.map(|(first, last)| span(first.taken_at, last.taken_at)).unwrap_or_default(),
            as_of: format!("Judged as of {}", date_time(now)),
        })
    }
}

/// The first and the last run that is chosen.
pub(super) fn ends<'a>(source: &'a Source, keep: &[bool]) -> Option<(&'a Run, &'a Run)> {
    let first = keep.iter().position(|kept| *kept)?;
    let last = keep.iter().rposition(|kept| *kept)?;
    source.history.runs.get(first).zip(source.history.runs.get(last))
}

async fn items(source: &Source, present: &Present, pace: &mut impl Pace) -> Result<Vec<Item>, Stale> {
    let mut items: Vec<(usize, Item)> = Vec::new();
    for (index, series) in source.history.series.iter().enumerate() {
        if index % 64 == 0 {
            pace.breathe().await?;
        }
        if let Some(Some(now)) = present.series.get(index) {
            let row = words::row(source, (present, now), index);
            let order = Kind::ALL.iter().position(|kind| *kind == series.kind).unwrap_or_default();
            let slug = source.slug(index).to_owned();
            items.push((order, Item { series: index, slug, area: area(series.kind), row }));
        }
    }
    sort_by(&mut items, |(a, x), (b, y)| (a, &x.row.name.text, &x.slug).cmp(&(b, &y.row.name.text, &y.slug)));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pace::Straight;
    use crate::state::address;
    use crate::testing::{self, at_once};
    use quarterdeck_analysis::assess;

    fn verdict(hash: &str) -> Verdict {
        let (source, choice) = (testing::source(), address::read(hash));
        let keep = source.columns.filter(&choice).keep;
        at_once(Verdict::new(&source, &keep, choice.range, &mut Straight)).expect("wanted")
    }

    #[test]
    fn present_says_of_chosen_runs_what_assess_says_of_those_alone() {
        for hash in ["", "#branch=feature", "#kind=tests", "#from=2026-11-02&to=2026-11-04"] {
            let (source, choice) = (testing::source(), address::read(hash));
            let keep = source.columns.filter(&choice).keep;
            let (history, policy) = (&source.history, &source.manifest.policy().expect("read"));
            let now = choice.range.judged_at(source.manifest.now);
            let mut sweep = Sweep::new(history);
            for kept in &keep {
                let _ = if *kept { sweep.advance() } else { sweep.skip() };
            }
            let present = Present::of(history, &sweep, &source.manifest.standing, now);
            let kept = |run: &Run| history.runs.iter().zip(&keep).any(|(r, kept)| r.id == run.id && *kept);
            let told = assess(&history.filtered(kept), policy, now);
            assert_eq!((present.score.low, present.score.high), (told.score.low, told.score.high), "{hash}");
            assert_eq!(present.states.len(), told.states.len(), "{hash}");
            for (ours, theirs) in present.states.iter().zip(&told.states) {
                assert_eq!(
                    (ours.rule, ours.status, ours.reading.known()),
                    (theirs.rule, theirs.status, theirs.reading.known())
                );
            }
            let known: Vec<_> = present.series.iter().flatten().map(|now| now.reading.known()).collect();
            assert_eq!(known, told.series.iter().map(|series| series.reading.known()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_past_range_is_judged_as_of_its_end() {
        let verdict = verdict("#from=2026-11-02&to=2026-11-04");
        assert_eq!(verdict.as_of, "Judged as of 4 Nov 2026 23:59 UTC");
        assert_eq!(verdict.span, "2 to 4 Nov 2026");
    }

    #[test]
    fn nothing_chosen_is_nothing_known_and_never_good() {
        let verdict = verdict("#branch=gone");
        assert!(verdict.items.is_empty() && verdict.span.is_empty() && verdict.runs == 0);
        assert_ne!(verdict.score.status.class, "ok");
    }

    #[test]
    fn metrics_stand_by_area() {
        let areas: Vec<&str> = verdict("").items.iter().map(|item| item.area).collect();
        assert_eq!(areas, ["Tests", "Tests", "Coverage"]);
    }
}
