//! A click on a heading sorts what stands below it by what it means, not by how it is written.

use super::driver::{Browser, Kind};
use super::{Site, in_browser};

/// Sorts the first table that has a column called `heading` by it, and gives what `read` finds in each of its cells. The
/// first of them say what is `written`.
async fn sorted(browser: &Browser, heading: &str, written: &[&str], read: &str) -> Vec<String> {
    let script = format!(
        "const table = [...document.querySelectorAll('main table[data-sortable]')].find((t) =>
             t.tBodies[0].rows.length > 2 && [...t.tHead.rows[0].cells].some((c) => c.innerText.trim() === {heading:?}));
         const head = [...table.tHead.rows[0].cells].find((c) => c.innerText.trim() === {heading:?});
         const cells = () => [...table.tBodies[0].rows].map((row) => row.cells[head.cellIndex]);
         {written:?}.forEach((text, at) => {{ cells()[at].textContent = text; }});
         head.querySelector('button').click();
         return JSON.stringify(cells().map({read}));"
    );
    serde_json::from_str(&browser.ask(&script).await).unwrap()
}

#[test]
fn days_are_sorted_by_time_and_values_by_size() {
    let site = Site::new(400);
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&site.file("alerts.html")).await;
        let run = "(cell) => cell.querySelector('a').getAttribute('href')";
        let runs = sorted(browser, "First breach", &[], run).await;
        assert!(runs.len() > 2 && runs.is_sorted() && runs.first() < runs.last(), "{runs:?}");
        browser.open(&site.file("benchmarks.html")).await;
        let written = ["19.8 ms", "1.2 s", "328 µs", "—", "45 ns"];
        let values = sorted(browser, "Latest", &written, "(cell) => cell.innerText").await;
        assert_eq!(values[..5], ["45 ns", "328 µs", "19.8 ms", "1.2 s", "—"]);
        assert_eq!(browser.problems().await, Vec::<String>::new());
    });
}
