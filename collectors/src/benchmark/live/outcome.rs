//! Repeats put together: the load as it is stored.

use super::client::{self, Usage};
use super::judge::{self, judge};
use super::plan::Goal;
use super::tally::Tally;
use hdrhistogram::Histogram;
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::payload::{Client, Load, Measured, MedianSpread, Repeat};
use quarterdeck_model::{EncodedHistogram, Section, SectionState};

/// One repeat, judged.
pub(super) struct Judged {
    pub(super) tally: Tally,
    pub(super) section: Section,
    /// By what else than the rule it was judged.
    note: Option<String>,
}

impl Judged {
    pub(super) fn new(tally: Tally, goal: Goal) -> Self {
        let objections = judge(&tally, goal);
        Self { tally, section: objections.section(), note: objections.note }
    }

    pub(super) fn is_valid(&self) -> bool {
        self.section.state.counts()
    }

    /// A percentile of its response times.
    pub(super) fn percentile_ms(&self, q: f64) -> Option<f64> {
        quantile_ms(&self.tally.response, q)
    }

    fn repeat(&self) -> Repeat {
        Repeat {
            section: self.section.clone(),
            rate_achieved: self.tally.achieved,
            requests: self.tally.requests,
            errors: self.tally.errors(),
            response: EncodedHistogram::encode(&self.tally.response).ok(),
        }
    }

    /// For people, in one line: `repeat 2 of 5: valid, p99 0.312 ms`.
    pub(super) fn told(&self) -> String {
        let p99 = self
            .percentile_ms(0.99)
            .map_or_else(|| "p99 not known".to_owned(), |ms| format!("p99 {ms:.3} ms"));
        let state = if self.is_valid() { "valid" } else { "invalid" };
        format!("{state}, {:.1} requests/s, {p99}", self.tally.achieved)
    }
}

/// The load of a plan's repeats. Its histograms are those of all valid repeats together; with none valid it has none.
pub(super) fn load(name: String, rate: f64, repeats: &[Judged]) -> Load {
    let valid: Vec<&Judged> = repeats.iter().filter(|repeat| repeat.is_valid()).collect();
    let counted = if valid.is_empty() { repeats.iter().collect() } else { valid.clone() };
    let rates: Vec<f64> = valid.iter().map(|repeat| repeat.tally.achieved).collect();
    let merged = |of: fn(&Tally) -> &Histogram<u64>| encoded(valid.iter().map(|repeat| of(&repeat.tally)));
    Load {
        name,
        section: section(repeats),
        duration_s: counted.first().map(|repeat| repeat.tally.schedule.duration.as_secs_f64()),
        rate_asked: Some(rate),
        rate_achieved: MedianSpread::of(&rates).map(|rate| rate.median),
        requests: counted.iter().map(|repeat| repeat.tally.requests).sum(),
        errors: Some(counted.iter().map(|repeat| repeat.tally.errors()).sum()),
        response: merged(|tally| &tally.response),
        service: merged(|tally| &tally.service),
        send_lag: merged(|tally| &tally.lag),
        measured: Some(Measured {
            repeats: repeats.iter().map(Judged::repeat).collect(),
            steps: Vec::new(),
            client: client(counted.iter().map(|repeat| &repeat.tally)),
        }),
    }
}

/// What the client was over several runs: the worst of each figure, the most connections.
pub(super) fn client<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Client {
    let mut client = Client { cores: client::cores(), ..Client::default() };
    let mut usage = Usage::default();
    for tally in tallies {
        usage = usage.worse(tally.usage);
        client.connections = client.connections.max(tally.connections.0);
        client.scheduling.clone_from(&tally.scheduling);
    }
    client.cpu_percent = usage.cpu_percent;
    client.spin_percent = usage.spin_percent;
    client.load_average = usage.load_average;
    client.steal_percent = usage.steal_percent;
    client.pressure_percent = usage.pressure_percent;
    client
}

/// Histograms as one; `None` of none.
pub(super) fn merged<'a>(mut histograms: impl Iterator<Item = &'a Histogram<u64>>) -> Option<Histogram<u64>> {
    let mut all = histograms.next()?.clone();
    for histogram in histograms {
        all.add(histogram).ok()?;
    }
    Some(all)
}

fn encoded<'a>(histograms: impl Iterator<Item = &'a Histogram<u64>>) -> Option<EncodedHistogram> {
    EncodedHistogram::encode(&merged(histograms)?).ok()
}

/// One invalid repeat makes the whole partial; none valid, and it has failed.
fn section(repeats: &[Judged]) -> Section {
    let valid = repeats.iter().filter(|repeat| repeat.is_valid()).count();
    let all_well = repeats.iter().all(|repeat| repeat.section.state == SectionState::Ok);
    let state = match valid {
        0 => SectionState::Failed,
        _ if all_well => SectionState::Ok,
        _ => SectionState::Partial,
    };
    let told = |(index, repeat): (usize, &Judged)| {
        let number = index + 1;
        let reasons: Vec<String> =
            repeat.section.reasons.iter().map(|reason| format!("repeat {number}: {reason}")).collect();
        reasons
    };
    Section { state, reasons: repeats.iter().enumerate().flat_map(told).collect() }
}

/// What failed in repeats that are valid all the same; empty when nothing did.
pub(super) fn failures(repeats: &[Judged]) -> Vec<String> {
    let valid = repeats.iter().enumerate().filter(|(_, repeat)| repeat.is_valid());
    let told = valid.map(|(index, repeat)| (index + 1, judge::faults(&repeat.tally)));
    told.filter(|(_, text)| !text.is_empty()).map(|(n, text)| format!("repeat {n}: {text}")).collect()
}

/// By what else than the rule repeats were judged; empty when they were not.
pub(super) fn notes(repeats: &[Judged]) -> Vec<String> {
    let told = repeats.iter().enumerate();
    told.filter_map(|(index, repeat)| Some(format!("repeat {}: {}", index + 1, repeat.note.as_ref()?)))
        .collect()
}
