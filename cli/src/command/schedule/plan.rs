//! What of the schedule this project can run: tasks with their shell lines.

use crate::config::{Every, File, ScheduleTable, TaskTable, Weekday};
use quarterdeck_model::Kind;

/// A task and what it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    /// Its name.
    pub(super) name: String,
    /// When.
    pub(super) when: When,
    /// Shell lines, in order.
    pub(super) lines: Vec<String>,
}

/// When a task runs, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// Hour.
    pub(super) hour: u32,
    /// Minute.
    pub(super) minute: u32,
    /// Which days.
    pub(super) days: Days,
}

/// On which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// Every day.
    All,
    /// This day of the week, from 0 for Sunday.
    Week(u32),
    /// This day of the month.
    Month(u32),
}

/// Three letters each, from Sunday, as systemd takes them.
const SHORT: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const LONG: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

impl When {
    fn of(task: &TaskTable) -> Option<Self> {
        let (hour, minute) = task.time()?;
        let days = match task.every {
            Every::Day => Days::All,
            Every::Week => Days::Week(number(task.weekday)),
            Every::Month => Days::Month(task.day),
        };
        Some(Self { hour, minute, days })
    }

    /// The five fields of cron.
    pub(super) fn cron(&self) -> String {
        let Self { hour, minute, days } = self;
        match days {
            Days::All => format!("{minute} {hour} * * *"),
            Days::Week(day) => format!("{minute} {hour} * * {day}"),
            Days::Month(day) => format!("{minute} {hour} {day} * *"),
        }
    }

    /// `OnCalendar=` of a timer.
    pub(super) fn calendar(&self) -> String {
        let Self { hour, minute, days } = self;
        let time = format!("{hour:02}:{minute:02}:00 UTC");
        match days {
            Days::All => format!("*-*-* {time}"),
            Days::Week(day) => format!("{} *-*-* {time}", name(*day, &SHORT)),
            Days::Month(day) => format!("*-*-{day:02} {time}"),
        }
    }

    /// For people.
    pub(super) fn words(&self) -> String {
        let Self { hour, minute, days } = self;
        let on = match days {
            Days::All => "every day".to_owned(),
            Days::Week(day) => format!("every {}", name(*day, &LONG)),
            Days::Month(day) => format!("on day {day} of every month"),
        };
        format!("{on} at {hour:02}:{minute:02} UTC")
    }
}

fn number(day: Weekday) -> u32 {
    match day {
        Weekday::Sunday => 0,
        Weekday::Monday => 1,
        Weekday::Tuesday => 2,
        Weekday::Wednesday => 3,
        Weekday::Thursday => 4,
        Weekday::Friday => 5,
        Weekday::Saturday => 6,
    }
}

