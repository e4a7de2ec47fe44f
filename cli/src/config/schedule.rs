//! `[schedule]`: what runs by itself, when, and which kinds of snapshots it must bring.

use super::File;
use crate::suggest::suggestion;
use quarterdeck_analysis::policy::{Cadence, Problem};
use quarterdeck_model::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What runs by itself. With this table, kinds that a task brings are stale after twice its period, so that a run that
/// was missed is seen; `policy.cadence.hours` comes first.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ScheduleTable {
    /// The program in written files [default: `quarterdeck`; of cron and systemd, the path of the one that writes them].
    pub(crate) program: Option<String>,
    /// Of `github-actions` and `gitlab-ci`: the shell line that installs it.
    pub(crate) install: String,
    /// Of `gitlab-ci` and `kubernetes`: the image that tasks run in.
    pub(crate) image: String,
    /// Of `kubernetes`: the volume claim that holds a checkout of the project.
    pub(crate) claim: String,
    /// What runs when; a list of your own replaces the whole list.
    pub(crate) tasks: Vec<TaskTable>,
}

impl Default for ScheduleTable {
    fn default() -> Self {
        let task = |name: &str, every, at: &str, kinds: &[Kind]| TaskTable {
            name: name.to_owned(),
            every,
            at: at.to_owned(),
            weekday: Weekday::Monday,
            day: 1,
            kinds: kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
            run: Vec::new(),
        };
        Self {
            program: None,
            install: "cargo install --locked quarterdeck".to_owned(),
            image: "quarterdeck:latest".to_owned(),
            claim: "quarterdeck-project".to_owned(),
            tasks: vec![
                task("performance", Every::Day, "05:17", &[Kind::Benchmark, Kind::Health]),
                task(
                    "quality",
                    Every::Week,
                    "06:17",
                    &[Kind::Coverage, Kind::Tests, Kind::Findings, Kind::Code],
                ),
                task("chaos", Every::Month, "04:17", &[Kind::Chaos]),
            ],
        }
    }
}

/// One task.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskTable {
    /// Its name in files and logs: small letters, digits and `-`.
    pub(crate) name: String,
    /// How often it runs.
    pub(crate) every: Every,
    /// The time of day, in UTC.
    #[serde(default = "morning")]
    pub(crate) at: String,
    /// Of `every = "week"`: the day.
    #[serde(default)]
    pub(crate) weekday: Weekday,
    /// Of `every = "month"`: the day, from 1 to 28, which every month has.
    #[serde(default = "first")]
    pub(crate) day: u32,
    /// The kinds of snapshots that it brings.
    #[serde(default)]
    pub(crate) kinds: Vec<String>,
    /// Shell lines, run one after the other in the project's folder [default: collect these kinds, then alerts, site and
    /// notifications].
    #[serde(default)]
    pub(crate) run: Vec<String>,
}

fn morning() -> String {
    "05:17".to_owned()
}

