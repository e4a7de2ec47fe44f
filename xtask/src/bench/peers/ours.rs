//! Ours over the same histories: what takes the newest results in, and the site.

use super::case::Case;
use super::visit::Page;
use super::{Job, data, data_bench};
use crate::run::{Done, output, program};
use std::path::Path;

/// Runs of JUnit XML. The runs before were taken in when they were made; the newest one counts, as it does for Allure.
pub(super) fn tests(quarterdeck: &str, case: &Case, folder: &Path) -> Done<Job> {
    configure(folder)?;
    let newest = case.long - 1;
    let file = folder.join("junit.xml");
    let collect = |run: usize| -> Done<Vec<String>> {
        data::write(&file, &data::junit(case.wide, run))?;
        let (file, at) = (file.display().to_string(), data::instant(run)?);
        Ok(command(quarterdeck, folder, &["collect", "tests", "--from", &file, "--taken-at", &at]))
    };
    for run in 0..newest {
        before(&collect(run)?)?;
    }
    let sign = data::passed(case.wide, newest).to_string();
    Ok(job(quarterdeck, folder, collect(newest)?, Page::of("tests.html", &sign)))
}

/// The folder that asv publishes.
pub(super) fn asv(quarterdeck: &str, case: &Case, folder: &Path) -> Done<Job> {
    configure(folder)?;
    let commits = data::commits(&folder.join("repository"), case.long)?;
    data_bench::asv(folder, case.wide, &commits)?;
    Ok(import(quarterdeck, folder, "asv", "results"))
}

/// The `data.js` that the page of github-action-benchmark loads.
pub(super) fn action(quarterdeck: &str, case: &Case, folder: &Path) -> Done<Job> {
    configure(folder)?;
    let commits = data::commits(&folder.join("repository"), case.long)?;
    data::write(&folder.join("data.js"), &data_bench::action(case.wide, &commits)?)?;
    Ok(import(quarterdeck, folder, "github-action-benchmark", "data.js"))
}

fn import(quarterdeck: &str, folder: &Path, format: &str, file: &str) -> Job {
    let file = folder.join(file).display().to_string();
    let import = command(quarterdeck, folder, &["import", format, &file]);
    job(quarterdeck, folder, import, Page::of("benchmarks.html", data_bench::NEWEST))
}

fn job(quarterdeck: &str, folder: &Path, take_in: Vec<String>, page: Page) -> Job {
    let build = command(quarterdeck, folder, &["build"]);
    Job { commands: vec![take_in, build], out: folder.join("reports/dashboard"), page }
}

fn configure(folder: &Path) -> Done {
    data::write(&folder.join("quarterdeck.toml"), "[project]\nname = \"peers\"\n")
}

fn command(quarterdeck: &str, folder: &Path, words: &[&str]) -> Vec<String> {
    let config = folder.join("quarterdeck.toml").display().to_string();
    let options = ["--quiet", "--config", &config];
    let all = std::iter::once(&quarterdeck).chain(words).chain(&options);
    all.map(|word| (*word).to_owned()).collect()
}

fn before(words: &[String]) -> Done {
    let (name, rest) = words.split_first().ok_or("no command")?;
    output(program(name).args(rest)).map(drop)
}
