//! The pages about single runs: made when they are written, since together they are most of a site.

use crate::GenerateError;
use crate::jobs::Jobs;
use crate::pages::{File, Finished, numbers};
use crate::tables;
use quarterdeck_model::{Run, Snapshot};
use quarterdeck_views::format::within;
use quarterdeck_views::page::permalink;
use quarterdeck_views::routes;
use rayon::prelude::*;

impl Jobs<'_> {
    /// The pages about single runs: numbers of runs in the whole history, and their places on the shelf.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (usize, &Run, usize)> {
        let runs = self.told.all.history.runs.iter().enumerate();
        runs.filter_map(|(index, run)| Some((index, run, self.shelf.place(&run.id)?)))
    }

    /// Files beside those pages, each with the number of its run.
    pub(crate) fn beside_runs(&self) -> Result<Vec<(String, usize)>, GenerateError> {
        let drawn = self.runs().filter(|(_, run, _)| permalink::drawn(run.kind));
        let runs: Vec<usize> = drawn.map(|(index, ..)| index).collect();
        let paths = |index: usize| {
            let files = self.beside_run(index)?;
            Ok(files.into_iter().map(|(path, _)| (path, index)).collect::<Vec<_>>())
        };
        let found: Result<Vec<_>, GenerateError> = runs.into_par_iter().map(paths).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    /// The files beside the page about run number `index`.
    pub(crate) fn beside_run(&self, index: usize) -> Result<Vec<File>, GenerateError> {
        let run = self.told.all.history.runs.get(index);
        let found = run.and_then(|run| Some((run, self.opened(run)?)));
        let Some((run, snapshot)) = found else { return Ok(Vec::new()) };
        let mut figures = permalink::charts(&run.id, &snapshot);
        numbers(&routes::snapshot(&run.id), &figures.iter_mut().collect::<Vec<_>>())
    }

    /// The page about run number `index` of [`Jobs::runs`].
    pub(crate) fn snapshot(&self, index: usize) -> Result<Finished, GenerateError> {
        within(&self.manner, || self.run_page(index))
    }

    fn opened(&self, run: &Run) -> Option<Box<Snapshot>> {
        self.shelf.open(self.shelf.place(&run.id)?)
    }

    fn run_page(&self, index: usize) -> Result<Finished, GenerateError> {
        let run = self.told.all.history.runs.get(index);
        let snapshot = run.and_then(|run| self.opened(run));
        let page = snapshot.and_then(|snapshot| permalink::build(self.told.all, index, &snapshot));
        let Some(mut page) = page else {
            let message = "there is no such run".to_owned();
            return Err(GenerateError::Internal { page: format!("run number {index}"), message });
        };
        let facts = tables::facts(&std::mem::take(&mut page.facts));
        let figures = tables::figures(&std::mem::take(&mut page.figures));
        let sections = tables::sections(std::mem::take(&mut page.sections));
        self.press.page("snapshot.html", page, |c| {
            c.insert("facts", &facts);
            c.insert("figures", &figures);
            c.insert("sections", &sections);
        })
    }
}
