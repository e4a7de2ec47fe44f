//! From a page struct of `views` to the text of a page: charts drawn, template rendered, frame put around it.

use crate::GenerateError;
use crate::engine::{Engine, insert};
use crate::layout::Layouts;
use crate::notes::Notes;
use crate::published::internal;
use quarterdeck_views::Figure;
use quarterdeck_views::page::{Drawings, Shell};
use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

/// A page that has a frame.
pub(crate) trait Framed: Serialize + Drawings {
    /// Its frame, to be taken out before its body is rendered.
    fn shell(&mut self) -> &mut Shell;
}

macro_rules! framed {
    ($($page:ident::$name:ident),+ $(,)?) => {
        $(impl Framed for quarterdeck_views::page::$page::$name {
            fn shell(&mut self) -> &mut Shell {
                &mut self.shell
            }
        })+
    };
}

framed![
    about::AboutPage,
    alerts::AlertsPage,
    area::AreaPage,
    benchmarks::BenchmarksPage,
    chaos::ChaosPage,
    compare::ComparePage,
    explore::ExplorePage,
    health::HealthPage,
    metric::MetricPage,
    objectives::ObjectivesPage,
    overview::OverviewPage,
    permalink::PermalinkPage,
    projects::ProjectsPage,
    review::ReviewPage,
    review::ReviewsPage,
    runbooks::RunbookPage,
    runbooks::RunbooksPage,
    snapshots::SnapshotsPage,
    trends::TrendsPage,
];

/// Renders pages with one theme.
pub(crate) struct Press<'a> {
    pub(crate) engine: &'a Engine<'a>,
    pub(crate) layouts: &'a Layouts<'a>,
    pub(crate) notes: &'a Notes,
}

/// A file: its path and its text.
pub(crate) type File = (String, String);

/// A finished page, and the numbers of its charts in files beside it.
pub(crate) struct Finished {
    pub(crate) page: File,
    pub(crate) beside: Vec<File>,
}

impl Finished {
    /// The page first.
    pub(crate) fn files(self) -> impl Iterator<Item = File> {
        std::iter::once(self.page).chain(self.beside)
    }
}

impl Press<'_> {
    /// Draws and renders one page; `more` adds what only this template needs.
    pub(crate) fn page<P: Framed>(
        &self,
        template: &str,
        mut page: P,
        more: impl FnOnce(&mut Context),
    ) -> Result<Finished, GenerateError> {
        draw(&mut page);
        let shell = std::mem::take(page.shell());
        let beside = numbers(&shell.path, &page.figures())?;
        let mut context = Context::new();
        more(&mut context);
        insert(&mut context, &shell.path, "page", &page)?;
        let page = self.print(template, shell, context)?;
        Ok(Finished { page, beside })
    }

    /// Renders a page whose context is complete but for what every template sees.
    pub(crate) fn print(
        &self,
        template: &str,
        shell: Shell,
        mut context: Context,
    ) -> Result<File, GenerateError> {
        context.insert("root", &shell.root);
        context.insert("notes", self.notes.on(&shell.path));
        let body = self.engine.render(template, &context)?;
        let path = shell.path.clone();
        Ok((path, self.layouts.page(shell, &body)?))
    }
}

/// The numbers of those charts of the page at `path` that have files of their own.
pub(crate) fn numbers(path: &str, figures: &[&mut Figure]) -> Result<Vec<File>, GenerateError> {
    let own = figures.iter().filter(|figure| !figure.spec.data.is_empty());
    let files = own.map(|figure| {
        let json = serde_json::to_string(&figure.file()).map_err(|e| internal(path, &e))?;
        let at = |href: &str| href.trim_start_matches("../").to_owned();
        Ok([(at(&figure.csv), figure.spec.data.csv()), (at(&figure.json), format!("{json}\n"))])
    });
    Ok(files.collect::<Result<Vec<_>, GenerateError>>()?.into_iter().flatten().collect())
}

/// Fills in every drawing of a page.
fn draw<P: Drawings>(page: &mut P) {
    page.figures().into_par_iter().for_each(quarterdeck_charts::draw);
    page.sparks().into_par_iter().for_each(quarterdeck_charts::draw_spark);
}
