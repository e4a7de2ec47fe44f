//! Why a request failed, told apart so that they can be counted.

use crate::http::HttpError;
use std::io::{Error, ErrorKind};

/// Why a request failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// No connection was free until the deadline: it was not sent.
    NotSent,
    /// No whole answer by the deadline.
    Timeout,
    Refused,
    /// Reset or closed before the answer was there.
    Reset,
    /// An answer with another status.
    Status(u16),
    /// An answer whose body does not match.
    Body,
    /// An answer that is not HTTP/1.1.
    Malformed,
    /// The TLS handshake or its session failed.
    Tls,
    /// What the system says otherwise: no route, no file descriptor.
    Other,
}

impl Fault {
    /// In a list of counts: `3 timed out`, `28 with status 500`.
    pub(super) fn words(self) -> String {
        match self {
            Fault::NotSent => "not sent, since no connection was free".to_owned(),
            Fault::Timeout => "timed out".to_owned(),
            Fault::Refused => "refused".to_owned(),
            Fault::Reset => "reset or closed".to_owned(),
            Fault::Status(status) => format!("with status {status}"),
            Fault::Body => "with a body that does not match".to_owned(),
            Fault::Malformed => "with an answer that is not HTTP/1.1".to_owned(),
            Fault::Tls => "without TLS".to_owned(),
            Fault::Other => "that this machine could not make".to_owned(),
        }
    }

    pub(super) fn of_io(error: &Error) -> Self {
        let tls = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
        match error.kind() {
            _ if tls => Fault::Tls,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::Timeout,
            ErrorKind::ConnectionRefused => Fault::Refused,
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::NotConnected
            | ErrorKind::UnexpectedEof => Fault::Reset,
            _ => Fault::Other,
        }
    }

    pub(super) fn of_http(error: &HttpError) -> Self {
        match error {
            HttpError::Io(error, _) => Self::of_io(error),
            HttpError::Malformed(_) => Fault::Malformed,
        }
    }
}
