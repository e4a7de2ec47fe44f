//! The text of a fresh `quarterdeck.toml`: every table with a comment that says what it does.

use super::inspect::{FoundJob, Seen};
use super::legacy::Legacy;
use quarterdeck_analysis::policy::Policy;
use quarterdeck_model::wire::v0::ConfigValue;

/// The whole file.
pub(super) fn config(seen: &Seen) -> String {
    let mut out = String::from(
        "# Quarterdeck: what to collect, and what the figures are judged by.\n\
         # Paths are relative to this file. Anything left out takes the default shown.\n\n",
    );
    out.push_str(&project(seen));
    out.push_str(&jobs(seen));
    out.push_str(SERVICES);
    out.push_str(&scenarios());
    out.push_str(&policy(seen.legacy.as_ref()));
    out
}

fn project(seen: &Seen) -> String {
    let branch = match &seen.branch {
        Some(branch) => format!("branch = {}", quoted(branch)),
        None => "# branch = \"main\"".to_owned(),
    };
    format!(
        "[project]\nname = {}\n\
         # The site and the gate tell of this branch; other branches are on the dashboard.\n{branch}\n\
         # archive = \"reports/history\"    # in git\n\
         # site = \"reports/dashboard\"     # generated; add it to .gitignore\n\
         # notes = \"reports/notes\"        # Markdown shown on the site\n\
         # annotations = \"reports/annotations\"  # acknowledgements, corrections, causes, notes\n\
         # theme = \"my-theme\"             # files here replace those of the default theme\n\n",
        quoted(&seen.name)
    )
}

/// A job for each output found, then an example for each tool of the languages found.
fn jobs(seen: &Seen) -> String {
    let mut out =
        String::from("# What `quarterdeck collect all` reads. Runs are compared only within one job.\n");
    out.extend(seen.jobs.iter().map(job));
    for language in &seen.languages {
        out.push_str(example(language));
    }
    out.push('\n');
    out
}

fn job(job: &FoundJob) -> String {
    let from: Vec<String> = job.from.iter().map(|p| quoted(p)).collect();
    format!(
        "[[collect]]\nkind = \"{}\"\njob = \"{}\"\nfrom = [{}]\nformat = \"{}\"\n\n",
        job.kind,
        if job.format == "auto" { job.kind } else { job.format },
        from.join(", "),
        job.format
    )
}

fn example(language: &str) -> &'static str {
    match language {
        "rust" => {
            "# Rust, once these tools have run:\n\
             #   cargo llvm-cov --lcov --output-path target/lcov.info   kind = \"coverage\"\n\
             #   cargo nextest run --profile ci                         kind = \"tests\", target/nextest/ci/junit.xml\n\
             #   cargo clippy --message-format=json > target/clippy.json   kind = \"findings\"\n\
             #   cargo bench (criterion)                                kind = \"benchmark\", target/criterion\n"
        }
        "python" => {
            "# Python, once these tools have run:\n\
             #   pytest --junitxml=junit.xml --cov --cov-report=json    kinds = tests and coverage (coverage.json)\n\
             #   ruff check --output-format json -o ruff.json           kind = \"findings\"\n"
        }
        "javascript" => {
            "# JavaScript, once these tools have run:\n\
             #   jest --coverage --coverageReporters=lcov               kind = \"coverage\", coverage/lcov.info\n\
             #   jest-junit                                             kind = \"tests\", junit.xml\n"
        }
        _ => "",
    }
}

