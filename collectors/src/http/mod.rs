//! A small HTTP/1.1 client that tells the time of every phase: look up, connect, shake hands, ask.
//!
//! Nothing waits past its deadline, nothing is retried, no redirect is followed; and no secret of a request reaches a
//! message.

pub(crate) mod address;
mod answer;
mod body;
mod exchange;
pub(crate) mod failure;
mod problem;
mod request;
pub(crate) mod resolve;
mod secrets;
mod stream;
mod tls;

pub(crate) use self::{
    address::{Address, Scheme},
    answer::Answer,
    body::BODY,
    exchange::{HEAD, HttpError, Observer, ask},
    failure::Failure,
    problem::Problem,
    request::{Request, Wanted, request},
    stream::Timed,
    tls::{SystemRoots, Tls, tls_failure},
};

pub use self::secrets::Secrets;
