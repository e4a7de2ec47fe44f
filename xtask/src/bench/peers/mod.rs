//! `bench-peers`: reports of the same history by other tools and by ours, in one run: what building them takes, what comes
//! out, and when a reader sees something. docs/peers.md keeps a run of it.

mod about;
mod action;
mod allure;
mod asv;
mod case;
mod data;
mod data_bench;
mod fetch;
mod ours;
mod table;
mod visit;

use super::measure::{self, Usage};
use super::size;
use crate::run::{Done, output, program, root};
use crate::site::release_binary;
use case::{Case, History, Tool};
use std::path::{Path, PathBuf};
use table::{Built, Measured, Row};
use visit::{Page, Visitor};

/// How much history, and by whom.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Histories: tests-WIDExRUNS, asv-WIDExCOMMITS or action-WIDExCOMMITS, of any size
    #[arg(long = "case", value_name = "NAME", value_delimiter = ',', default_values = case::DEFAULT)]
    cases: Vec<Case>,
    /// Tools to measure; all of them when none is named
    #[arg(long = "tool", value_enum, value_delimiter = ',')]
    tools: Vec<Tool>,
    /// Builds of each report; the one with the median CPU time counts
    #[arg(long, default_value_t = 3)]
    builds: usize,
    /// Visits of each report; the one with the median time to content counts
    #[arg(long, default_value_t = 5)]
    visits: usize,
    /// A built `quarterdeck`; without it a release is built
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// The page of github-action-benchmark, as docs/peers.md tells to get it
    #[arg(long, value_name = "FILE")]
    github_action_benchmark_page: Option<PathBuf>,
    /// Put the table into docs/peers.md as well
    #[arg(long)]
    write: bool,
}

/// What every report needs.
struct Bench<'a> {
    options: &'a Options,
    quarterdeck: String,
    visitor: Visitor,
}

/// One report that a tool is about to build.
struct Job {
    /// Commands that build it, one after the other; none when nothing of this machine does.
    commands: Vec<Vec<String>>,
    /// Folder that the report is in afterwards.
    out: PathBuf,
    page: Page,
}

/// Makes the data, builds each report, visits it, prints the table.
pub(crate) fn run(options: &Options) -> Done {
    let quarterdeck = options.binary.as_ref().map_or_else(release_binary, |b| Ok(b.display().to_string()))?;
    let bench = Bench { options, visitor: Visitor::ready(options.visits)?, quarterdeck };
    let mut about = about::About::begin(&bench);
    let mut rows = Vec::new();
    for case in &options.cases {
        for tool in case.tools().iter().filter(|tool| bench.wanted(**tool)) {
            let name = bench.name(*tool);
            eprintln!("measuring {name} for {}", case.name());
            let measured = bench.measure(case, *tool);
            let new = measured.unwrap_or_else(|why| vec![Row::failed(case, &name, &why)]);
            new.iter().for_each(|row| eprintln!("{}", row.markdown()));
            rows.extend(new);
            about.look();
            // A long run that is stopped keeps what it measured.
            bench.keep(&about, &rows)?;
        }
    }
    println!("{}\n{}", about.told(), table::human(&rows));
    Ok(())
}

impl Bench<'_> {
    /// The rows so far in docs/peers.md, when asked.
    fn keep(&self, about: &about::About, rows: &[Row]) -> Done {
        if !self.options.write {
            return Ok(());
        }
        let text = format!("{}\n{}", about.told(), table::markdown(rows));
        table::keep(&root().join("docs/peers.md"), &text)
    }

    fn wanted(&self, tool: Tool) -> bool {
        self.options.tools.is_empty() || self.options.tools.contains(&tool)
    }

    /// A tool as its rows name it: CPU time of a binary built for development is not what people will see.
    fn name(&self, tool: Tool) -> String {
        let folder = Path::new(&self.quarterdeck).parent().and_then(Path::file_name);
        let development = tool == Tool::Quarterdeck && folder.is_some_and(|name| name == "debug");
        format!("{}{}", tool.name(), if development { ", not optimised" } else { "" })
    }

    /// The rows of one tool's report: as it is, and, when it needs files of other hosts, with these at hand.
    fn measure(&self, case: &Case, tool: Tool) -> Done<Vec<Row>> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let (usage, job) = self.built(case, tool, folder.path())?;
        let (files, megabytes) = size(&job.out);
        let name = self.name(tool);
        let row = |tool: String, page: &Page, at_hand: bool| -> Done<Row> {
            let visited = self.visitor.visit(&job.out, page, at_hand)?;
            let built = Built { usage: usage.clone(), files, megabytes };
            Ok(Row::measured(case, &tool, Measured { built, visited }))
        };
        let mut rows = vec![row(name.clone(), &job.page, false)?];
        if job.page.needs() {
            rows.push(row(format!("{name}, its CDN's files at hand"), &job.page, true)?);
        }
        Ok(rows)
    }

    /// Builds the report as often as asked, each time from the beginning; the usage of the median one.
    fn built(&self, case: &Case, tool: Tool, folder: &Path) -> Done<(Option<Usage>, Job)> {
        let mut usages = Vec::new();
        let mut last = None;
        for build in 0..self.options.builds.max(1) {
            let job = self.job(case, tool, folder, &folder.join(build.to_string()))?;
            let spent = job.commands.iter().map(|words| measure::child(words)).collect::<Done<Vec<_>>>()?;
            usages.extend(spent.into_iter().reduce(added));
            last = Some(job);
        }
        usages.sort_by(|a, b| a.cpu_s.total_cmp(&b.cpu_s));
        let middle = usages.len() / 2;
        Ok((usages.into_iter().nth(middle), last.ok_or("nothing was built")?))
    }

    /// Everything that stands there before the tool begins. `once` is shared by all builds, `folder` is of this one.
    fn job(&self, case: &Case, tool: Tool, once: &Path, folder: &Path) -> Done<Job> {
        match (tool, case.history) {
            (Tool::Allure, _) => allure::job(case, once, folder, false),
            (Tool::AllureSingleFile, _) => allure::job(case, once, folder, true),
            (Tool::Asv, _) => asv::job(case, folder),
            (Tool::GithubActionBenchmark, _) => {
                action::job(case, self.options.github_action_benchmark_page.as_deref(), folder)
            }
            (Tool::Quarterdeck, History::Tests) => ours::tests(&self.quarterdeck, case, folder),
            (Tool::Quarterdeck, History::Asv) => ours::asv(&self.quarterdeck, case, folder),
            (Tool::Quarterdeck, History::Action) => ours::action(&self.quarterdeck, case, folder),
        }
    }
}

/// Two commands, one after the other.
fn added(a: Usage, b: Usage) -> Usage {
    Usage { wall_s: a.wall_s + b.wall_s, cpu_s: a.cpu_s + b.cpu_s, peak_mb: a.peak_mb.max(b.peak_mb) }
}

/// What a program says of its version, in one line.
fn version_of(name: &str) -> String {
    let said = output(program(name).arg("--version")).unwrap_or_default();
    said.lines().next().unwrap_or("not known").trim().to_owned()
}
