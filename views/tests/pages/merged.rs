//! Percentiles over many runs, on the page of a metric.

use crate::content::plain;
use crate::made_up::{Archive, loaded, run};
use expect_test::expect;
use quarterdeck_views::page;

#[test]
fn percentiles_of_many_runs_come_from_their_histograms() {
    let all =
        vec![run(40, "load", loaded(9, 90)), run(3, "load", loaded(1, 990)), run(1, "load", loaded(5, 10))];
    let archive = Archive::of(all, Vec::new());
    let p50 = archive.history.series.iter().position(|s| s.key.metric.as_str().ends_with("p50_ms")).unwrap();
    let table = page::metric::build(&archive.context(), p50, &archive.by_id()).unwrap().windows;
    let rows: Vec<String> = table.rows.iter().map(|row| plain(&row.cells.join(" | "))).collect();
    expect![[r#"
        Last 7 days | 2 | 1000 | 1.00 ms | 1.00 ms | 1.00 ms | 5.00 ms | 5.00 ms
        Last 30 days | 2 | 1000 | 1.00 ms | 1.00 ms | 1.00 ms | 5.00 ms | 5.00 ms
        Last 90 days | 3 | 1090 | 1.00 ms | 9.01 ms | 9.01 ms | 9.01 ms | 9.01 ms"#]]
    .assert_eq(&rows.join("\n"));
    let other = archive.history.series.iter().position(|s| s.key.metric.as_str().ends_with("rps")).unwrap();
    let page = page::metric::build(&archive.context(), other, &archive.by_id()).unwrap();
    assert!(page.windows.rows.is_empty());
}
