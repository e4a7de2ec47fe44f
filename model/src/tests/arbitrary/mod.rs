//! Any snapshot: hostile names, extreme numbers, every kind.

mod load;
mod payloads;
mod values;

use crate::*;
use payloads::payload;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use values::{labels, section, text};

pub(super) use values::time;

pub(in crate::tests) fn diagnostic() -> impl Strategy<Value = Diagnostic> {
    let line = any::<(u64, u64)>().prop_map(|(line, column)| Place::Line { line, column });
    let place = prop_oneof![line, any::<u64>().prop_map(Place::Byte), text().prop_map(Place::Pointer)];
    let level = select(vec![Level::Note, Level::Warning, Level::Error]);
    (level, text(), of(place), text(), of(text()))
        .prop_map(|(level, path, place, message, hint)| Diagnostic { level, path, place, message, hint })
}

fn collector() -> impl Strategy<Value = Collector> {
    let asked = (of("[0-9a-f]{12}"), vec(text(), 0..3));
    (text(), text(), text(), of(text()), text(), any::<bool>(), asked).prop_map(
        |(job, version, tool, tool_version, format, simulated, (configuration, from))| Collector {
            job,
            version,
            tool,
            tool_version,
            format,
            simulated,
            configuration,
            from,
        },
    )
}

/// Any snapshot that the format can hold.
pub(in crate::tests) fn snapshot() -> impl Strategy<Value = Snapshot> {
    let source = (of("[0-9a-f]{7,64}"), of(text()), any::<Option<bool>>())
        .prop_map(|(commit, branch, dirty)| Source { commit, branch, dirty });
    let head = (time(), text(), source, collector(), labels(), section());
    (head, payload(), vec(diagnostic(), 0..3)).prop_map(|(head, payload, diagnostics)| {
        let (taken_at, subject, source, collector, labels, section) = head;
        let unknown = wire::Unknown::default();
        Snapshot { taken_at, subject, source, collector, labels, section, payload, diagnostics, unknown }
    })
}