fn name(day: u32, names: &[&'static str; 7]) -> &'static str {
    names.get(day as usize).copied().unwrap_or_default()
}

/// Every task of the schedule: what it runs, or why there is nothing to run.
pub(super) fn tasks(file: &File, schedule: &ScheduleTable, push: bool) -> (Vec<Task>, Vec<String>) {
    let (mut tasks, mut left_out) = (Vec::new(), Vec::new());
    for table in &schedule.tasks {
        let lines = if table.run.is_empty() { lines(file, table, push) } else { table.run.clone() };
        match When::of(table) {
            Some(when) if !lines.is_empty() => {
                tasks.push(Task { name: table.name.clone(), when, lines });
            }
            _ => left_out.push(format!(
                "task {}: quarterdeck.toml configures nothing of kind {}; it is left out",
                table.name,
                table.kinds.join(", ")
            )),
        }
    }
    (tasks, left_out)
}

/// What brings the kinds of a task, and what tells of it: only what the configuration has.
fn lines(file: &File, table: &TaskTable, push: bool) -> Vec<String> {
    let kinds = table.kinds.iter().filter_map(|kind| Kind::parse(kind));
    let (mut collect, mut chaos) = (Vec::new(), Vec::new());
    for kind in kinds {
        let probed = kind == Kind::Health && file.probes();
        if probed || file.collect.iter().any(|job| job.kind == kind.as_str()) {
            collect.push(format!(" --kind {kind}"));
        }
        if kind == Kind::Chaos {
            chaos.extend(file.scenario.iter().map(|scenario| format!(" {}", quoted(&scenario.name))));
        }
    }
    let push = if push { " --push" } else { "" };
    let mut out = Vec::new();
    if !collect.is_empty() {
        out.push(format!("quarterdeck collect all{}{push}", collect.concat()));
    }
    if !chaos.is_empty() {
        out.push(format!("quarterdeck chaos run --yes{push} --{}", chaos.concat()));
    }
    if !out.is_empty() {
        out.extend(["quarterdeck alerts", "quarterdeck build"].map(ToOwned::to_owned));
        if !file.notify.is_empty() {
            out.push("quarterdeck notify".to_owned());
        }
        // The gate judges what is committed; a service that is slow today is for alerts.
        if table.kinds.iter().any(|kind| ["coverage", "tests", "findings"].contains(&kind.as_str())) {
            out.push("quarterdeck check".to_owned());
        }
    }
    out
}

/// One word of a shell.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@,+".contains(c);
    match text.is_empty() || !text.chars().all(plain) {
        true => format!("'{}'", text.replace('\'', r"'\''")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Task, quoted, tasks};
    use crate::config::{ScheduleTable, read};

    fn planned(text: &str) -> (Vec<Task>, Vec<String>) {
        let file = read(text, "quarterdeck.toml").unwrap();
        tasks(&file, &file.schedule.clone().unwrap_or_default(), false)
    }

    #[test]
    fn only_what_is_configured_runs() {
        let (none, left_out) = planned("");
        assert_eq!((none.len(), left_out.len()), (0, ScheduleTable::default().tasks.len()));
        let (some, left_out) = planned(
            "[[service]]\nname = 'a'\nurl = 'tcp://a:1'\n[[collect]]\nkind = 'tests'\nfrom = ['j.xml']\n",
        );
        let lines: Vec<&str> = some.iter().filter_map(|t| t.lines.first()).map(String::as_str).collect();
        assert_eq!(lines, ["quarterdeck collect all --kind health", "quarterdeck collect all --kind tests"]);
        assert_eq!(
            left_out,
            ["task chaos: quarterdeck.toml configures nothing of kind chaos; it is left out"]
        );
        assert!(
            some[1].lines.contains(&"quarterdeck check".to_owned())
                && !some[0].lines.contains(&"quarterdeck check".to_owned())
        );
    }

    #[test]
    fn times_in_each_language() {
        let text = |every: &str, rest: &str| {
            format!("[[schedule.tasks]]\nname = 'a'\nevery = '{every}'\nat = '04:05'\nrun = ['x']\n{rest}")
        };
        for (text, cron, calendar, words) in [
            (text("day", ""), "5 4 * * *", "*-*-* 04:05:00 UTC", "every day at 04:05 UTC"),
            (
                text("week", "weekday = 'sunday'"),
                "5 4 * * 0",
                "Sun *-*-* 04:05:00 UTC",
                "every Sunday at 04:05 UTC",
            ),
            (
                text("month", "day = 9"),
                "5 4 9 * *",
                "*-*-09 04:05:00 UTC",
                "on day 9 of every month at 04:05 UTC",
            ),
        ] {
            let when = planned(&text).0[0].when;
            assert_eq!(
                (when.cron(), when.calendar(), when.words()),
                (cron.into(), calendar.into(), words.into())
            );
        }
    }

    #[test]
    fn words_of_a_shell() {
        for text in ["", "plain", "a b", "it's", "$(x)", "a\"b", "-x"] {
            assert_eq!(shell_words::split(&quoted(text)).unwrap(), [text]);
        }
    }
}
