//! Why a probe is not up, told apart: refused, reset, timed out, not resolved, not trusted.

use quarterdeck_model::payload::Outcome;
use std::fmt;
use std::io::{Error, ErrorKind};

/// What the probe was doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Connect,
    Tls,
    Send,
    FirstByte,
    Read,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Step::Connect => "connecting",
            Step::Tls => "shaking hands",
            Step::Send => "sending the request",
            Step::FirstByte => "waiting for the answer",
            Step::Read => "reading the answer",
        })
    }
}

/// A probe that did not end with the right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) outcome: Outcome,
    pub(crate) detail: String,
}

impl Failure {
    /// The service is at fault.
    pub(crate) fn down(detail: impl Into<String>) -> Self {
        Self { outcome: Outcome::Down, detail: detail.into() }
    }

    /// We could not probe.
    pub(crate) fn unknown(detail: impl Into<String>) -> Self {
        Self { outcome: Outcome::Unknown, detail: detail.into() }
    }

    /// The deadline passed.
    pub(crate) fn timeout(step: Step) -> Self {
        Self::down(format!("timeout while {step}"))
    }

    /// The right answer, but.
    pub(crate) fn degraded(detail: impl Into<String>) -> Self {
        Self { outcome: Outcome::Degraded, detail: detail.into() }
    }

    /// What an input/output error says about the service, or about this machine.
    pub(crate) fn io(error: &Error, step: Step) -> Self {
        match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::timeout(step),
            ErrorKind::ConnectionRefused => Self::down("connection refused"),
            ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
                Self::down(format!("connection reset while {step}"))
            }
            ErrorKind::UnexpectedEof => Self::down(format!("connection closed while {step}")),
            _ if ours(error) => Self::unknown(format!("this machine could not probe: {error} while {step}")),
            _ => Self::down(format!("{error} while {step}")),
        }
    }
}

/// Errors that say nothing about the service: no route, no file descriptor, no port, no permission, no memory.
fn ours(error: &Error) -> bool {
    const EMFILE: i32 = 24;
    const ENFILE: i32 = 23;
    let kind = matches!(
        error.kind(),
        ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
            | ErrorKind::PermissionDenied
            | ErrorKind::OutOfMemory
            | ErrorKind::Unsupported
    );
    kind || (cfg!(unix) && matches!(error.raw_os_error(), Some(EMFILE | ENFILE)))
}
