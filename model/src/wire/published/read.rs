//! The JSON shape of a chunk for the browser's reader: what the derived readers read, without their size.

use super::shape::{Column, Context, ProbeColumn, Shape};
use crate::wire::Version;
use crate::wire::light::{At, Read};
use crate::wire::v1::envelope::{Diagnostic, Place};
use crate::wire::v1::words::{Direction, Kind, Level, Outcome, State};

impl Read for Shape {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            schema: f.need("schema"),
            version: f.need("version"),
            number: f.need("number"),
            time: f.need("time"),
            context: f.need("context"),
            commit: f.need("commit"),
            hash: f.need("hash"),
            ids: f.or_default("ids"),
            commits: f.need("commits"),
            contexts: f.need("contexts"),
            rows: f.need("rows"),
            series: f.need("series"),
            probes: f.or_default("probes"),
            problems: f.or_default("problems"),
        })
    }
}

impl Read for Version {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self { major: f.need("major"), minor: f.need("minor") })
    }
}

impl Read for Context {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            kind: f.need("kind"),
            job: f.need("job"),
            subject: f.need("subject"),
            branch: f.need("branch"),
            dirty: f.need("dirty"),
            labels: f.or_default("labels"),
            state: f.need("state"),
            reasons: f.or_default("reasons"),
            tool: f.need("tool"),
            tool_version: f.need("tool_version"),
            format: f.need("format"),
            simulated: f.or_default("simulated"),
            configuration: f.need("configuration"),
            voided: f.need("voided"),
        })
    }
}

impl Read for Column {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            metric: f.need("metric"),
            job: f.need("job"),
            labels: f.or_default("labels"),
            kind: f.need("kind"),
            unit: f.need("unit"),
            direction: f.need("direction"),
            row: f.need("row"),
            values: f.need("values"),
        })
    }
}

impl Read for ProbeColumn {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            service: f.need("service"),
            job: f.need("job"),
            run: f.need("run"),
            at: f.need("at"),
            outcome: f.need("outcome"),
        })
    }
}

impl Read for Kind {
    fn read(at: At<'_, '_>) -> Self {
        at.word([
            ("health", Kind::Health),
            ("benchmark", Kind::Benchmark),
            ("coverage", Kind::Coverage),
            ("chaos", Kind::Chaos),
            ("findings", Kind::Findings),
            ("tests", Kind::Tests),
            ("code", Kind::Code),
        ])
    }
}

impl Read for State {
    fn read(at: At<'_, '_>) -> Self {
        at.word([
            ("ok", State::Ok),
            ("partial", State::Partial),
            ("failed", State::Failed),
            ("empty", State::Empty),
        ])
    }
}

impl Read for Direction {
    fn read(at: At<'_, '_>) -> Self {
        at.word([
            ("lower-is-better", Direction::LowerIsBetter),
            ("higher-is-better", Direction::HigherIsBetter),
            ("neutral", Direction::Neutral),
        ])
    }
}

impl Read for Outcome {
    fn read(at: At<'_, '_>) -> Self {
        at.word([
            ("up", Outcome::Up),
            ("degraded", Outcome::Degraded),
            ("down", Outcome::Down),
            ("unknown", Outcome::Unknown),
        ])
    }
}

impl Read for Level {
    fn read(at: At<'_, '_>) -> Self {
        at.word([("note", Level::Note), ("warning", Level::Warning), ("error", Level::Error)])
    }
}

impl Read for Diagnostic {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| Self {
            level: f.need("level"),
            path: f.or_default("path"),
            place: f.need("place"),
            message: f.need("message"),
            hint: f.need("hint"),
        })
    }
}

impl Read for Place {
    fn read(at: At<'_, '_>) -> Self {
        let (word, mut value) = at.variant();
        match word {
            "line" => Self::Line(Read::read(value)),
            "byte" => Self::Byte(Read::read(value)),
            "pointer" => Self::Pointer(Read::read(value)),
            other => {
                value.unknown(other);
                Self::Byte(0)
            }
        }
    }
}
