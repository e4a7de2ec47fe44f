//! `collect health --watch`: rounds on an open-loop schedule. A round that takes long never delays the next one, and how
//! late each one began is stored with it.

use super::health::{Kept, down, warn_of_certificates};
use super::{Outcome, keep};
use crate::args::{Format, HealthArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_collectors::Collected;
use quarterdeck_collectors::health::{Prober, merged};
use quarterdeck_model::Payload;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};

/// Most rounds that are under way at once: a service that swallows probes must not use up this machine.
const AT_ONCE: usize = 16;

/// When rounds are planned, and what becomes of them.
pub(super) struct Schedule {
    every: Duration,
    /// `None` until Ctrl-C.
    rounds: Option<u32>,
    one_snapshot: bool,
}

/// What a watch waits for.
enum Event {
    /// A round has ended.
    Round(Box<Collected>),
    /// Ctrl-C, or a request to end.
    Stop,
}

impl Schedule {
    /// A round every so often, the first at once, none at or after the end.
    pub(super) fn of(every: Duration, args: &HealthArgs) -> Self {
        let rounds = |period: Duration| (period.as_secs_f64() / every.as_secs_f64()).ceil().max(1.0) as u32;
        Self { every, rounds: args.period.map(rounds), one_snapshot: args.one_snapshot }
    }

    /// Whether round number `n` is planned at all.
    fn plans(&self, n: u32) -> bool {
        self.rounds.is_none_or(|rounds| n < rounds)
    }
}

/// Probes until the schedule or somebody ends it; rounds that are under way then are finished and stored.
pub(super) fn run(prober: &Prober, schedule: &Schedule, kept: &Kept, printer: &Printer) -> Outcome {
    let (sender, receiver) = channel();
    let stop = sender.clone();
    // The receiver may be gone when the second Ctrl-C comes.
    ctrlc::set_handler(move || drop(stop.send(Event::Stop)))
        .map_err(|e| CliError::Usage(format!("Ctrl-C cannot be waited for: {e}")))?;
    let mut sink =
        Sink { kept, printer, first: true, whole: schedule.one_snapshot.then(Vec::new), worst: Exit::Done };
    thread::scope(|scope| {
        Watch { prober, schedule, sender, receiver, started: Instant::now() }.run(scope, &mut sink)
    })?;
    sink.finish()
}

struct Watch<'a> {
    prober: &'a Prober,
    schedule: &'a Schedule,
    sender: Sender<Event>,
    receiver: Receiver<Event>,
    started: Instant,
}

impl<'env> Watch<'env> {
    fn run<'scope>(&self, scope: &'scope Scope<'scope, 'env>, sink: &mut Sink<'_>) -> Result<(), CliError> {
        let (mut next, mut under_way, mut stopped) = (0, 0, false);
        while under_way > 0 || (!stopped && self.schedule.plans(next)) {
            let due = self.started + self.schedule.every * next;
            let may_begin = !stopped && self.schedule.plans(next) && under_way < AT_ONCE;
            if may_begin && Instant::now() >= due {
                self.begin(scope, due)?;
                (next, under_way) = (next + 1, under_way + 1);
                continue;
            }
            let event = match may_begin {
                true => self.receiver.recv_timeout(due.saturating_duration_since(Instant::now())),
                false => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(Event::Stop) => {
                    stopped = true;
                    sink.printer.note("ending: the round under way is finished and stored");
                }
                Ok(Event::Round(collected)) => {
                    under_way -= 1;
                    sink.take(*collected)?;
                }
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn begin<'scope>(&self, scope: &'scope Scope<'scope, 'env>, due: Instant) -> Result<(), CliError> {
        let (prober, sender) = (self.prober, self.sender.clone());
        let work = move || drop(sender.send(Event::Round(Box::new(prober.round(Some(due))))));
        let begun = thread::Builder::new().name("round".to_owned()).spawn_scoped(scope, work);
        begun.map(drop).map_err(|e| CliError::io("a thread for the round", e))
    }
}

/// Where rounds go.
struct Sink<'a> {
    kept: &'a Kept,
    printer: &'a Printer,
    /// What is about to end is said once, not every round.
    first: bool,
    /// Rounds so far, when they make one snapshot.
    whole: Option<Vec<Collected>>,
    worst: Exit,
}

impl Sink<'_> {
    fn take(&mut self, collected: Collected) -> Result<(), CliError> {
        match &mut self.whole {
            Some(whole) => {
                whole.push(collected);
                Ok(())
            }
            None => self.store(collected),
        }
    }

    fn finish(mut self) -> Outcome {
        if let Some(collected) = self.whole.take().and_then(merged) {
            self.store(collected)?;
        }
        Ok(self.worst)
    }

    /// Stores a snapshot and prints its line.
    fn store(&mut self, collected: Collected) -> Result<(), CliError> {
        let (down, line) = (down(&collected.payload), states(&collected.payload));
        if std::mem::take(&mut self.first) {
            warn_of_certificates(&collected.payload, &self.kept.1, self.printer);
        }
        let (exit, report) = keep(collected, &self.kept.0, self.printer)?;
        let text = match self.kept.0.answer {
            Format::Json => report,
            _ => format!("{} · {line}", report.lines().next().unwrap_or_default()),
        };
        self.printer.answer(&text)?;
        let failed = if down.is_empty() { Exit::Done } else { Exit::GateFailed };
        self.worst = self.worst.max(exit).max(failed);
        Ok(())
    }
}

/// `api up, cart down`, and how late it began where that can be felt.
fn states(payload: &Payload) -> String {
    let Payload::Health(health) = payload else { return String::new() };
    let mut words: Vec<String> =
        health.rounds.iter().map(|round| format!("{} {}", round.service, round.state().as_str())).collect();
    let late = health.rounds.iter().flat_map(|round| &round.late_ms).copied().fold(0.0, f64::max);
    if late >= 100.0 {
        words.push(format!("began {late:.0} ms late"));
    }
    quarterdeck_views::text::visible(&words.join(", "))
}
