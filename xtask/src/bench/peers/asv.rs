//! asv: `asv publish` over a folder of its results and the repository whose commits they are of.

use super::case::Case;
use super::visit::Page;
use super::{Job, data, data_bench, fetch};
use crate::run::Done;
use std::path::Path;

/// What its page loads, and npm's files of the same programs. Flot is on npm only as it was written, and the table's
/// sorter in the next version.
const ELSEWHERE: &[(&str, &str)] = &[
    ("https://code.jquery.com/jquery-3.3.1.min.js", "jquery@3.3.1/dist/jquery.min.js"),
    ("https://cdnjs.cloudflare.com/ajax/libs/flot/0.8.3/jquery.flot.min.js", "flot@0.8.3/jquery.flot.js"),
    (
        "https://cdnjs.cloudflare.com/ajax/libs/flot/0.8.3/jquery.flot.time.min.js",
        "flot@0.8.3/jquery.flot.time.js",
    ),
    (
        "https://cdnjs.cloudflare.com/ajax/libs/flot/0.8.3/jquery.flot.selection.min.js",
        "flot@0.8.3/jquery.flot.selection.js",
    ),
    (
        "https://cdnjs.cloudflare.com/ajax/libs/flot/0.8.3/jquery.flot.categories.min.js",
        "flot@0.8.3/jquery.flot.categories.js",
    ),
    (
        "https://cdn.jsdelivr.net/npm/flot-orderbars@1.0.0/js/jquery.flot.orderBars.js",
        "flot-orderbars@1.0.0/js/jquery.flot.orderBars.js",
    ),
    (
        "https://cdnjs.cloudflare.com/ajax/libs/stupidtable/1.0.1/stupidtable.min.js",
        "stupid-table-plugin@1.1.3/stupidtable.min.js",
    ),
    (
        "https://cdnjs.cloudflare.com/ajax/libs/blueimp-md5/2.19.0/js/md5.min.js",
        "blueimp-md5@2.19.0/js/md5.min.js",
    ),
    (
        "https://cdn.jsdelivr.net/npm/bootstrap@3.1.1/dist/js/bootstrap.min.js",
        "bootstrap@3.1.1/dist/js/bootstrap.min.js",
    ),
    (
        "https://cdn.jsdelivr.net/npm/bootstrap@3.1.1/dist/css/bootstrap.min.css",
        "bootstrap@3.1.1/dist/css/bootstrap.min.css",
    ),
];

/// The list of newest figures, which is the page of its report that tells them; the last benchmark's name comes with its
/// figure, which asv gives of the level since the last step.
pub(super) fn job(case: &Case, folder: &Path) -> Done<Job> {
    let asv = fetch::asv()?;
    let commits = data::commits(&folder.join("repository"), case.long)?;
    data_bench::asv(folder, case.wide, &commits)?;
    let config = folder.join("asv.conf.json").display().to_string();
    let words = [&asv, "--config", &config, "publish"].map(ToOwned::to_owned).to_vec();
    let page =
        Page::of("#summarylist", &data_bench::name(case.wide - 1)).needing(fetch::elsewhere(ELSEWHERE)?);
    Ok(Job { commands: vec![words], out: folder.join("html"), page })
}
