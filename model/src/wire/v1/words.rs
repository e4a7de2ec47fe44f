//! The fixed words of the format. A word that is not here is an error: guessing could turn unknown into good.

use serde::{Deserialize, Serialize};

/// A wire enum with the variants of a domain enum, and the conversions between them.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident = $($domain:ident)::+ { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub(crate) enum $name { $($variant),+ }

        impl From<$($domain)::+> for $name {
            fn from(word: $($domain)::+) -> Self {
                use $($domain)::+ as Domain;
                match word { $(Domain::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $($domain)::+ {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

word! {
    /// What the snapshot is about.
    Kind = crate::Kind { Health, Benchmark, Coverage, Chaos, Findings, Tests, Code }
}
word! {
    /// Whether figures were really obtained. Only `ok` and `partial` count; the figures of the rest are unknown.
    State = crate::SectionState { Ok, Partial, Failed, Empty }
}
word! {
    /// How much a diagnostic matters.
    Level = crate::Level { Note, Warning, Error }
}
word! {
    /// Which way a figure is better.
    Direction = crate::Direction { LowerIsBetter, HigherIsBetter, Neutral }
}
word! {
    /// How a probe ended.
    Outcome = crate::payload::Outcome { Up, Degraded, Down, Unknown }
}
word! {
    /// How an experiment ended. Only `pass`, `fail` and `not-recovered` say something about the system.
    Verdict = crate::payload::Verdict { Pass, Fail, NotRecovered, Aborted, NotInjected, Error }
}
word! {
    /// What a finding is about.
    Class = crate::payload::Class { Syntax, Lint, Type, Security, Dependency }
}
word! {
    /// How bad a finding is; `unknown` where the tool does not say, and then it counts as medium.
    Severity = crate::payload::Severity { Info, Low, Unknown, Medium, High, Critical }
}
word! {
    /// How a test case ended.
    Status = crate::payload::Status { Passed, Flaky, Skipped, Failed, Errored }
}