const SERVICES: &str = "# Services that `quarterdeck collect health` probes: 5 probes each, 5 a second.
# [[service]]
# name = \"api\"
# url = \"http://localhost:8080/health\"
# timeout_ms = 5000
# degraded_after_ms = 500          # right answer, but too slow
# status = [200]                   # default: 200 to 299
# body_regex = \"ok\"
# headers = { Authorization = \"Bearer ${API_TOKEN}\" }   # the value never reaches the archive
# body = \"health+json\"            # or actuator, readyz: its own verdict counts, with its components
#
# [[service]]
# name = \"certificate\"
# url = \"tls://shop.example:443\"   # a handshake alone; tcp://host:port for a mere connection
#
# [[service]]
# name = \"backup\"
# command = [\"./check-backup\"]      # exit code 0 is up
# degraded_exit = 1
#
# [health]
# canary = \"tcp://192.0.2.1:443\"    # where it fails at the same instant, a service is unknown, not down
#
# [[metric]]                        # memory and processor time beside the probes
# service = \"api\"
# pid_file = \"/run/api.pid\"        # or pid, process, docker, kubectl
#
# [[metric]]
# service = \"api\"
# metric = \"resource.cache_hit_percent\"
# url = \"http://localhost:8080/metrics\"
# hits = \"cache_hits_total\"
# misses = \"cache_misses_total\"

";

/// The experiments to begin with, as comments: nothing is broken that was not asked for.
fn scenarios() -> String {
    let lines: Vec<String> = crate::config::TABLES
        .lines()
        .map(|line| if line.is_empty() { "#".to_owned() } else { format!("# {line}") })
        .collect();
    format!(
        "# Experiments that `quarterdeck chaos run` makes; `chaos plan` prints what each would do.\n{}\n\n",
        lines.join("\n")
    )
}

/// The rules in force, written out as comments, and those taken over from the replaced system as settings.
fn policy(legacy: Option<&Legacy>) -> String {
    let defaults = toml::to_string(&Policy::default()).unwrap_or_default();
    let defaults: Vec<String> = defaults
        .lines()
        .map(|line| match line.strip_prefix("[[").or(line.strip_prefix('[')) {
            Some(name) if line.starts_with("[[") => format!("# [[policy.{name}"),
            Some(name) => format!("# [policy.{name}"),
            None if line.is_empty() => "#".to_owned(),
            None => format!("# {line}"),
        })
        .collect();
    let taken = legacy.map(taken_over).unwrap_or_default();
    format!(
        "{taken}# What the figures are judged by. These are the defaults; uncomment what you change\n\
         # (a list such as [[policy.metrics]] replaces the whole default list).\n{}\n",
        defaults.join("\n")
    )
}

/// The replaced system's own targets, for the reader: its names are not ours, so nothing is guessed silently.
fn taken_over(legacy: &Legacy) -> String {
    let mut out = String::from("# Found in reports/monitoring/config.json, for you to take over below:\n");
    let tables = [("target", &legacy.config.performance_targets), ("alert", &legacy.config.alert_thresholds)];
    for (what, table) in tables {
        for (name, value) in table {
            out.push_str(&format!("#   {what} {} = {}\n", one_line(name), value_words(value)));
        }
    }
    out.push_str("# Its history comes in with: quarterdeck import acgs2 reports\n\n");
    out
}

fn value_words(value: &ConfigValue) -> String {
    match value {
        ConfigValue::Number(number) => number.to_string(),
        ConfigValue::Text(text) => one_line(text),
        ConfigValue::Flag(flag) => flag.to_string(),
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_one_string() {
        let seen = Seen { name: "a\"]\n[x".to_owned(), ..Seen::default() };
        let read = crate::config::read(&config(&seen), "quarterdeck.toml").unwrap();
        assert_eq!(read.project.name.as_deref(), Some("a\"]\n[x"));
    }

    #[test]
    fn uncommenting_the_defaults_changes_nothing() {
        let text = policy(None);
        let is_rule = |l: &&str| !l.starts_with("# What") && !l.starts_with("# (a list");
        let rules: String =
            text.lines().filter(is_rule).map(|l| format!("{}\n", l.trim_start_matches("# "))).collect();
        let read = crate::config::read(&rules.replace("#\n", "\n"), "quarterdeck.toml").unwrap();
        assert_eq!(read.policy, Policy::default());
    }
}
