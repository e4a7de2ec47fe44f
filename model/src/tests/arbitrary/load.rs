//! Any load run.

use super::values::*;
use crate::payload::*;
use crate::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn histogram() -> impl Strategy<Value = Option<EncodedHistogram>> {
    of(text().prop_map(EncodedHistogram))
}

fn repeat() -> impl Strategy<Value = Repeat> {
    (section(), number(), any::<u64>(), any::<u64>(), histogram()).prop_map(
        |(section, rate_achieved, requests, errors, response)| Repeat {
            section,
            rate_achieved,
            requests,
            errors,
            response,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    (number(), number(), of(number()), of(text())).prop_map(
        |(rate_asked, rate_achieved, p99_ms, too_much)| Step { rate_asked, rate_achieved, p99_ms, too_much },
    )
}

fn client() -> impl Strategy<Value = Client> {
    let shares = (of(number()), of(number()), of(number()), of(number()), of(number()));
    (any::<u32>(), any::<u32>(), shares, text()).prop_map(
        |(
            cores,
            connections,
            (cpu_percent, spin_percent, load_average, steal_percent, pressure_percent),
            scheduling,
        )| {
            Client {
                cores,
                connections,
                cpu_percent,
                spin_percent,
                load_average,
                steal_percent,
                pressure_percent,
                scheduling,
            }
        },
    )
}

fn measured() -> impl Strategy<Value = Measured> {
    (vec(repeat(), 0..3), vec(step(), 0..3), client()).prop_map(|(repeats, steps, client)| Measured {
        repeats,
        steps,
        client,
    })
}

pub(super) fn load() -> impl Strategy<Value = Load> {
    let counts = (of(number()), of(number()), of(number()), any::<u64>(), of(any::<u64>()));
    (text(), section(), counts, histogram(), histogram(), histogram(), of(measured())).prop_map(
        |(
            name,
            section,
            (duration_s, rate_asked, rate_achieved, requests, errors),
            response,
            service,
            send_lag,
            measured,
        )| Load {
            name,
            section,
            duration_s,
            rate_asked,
            rate_achieved,
            requests,
            errors,
            response,
            service,
            send_lag,
            measured,
        },
    )
}
