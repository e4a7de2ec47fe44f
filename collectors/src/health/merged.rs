//! The rounds of a watch as one collection: every probe kept, in the order of time.

use crate::Collected;
use quarterdeck_model::payload::{Figure, Health, Round};
use quarterdeck_model::{Payload, Section};

/// One collection of many, taken when the first was: of each service one round with all probes, of each figure the
/// median of its readings, every reason and remark once. `None` for none.
pub fn merged(parts: Vec<Collected>) -> Option<Collected> {
    let section = Section::of_parts(parts.iter().map(|part| &part.section));
    let (taken_at, mut health) = (parts.iter().filter_map(|part| part.taken_at).min(), Health::default());
    let mut diagnostics = Vec::new();
    let mut last = None;
    for mut part in parts {
        for diagnostic in part.diagnostics.drain(..) {
            if !diagnostics.contains(&diagnostic) {
                diagnostics.push(diagnostic);
            }
        }
        if let Payload::Health(found) = &mut part.payload {
            append(&mut health.rounds, std::mem::take(&mut found.rounds));
            append(&mut health.canaries, std::mem::take(&mut found.canaries));
            health.figures.append(&mut found.figures);
        }
        last = Some(part);
    }
    health.figures = medians(health.figures);
    let mut reasons: Vec<String> = Vec::new();
    for reason in section.reasons {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let section = Section { reasons, ..section };
    Some(Collected { payload: Payload::Health(health), section, taken_at, diagnostics, ..last? })
}

fn append(all: &mut Vec<Round>, more: Vec<Round>) {
    for round in more {
        match all.iter_mut().find(|known| known.service == round.service) {
            Some(known) => {
                known.probes.extend(round.probes);
                known.probes.sort_by_key(|probe| probe.planned_at);
                known.late_ms.extend(round.late_ms);
                known.certificate = round.certificate.or(known.certificate.take());
            }
            None => all.push(round),
        }
    }
}

fn medians(readings: Vec<Figure>) -> Vec<Figure> {
    let mut out: Vec<(Figure, Vec<f64>)> = Vec::new();
    for figure in readings {
        match out.iter_mut().find(|(f, _)| f.metric == figure.metric && f.labels == figure.labels) {
            Some((_, values)) => values.push(figure.value),
            None => out.push((figure.clone(), vec![figure.value])),
        }
    }
    let median = |(figure, mut values): (Figure, Vec<f64>)| {
        values.sort_by(f64::total_cmp);
        let middle = [values.get((values.len() - 1) / 2), values.get(values.len() / 2)];
        let value = middle.iter().flatten().copied().sum::<f64>() / 2.0;
        Figure { value, ..figure }
    };
    out.into_iter().map(median).collect()
}