fn first() -> u32 {
    1
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Every {
    Day,
    Week,
    Month,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Weekday {
    Sunday,
    #[default]
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

impl TaskTable {
    /// Hour and minute.
    pub(crate) fn time(&self) -> Option<(u32, u32)> {
        let (hour, minute) = self.at.split_once(':')?;
        let two = |text: &str| (text.len() == 2).then(|| text.parse::<u32>().ok()).flatten();
        let (hour, minute) = (two(hour)?, two(minute)?);
        (hour < 24 && minute < 60).then_some((hour, minute))
    }

    /// The longest time from one run to the next, in hours.
    fn period_hours(&self) -> f64 {
        match self.every {
            Every::Day => 24.0,
            Every::Week => 7.0 * 24.0,
            Every::Month => 31.0 * 24.0,
        }
    }

    /// What is wrong with it: the key and why.
    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.is_empty() || self.name.len() > 30 || !self.name.chars().all(plain) {
            let why = "expected 1 to 30 small letters, digits or `-`, since files are named by it";
            out.push(("name", format!("name = {:?}: {why}", self.name)));
        } else if self.name.starts_with('-') || self.name.ends_with('-') {
            out.push(("name", format!("name = {:?}: expected a letter or digit at both ends", self.name)));
        }
        if self.time().is_none() {
            out.push(("at", format!("at = {:?}: expected a time of day in UTC, such as \"05:17\"", self.at)));
        }
        if !(1..=28).contains(&self.day) {
            out.push(("day", format!("day = {}: expected 1 to 28, which every month has", self.day)));
        }
        let known = Kind::ALL.map(Kind::as_str);
        for kind in self.kinds.iter().filter(|kind| Kind::parse(kind).is_none()) {
            let near = suggestion(kind, &known);
            out.push(("kinds", format!("kinds: {kind:?} is not a kind of snapshot{near}")));
        }
        if self.kinds.is_empty() && self.run.is_empty() {
            out.push(("kinds", "give `kinds` or `run`: this task does nothing".to_owned()));
        }
        if self.run.iter().any(|line| line.trim().is_empty() || line.contains(['\n', '\r', '\0'])) {
            out.push(("run", "run: expected shell lines, each one line and not empty".to_owned()));
        }
        out
    }
}

impl ScheduleTable {
    /// What the shape alone cannot tell.
    pub(in crate::config) fn problems(&self) -> Vec<Problem> {
        let mut out = Vec::new();
        let mut names = BTreeSet::new();
        for (index, task) in self.tasks.iter().enumerate() {
            let at = |key: &str| format!("schedule.tasks[{index}].{key}");
            if !names.insert(task.name.as_str()) {
                out.push(Problem::new(at("name"), format!("another task has the name {:?}", task.name)));
            }
            out.extend(task.problems().into_iter().map(|(key, why)| Problem::new(at(key), why)));
        }
        let texts = [("install", &self.install), ("image", &self.image), ("claim", &self.claim)];
        let wrong = |text: &str| text.trim().is_empty() || text.contains(['\n', '\r', '\0']);
        for (key, _) in texts.into_iter().filter(|(_, text)| wrong(text)) {
            out.push(Problem::new(format!("schedule.{key}"), format!("`{key}` is empty or has line breaks")));
        }
        out
    }

    /// Kinds that a task brings are expected once a period, unless their cadence is said.
    fn expect(&self, cadence: &mut Cadence) {
        let said: BTreeSet<String> = cadence.hours.keys().cloned().collect();
        let brought = self.tasks.iter().flat_map(|task| task.kinds.iter().map(move |kind| (kind, task)));
        for (kind, task) in brought.filter(|(kind, _)| !said.contains(*kind)) {
            let hours = cadence.hours.entry(kind.clone()).or_insert(f64::INFINITY);
            *hours = hours.min(task.period_hours());
        }
    }
}

impl File {
    /// The same, judging what runs by itself by when it should run.
    pub(crate) fn expecting_scheduled(mut self) -> Self {
        if let Some(schedule) = &self.schedule {
            schedule.expect(&mut self.policy.cadence);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read;

    fn hours(text: &str, kind: &str) -> Option<f64> {
        let file = read(text, "quarterdeck.toml").unwrap().expecting_scheduled();
        file.policy.cadence.hours.get(kind).copied()
    }

    #[test]
    fn what_runs_by_itself_is_expected_once_a_period() {
        assert_eq!(hours("", "health"), None, "nothing is scheduled that nobody asked for");
        assert_eq!(hours("[schedule]", "health"), Some(24.0));
        assert_eq!(hours("[schedule]", "tests"), Some(168.0));
        assert_eq!(hours("[schedule]", "chaos"), Some(744.0));
        let both = "[schedule]\n[policy.cadence]\nhours = { health = 2 }\ndefault_hours = 9\n";
        assert_eq!(hours(both, "health"), Some(2.0), "what is said comes first");
        let twice = "[[schedule.tasks]]\nname = 'a'\nevery = 'week'\nkinds = ['code']\n\
                     [[schedule.tasks]]\nname = 'b'\nevery = 'day'\nkinds = ['code']\n";
        assert_eq!(hours(twice, "code"), Some(24.0), "the more frequent one");
        assert_eq!(hours(twice, "health"), None, "a list of one's own replaces the list");
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        let task = |rest: &str| format!("[[schedule.tasks]]\nname = 'a'\nevery = 'day'\n{rest}");
        for (text, says) in [
            (task("kinds = ['covrage']"), "did you mean `coverage`?"),
            (task("kinds = ['code']\nat = '24:00'"), "expected a time of day in UTC"),
            (task("kinds = ['code']\nat = '5:17'"), "expected a time of day in UTC"),
            (task("kinds = ['code']\nday = 31"), "expected 1 to 28"),
            (task("kinds = ['code']\nweekday = 'munday'"), "did you mean `monday`?"),
            (task("kinds = ['code']\nweekdy = 'monday'"), "did you mean `weekday`?"),
            (task(""), "this task does nothing"),
            (task("run = ['']"), "not empty"),
            ("[[schedule.tasks]]\nname = 'A b'\nevery = 'day'\nkinds = ['code']".to_owned(), "small letters"),
            (
                "[[schedule.tasks]]\nname = 'a'\nevery = 'dya'\nkinds = ['code']".to_owned(),
                "did you mean `day`?",
            ),
            ("[schedul]".to_owned(), "did you mean `schedule`?"),
            ("[schedule]\nimage = ''".to_owned(), "`image` is empty"),
            (
                format!("{}{}", task("kinds = ['code']\n"), task("kinds = ['code']\n")),
                "another task has the name",
            ),
        ] {
            let told = read(&text, "quarterdeck.toml").unwrap_err().to_string();
            assert!(told.contains(says), "{text}: {told}");
        }
    }
}
