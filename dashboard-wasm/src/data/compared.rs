//! Two snapshots or periods side by side: the same comparison as on `compare.html`, as far as the published data goes.

use crate::data::Source;
use crate::state::calendar::Range;
use crate::state::{Choice, Pick};
use quarterdeck_analysis::compare::{Ancestry, Comparison, Side, rows, warnings};
use quarterdeck_model::{Run, SnapshotId};
use quarterdeck_views::comparison::{About, sections, tell};
use quarterdeck_views::format::date_time_in_column;
use quarterdeck_views::page::permalink::Section;
use quarterdeck_views::{Shown, catalogue};

/// Runs offered in the list of a side: the newest of what is chosen.
const MOST_OFFERED: usize = 100;

/// What a comparison says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// What A is.
    pub a: String,
    /// What B is.
    pub b: String,
    /// `2 worse, 1 better, 40 the same`; or why nothing is compared.
    pub counts: String,
    /// Sentences to read first.
    pub warnings: Vec<String>,
    /// Its tables.
    pub sections: Vec<Section>,
}

/// A run that can be picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its identifier.
    pub id: SnapshotId,
    /// `23 Nov 2026 07:12, Coverage, unit, 9f31c2a`.
    pub text: String,
}

/// Compares what is picked. With `choice.tools.same` also what did not change is listed.
pub fn compared(source: &Source, choice: &Choice) -> Told {
    let tools = &choice.tools;
    let (a, b) = match (side(source, choice, &tools.a), side(source, choice, &tools.b)) {
        (Ok(a), Ok(b)) => (a, b),
        (a, b) => {
            let why = [("A", a.err()), ("B", b.err())];
            let why = why.into_iter().filter_map(|(name, why)| Some(format!("{name}: {}", why?)));
            return Told { counts: why.collect::<Vec<_>>().join(" "), ..Told::default() };
        }
    };
    let history = &source.history;
    let ancestry = Ancestry::NotAsked;
    let comparison = Comparison {
        rows: rows::rows(history, &a, &b),
        // Payloads are not published in the data: files, findings and test cases are not told.
        jobs: Vec::new(),
        warnings: warnings::warnings(history, &a, &b, &ancestry),
    };
    let (name_a, name_b) = (name(&tools.a), name(&tools.b));
    let names = (name_a.as_str(), name_b.as_str());
    let about = About { project: &source.manifest.project, now: source.manifest.now, names };
    let told = tell(history, about, (&a, &b), &comparison);
    let href = |index: usize| {
        if index < history.series.len() {
            source.manifest.routes.metric(source.slug(index))
        } else {
            String::new()
        }
    };
    Told {
        a: told.a.sentence(),
        b: told.b.sentence(),
        counts: format!("Figures: {}.", told.counts.sentence()),
        sections: sections(&told, !tools.same, href),
        warnings: told.warnings,
    }
}

/// The side that is picked; why there is none, otherwise.
fn side(source: &Source, choice: &Choice, pick: &Pick) -> Result<Side, String> {
    match pick {
        Pick::None => Err("choose a snapshot or a period.".to_owned()),
        Pick::Snapshot(id) => {
            let found = source.history.runs.iter().position(|run| run.id == *id);
            let index = found.and_then(|at| u32::try_from(at).ok());
            let index = index.ok_or_else(|| format!("the data holds no snapshot {id}."))?;
            let side = Side::run(&source.history, index);
            if side.is_empty() { Err(format!("snapshot {id} says nothing.")) } else { Ok(side) }
        }
        Pick::Period(range) => {
            let keep = within(source, choice, *range);
            // Runs stand in the order of time and name.
            let order = |run: &Run| (run.taken_at, run.id.clone());
            let number = |run: &Run| {
                source.history.runs.as_slice().binary_search_by_key(&order(run), |run| order(run))
            };
            let inside = |run: &Run| number(run).ok().and_then(|at| keep.get(at).copied()).unwrap_or(false);
            let side = Side::newest(&source.history, inside);
            if side.is_empty() {
                Err("no run that is chosen lies in this time.".to_owned())
            } else {
                Ok(side)
            }
        }
    }
}

