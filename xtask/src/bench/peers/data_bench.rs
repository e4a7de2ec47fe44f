//! One history of benchmarks: in asv's results, and in the `data.js` of github-action-benchmark.

use super::data::{BEGAN, DAY, took, write};
use crate::run::Done;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The newest figure of the last benchmark, as a page says it.
pub(super) const NEWEST: &str = "123ms";
/// The same in seconds.
const NEWEST_S: f64 = 0.123;

/// Seconds of a benchmark at a commit: a level of its own each, two per cent of noise either way, and every tenth one a
/// step half way.
fn seconds(benchmark: usize, run: usize, (benchmarks, runs): (usize, usize)) -> f64 {
    if (benchmark + 1, run + 1) == (benchmarks, runs) {
        return NEWEST_S;
    }
    let level = if benchmark + 1 == benchmarks { NEWEST_S } else { (1 + benchmark) as f64 * 1e-3 };
    let step = if benchmark.is_multiple_of(10) && run > runs / 2 { 1.2 } else { 1.0 };
    level * step * (1.0 + (took(benchmark, run) as f64 / 400.0 - 0.5) * 0.04)
}

/// asv tells by `time_` what is measured.
pub(super) fn name(benchmark: usize) -> String {
    format!("suite.time_{benchmark:03}")
}

/// asv's folder: its configuration, and the results of `benchmarks` benchmarks at each commit.
pub(super) fn asv(folder: &Path, benchmarks: usize, commits: &[String]) -> Done {
    let config = json!({"version": 1, "project": "peers", "project_url": "", "repo": "repository", "branches": ["main"],
        "environment_type": "existing", "results_dir": "results", "html_dir": "html"});
    write(&folder.join("asv.conf.json"), &config.to_string())?;
    let machine = json!({"machine": "here", "arch": "x", "cpu": "x", "num_cpu": "2", "os": "x", "ram": "1", "version": 1});
    write(&folder.join("results/here/machine.json"), &machine.to_string())?;
    let described = (0..benchmarks).map(|b| {
        let about = json!({"name": name(b), "code": "", "param_names": [], "params": [], "type": "time",
            "unit": "seconds", "version": "1", "timeout": 60});
        (name(b), about)
    });
    let mut all: Map<String, Value> = described.collect();
    all.insert("version".to_owned(), 2.into());
    write(&folder.join("results/benchmarks.json"), &Value::Object(all).to_string())?;
    for (run, commit) in commits.iter().enumerate() {
        let figures = (0..benchmarks)
            .map(|b| (name(b), json!([[seconds(b, run, (benchmarks, commits.len()))], [], "1"])))
            .collect::<Map<_, _>>();
        let result = json!({"commit_hash": commit, "env_name": "existing", "date": BEGAN + DAY * run as u64,
            "params": {"machine": "here", "arch": "x", "cpu": "x", "num_cpu": "2", "os": "x", "ram": "1", "python": "3"},
            "python": "3", "requirements": {}, "env_vars": {}, "result_columns": ["result", "params", "version"],
            "results": figures, "durations": {}, "version": 2});
        let short = &commit[..8];
        write(&folder.join(format!("results/here/{short}-existing.json")), &result.to_string())?;
    }
    Ok(())
}

/// A `data.js` with one suite, indented as the action writes it.
pub(super) fn action(benchmarks: usize, commits: &[String]) -> Done<String> {
    let entries = commits.iter().enumerate().map(|(run, commit)| {
        let at = BEGAN + DAY * run as u64;
        let benches = (0..benchmarks).map(|b| {
            let seconds = seconds(b, run, (benchmarks, commits.len()));
            json!({"name": name(b), "value": seconds * 1e3, "unit": "ms"})
        });
        let person = json!({"email": "a@example.org", "name": "a", "username": "a"});
        let commit = json!({"author": person, "committer": person, "distinct": true, "id": commit, "message": "c",
            "timestamp": super::data::instant(run)?, "tree_id": commit, "url": format!("https://example.org/{commit}")});
        Ok(json!({"commit": commit, "date": at, "tool": "customSmallerIsBetter", "benches": benches.collect::<Vec<_>>()}))
    });
    let last = BEGAN + DAY * (commits.len() as u64).saturating_sub(1);
    let data = json!({"lastUpdate": last, "repoUrl": "https://example.org/peers",
        "entries": {"Benchmark": entries.collect::<Done<Vec<_>>>()?}});
    let text = serde_json::to_string_pretty(&data).map_err(|e| e.to_string())?;
    Ok(format!("window.BENCHMARK_DATA = {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_figure_is_known_and_a_step_is_a_step() {
        assert_eq!(seconds(4, 6, (5, 7)), NEWEST_S);
        let level = |run| seconds(10, run, (100, 200));
        assert!((0..=100).all(|run| (level(run) / 11e-3 - 1.0).abs() <= 0.021));
        assert!((101..200).all(|run| (level(run) / 13.2e-3 - 1.0).abs() <= 0.021));
    }

    #[test]
    fn data_js_is_a_script_around_json_with_every_commit() {
        let commits = ["a".repeat(40), "b".repeat(40)];
        let script = action(3, &commits).unwrap();
        let data: Value =
            serde_json::from_str(script.strip_prefix("window.BENCHMARK_DATA = ").unwrap()).unwrap();
        let runs = data["entries"]["Benchmark"].as_array().unwrap();
        let ids: Vec<_> = runs.iter().map(|run| run["commit"]["id"].as_str().unwrap()).collect();
        assert_eq!(ids, commits);
        assert_eq!(runs[1]["benches"][2]["value"], 123.0);
        assert_eq!(runs[1]["benches"].as_array().unwrap().len(), 3);
    }
}
