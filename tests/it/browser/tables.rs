//! A click on a heading sorts what stands below it by what it means, not by how it is written.

use super::driver::{Browser, Kind};
use super::{Site, in_browser};

/// Sorts the first table that has a column called `heading` by it, and gives what `read` finds in each of its cells.
async fn sorted(browser: &Browser, heading: &str, read: &str) -> Vec<String> {
    let script = format!(
        "const table = [...document.querySelectorAll('main table[data-sortable]')].find((t) =>
             t.tBodies[0].rows.length > 2 && [...t.tHead.rows[0].cells].some((c) => c.innerText.trim() === {heading:?}));
         const head = [...table.tHead.rows[0].cells].find((c) => c.innerText.trim() === {heading:?});
         head.querySelector('button').click();
         return JSON.stringify([...table.tBodies[0].rows].map((row) => row.cells[head.cellIndex]).map({read}));"
    );
    serde_json::from_str(&browser.ask(&script).await).unwrap()
}

#[test]
fn days_are_sorted_by_time_and_values_by_size() {
    let site = Site::new(400);
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&site.file("alerts.html")).await;
        let runs =
            sorted(browser, "First breach", "(cell) => cell.querySelector('a').getAttribute('href')").await;
        assert!(runs.len() > 2 && runs.is_sorted() && runs.first() < runs.last(), "{runs:?}");
        browser.open(&site.file("benchmarks.html")).await;
        let values = sorted(browser, "Latest", "(cell) => cell.innerText.replace(/\\s/g, '')").await;
        let nanoseconds = |text: &String| {
            let at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
            let size = [("ns", 1.0), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)];
            let unit = size.iter().find(|(name, _)| *name == &text[at..])?;
            Some(text[..at].parse::<f64>().ok()? * unit.1)
        };
        let times: Vec<f64> = values.iter().filter_map(nanoseconds).collect();
        assert!(times.len() > 2 && times.is_sorted(), "{values:?}");
        assert_eq!(browser.problems().await, Vec::<String>::new());
    });
}
