//! What was measured where: versions, the machine, and how busy it was.

use super::case::Tool;
use super::{Bench, fetch, version_of, visit};
use crate::run::{output, program};

/// Said above the table.
pub(super) struct About {
    date: String,
    machine: String,
    versions: Vec<String>,
    builds: usize,
    visits: usize,
    /// Load averages of a minute, as they were looked at.
    loads: Vec<f64>,
}

impl About {
    /// At the start of a run.
    pub(super) fn begin(bench: &Bench<'_>) -> Self {
        let date = output(program("date").args(["-u", "+%-d %B %Y"])).unwrap_or_default();
        let mut about = Self {
            date: date.trim().to_owned(),
            machine: machine(),
            versions: versions(bench),
            builds: bench.options.builds,
            visits: bench.options.visits,
            loads: Vec::new(),
        };
        about.look();
        about
    }

    /// Notes how busy the machine is.
    pub(super) fn look(&mut self) {
        let said = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        self.loads.extend(said.split_whitespace().next().and_then(|first| first.parse::<f64>().ok()));
    }

    /// A paragraph, in lines of at most 120 characters.
    pub(super) fn told(&self) -> String {
        let low = self.loads.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.loads.iter().copied().fold(0.0, f64::max);
        let builds = match self.builds {
            0 | 1 => "One build of each report".to_owned(),
            many => format!("Median of {many} builds of each report by CPU time"),
        };
        let visits = match self.visits {
            0 | 1 => "one visit".to_owned(),
            many => format!("median of {many} visits by time to content"),
        };
        let text = format!(
            "{}, in one run on {}; load average of a minute {low:.1} to {high:.1}. {builds}; {visits}. {}.",
            self.date,
            self.machine,
            self.versions.join(", ")
        );
        wrapped(&text)
    }
}

fn versions(bench: &Bench<'_>) -> Vec<String> {
    let cases = &bench.options.cases;
    let used = |tool: Tool| bench.wanted(tool) && cases.iter().any(|case| case.tools().contains(&tool));
    let own = version_of(&bench.quarterdeck);
    let mut versions = vec![own.replacen("quarterdeck", "Quarterdeck", 1)];
    if used(Tool::Allure) || used(Tool::AllureSingleFile) {
        versions.push(format!("Allure {} on Node.js {}", fetch::ALLURE, version_of("node")));
    }
    if used(Tool::Asv) {
        versions.push(format!("asv {} on {}", fetch::ASV, version_of("python3")));
    }
    if used(Tool::GithubActionBenchmark) {
        versions.push("the page of github-action-benchmark with Chart.js 2.9.2".to_owned());
    }
    versions.push(version_of(visit::CHROMIUM));
    versions
}

/// `2 cores of Some CPU, 25 GB, Linux 6.1`.
fn machine() -> String {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = field(&read("/proc/cpuinfo"), "model name");
    let memory = field(&read("/proc/meminfo"), "MemTotal");
    let kibibytes: f64 = memory.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or_default();
    let kernel = output(program("uname").args(["-sr"])).unwrap_or_default();
    format!("{cores} cores of {model}, {:.0} GB, {}", kibibytes * 1024.0 / 1e9, kernel.trim())
}

fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= 120 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_paragraph_is_cut_between_words() {
        let text = wrapped(&"four ".repeat(50));
        assert_eq!(text.lines().map(str::len).collect::<Vec<_>>(), [119, 119, 9]);
        assert_eq!(text.split_whitespace().count(), 50);
    }
}
