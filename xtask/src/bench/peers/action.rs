//! github-action-benchmark: its page beside a `data.js`. The page is not ours to hand out: whoever measures brings it.

use super::case::Case;
use super::visit::Page;
use super::{Job, data, data_bench, fetch};
use crate::run::Done;
use std::path::Path;

/// Where its page loads the program that draws.
const ELSEWHERE: &[(&str, &str)] =
    &[("https://cdn.jsdelivr.net/npm/chart.js@2.9.2/dist/Chart.min.js", "chart.js@2.9.2/dist/Chart.min.js")];

/// Nothing of this machine builds it: the action adds to `data.js` where the benchmarks run. Its figures are drawn, not
/// written: what is waited for is ink on the last chart.
pub(super) fn job(case: &Case, page: Option<&Path>, folder: &Path) -> Done<Job> {
    let given = page.ok_or("its page was not given (--github-action-benchmark-page)")?;
    let source = std::fs::read_to_string(given).map_err(|e| format!("{}: {e}", given.display()))?;
    let commits = data::commits(&folder.join("repository"), case.long)?;
    let out = folder.join("bench");
    data::write(&out.join("index.html"), html(&source))?;
    data::write(&out.join("data.js"), &data_bench::action(case.wide, &commits)?)?;
    let page = Page::of("", "").needing(fetch::elsewhere(ELSEWHERE)?);
    Ok(Job { commands: Vec::new(), out, page })
}

/// The page in its source: the text of a raw template string, or the file as it is.
fn html(source: &str) -> &str {
    let inner = source.split_once("String.raw`").and_then(|(_, rest)| rest.rsplit_once('`'));
    inner.map_or(source, |(page, _)| page)
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn the_page_is_taken_out_of_its_source() {
        let page = "<!DOCTYPE html>\n<html></html>\n";
        assert_eq!(html(page), page);
        assert_eq!(html(&format!("export const DEFAULT_INDEX_HTML = String.raw`{page}`;\n")), page);
    }
}
