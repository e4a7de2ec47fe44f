//! Allure 3: results of the newest run, and its own file of the runs before.

use super::case::Case;
use super::visit::Page;
use super::{Job, data, fetch};
use crate::bench::measure;
use crate::run::Done;
use std::path::Path;

/// `Awesome`, the report that Allure makes unless told otherwise; in one file when asked.
pub(super) fn job(case: &Case, once: &Path, folder: &Path, single: bool) -> Done<Job> {
    let allure = fetch::allure()?;
    let newest = case.long - 1;
    let results = once.join("allure-results");
    let command = |at: &Path| {
        let config = at.join("allurerc.mjs").display().to_string();
        let words = [&allure, "generate", "--config", &config, &results.display().to_string()];
        words.map(ToOwned::to_owned).to_vec()
    };
    let first = once.join("first");
    if !first.exists() {
        data::allure(&results, case.wide, newest)?;
        configure(&first, false)?;
        // It only writes its line of history: what names the tests in it is Allure's own.
        measure::child(&command(&first))?;
    }
    let line = std::fs::read_to_string(first.join("history.jsonl")).map_err(|e| e.to_string())?;
    configure(folder, single)?;
    data::write(&folder.join("history.jsonl"), &data::allure_history(line.trim(), newest)?)?;
    let page = Page::of("", &format!("Passed{}", data::passed(case.wide, newest)));
    Ok(Job { commands: vec![command(folder)], out: folder.join("report"), page })
}

fn configure(folder: &Path, single: bool) -> Done {
    let place = |name: &str| folder.join(name).display().to_string();
    let config = format!(
        "export default {{ name: 'peers', output: {:?}, historyPath: {:?}, plugins: {{ awesome: {{ options: {{ singleFile: {single} }} }} }} }};\n",
        place("report"),
        place("history.jsonl")
    );
    data::write(&folder.join("allurerc.mjs"), &config)
}