/// For each run, whether it lies in those days and passes every other filter.
fn within(source: &Source, choice: &Choice, range: Range) -> Vec<bool> {
    source.columns.filter(&Choice { range, ..choice.clone() }).keep
}

fn name(pick: &Pick) -> String {
    match pick {
        Pick::Period(range) => format!("the newest run of each job, {}", days(*range)),
        Pick::Snapshot(_) | Pick::None => "the run".to_owned(),
    }
}

fn days(range: Range) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "any time".to_owned(),
    }
}

/// The runs to pick from: the newest for which `keep` holds, and `picked` where it is older.
pub fn offers(source: &Source, keep: &[bool], picked: &Pick) -> Vec<Offer> {
    let kept = source.history.runs.iter().zip(keep).rev().filter(|(_, kept)| **kept);
    let mut offers: Vec<Offer> = kept.take(MOST_OFFERED).map(|(run, _)| offer(run)).collect();
    if let Pick::Snapshot(id) = picked
        && offers.iter().all(|offer| offer.id != *id)
    {
        let older = source.history.runs.iter().find(|run| run.id == *id).map(offer);
        let unknown = || Offer { id: id.clone(), text: format!("{id} (not in the data)") };
        offers.insert(0, older.unwrap_or_else(unknown));
    }
    offers
}

fn offer(run: &Run) -> Offer {
    let commit = run.commit.as_deref().map(|c| c.chars().take(7).collect::<String>());
    let when = date_time_in_column(run.taken_at);
    let area = catalogue::area(run.kind);
    let job = Shown::cut(&run.job, 30).text;
    let text = format!("{when}, {area}, {job}, {}", commit.as_deref().unwrap_or("no commit"));
    Offer { id: run.id.clone(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address;
    use crate::testing;

    fn told(hash: &str) -> Told {
        compared(&testing::source(), &address::read(hash))
    }

    fn id(number: usize) -> String {
        testing::source().history.runs.get(number).map(|run| run.id.to_string()).unwrap_or_default()
    }

    #[test]
    fn two_snapshots_are_compared_as_on_the_page() {
        let told = told(&format!("#a={}&b={}", id(1), id(3)));
        assert_eq!(told.counts, "Figures: 1 worse, 1 better.");
        let rows = told.sections.first().map(|section| section.table.rows.len());
        assert_eq!(rows, Some(2), "{told:?}");
    }

    #[test]
    fn snapshots_of_different_jobs_are_told_to_be_apples_and_pears() {
        let told = told(&format!("#a={}&b={}", id(1), id(2)));
        assert!(told.warnings.iter().any(|w| w.contains("nothing is compared there")), "{told:?}");
        assert!(told.sections.is_empty());
    }

    #[test]
    fn periods_are_their_newest_runs_and_follow_the_facets() {
        let both = told("#a=2026-11-01..2026-11-05&b=2026-11-10..");
        assert!(both.a.contains("newest run of each job, 2026-11-01 to 2026-11-05"), "{}", both.a);
        let coverage = told("#a=2026-11-01..2026-11-05&b=2026-11-10..&kind=coverage&same=1");
        let rows = |told: &Told| told.sections.iter().map(|s| s.table.rows.len()).sum::<usize>();
        assert!(rows(&coverage) == 1 && rows(&both) > 1, "{both:?}");
    }

    #[test]
    fn what_is_not_there_is_said() {
        assert!(told("#a=gone&b=2026-11-10..").counts.contains("the data holds no snapshot gone"));
        assert!(told("#a=1999-01-01..1999-12-31").counts.contains("no run that is chosen lies in this time"));
        assert!(told("").counts.contains("A: choose a snapshot or a period."));
    }

    #[test]
    fn the_newest_runs_are_offered_and_the_one_that_is_picked() {
        let source = testing::source();
        let keep = source.columns.filter(&address::read("#kind=tests")).keep;
        let offered = offers(&source, &keep, &Pick::parse(&id(0)));
        assert_eq!(offered.len(), 23);
        assert!(offered.first().is_some_and(|offer| offer.text.contains("Coverage, unit")));
        let unknown = offers(&source, &keep, &Pick::parse("gone"));
        assert!(unknown.first().is_some_and(|offer| offer.text.contains("not in the data")));
    }
}
