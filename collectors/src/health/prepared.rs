//! A service made ready for probing: everything that can be wrong with its configuration is found here, before the
//! first probe is planned.

use super::checks::Checks;
use super::command::{self, Ready};
use super::service::Service;
use crate::http::{Address, Problem, Request, Scheme, Secrets, SystemRoots, Tls, Wanted, request};
use std::time::Duration;

/// Longest deadline.
const LONGEST: Duration = Duration::from_secs(3600);

/// Who is asked.
pub(crate) enum Asked {
    /// A program.
    Command(Ready),
    /// A server.
    Address(Address, Protocol),
}

/// How to speak once connected.
pub(crate) enum Protocol {
    /// A connection is all that is asked for.
    Tcp,
    /// A handshake is all that is asked for.
    Tls(Box<Tls>),
    Http(Request),
    Https(Request, Box<Tls>),
}

/// A service ready to be probed.
pub(crate) struct Prepared {
    pub(crate) name: String,
    pub(crate) asked: Asked,
    pub(super) checks: Checks,
    pub(crate) timeout: Duration,
    pub(crate) degraded_after: Option<Duration>,
    pub(crate) secrets: Secrets,
}

impl Asked {
    /// Where certificates are shown.
    pub(crate) fn tls(&self) -> Option<&Tls> {
        match self {
            Asked::Address(_, Protocol::Tls(tls) | Protocol::Https(_, tls)) => Some(tls),
            Asked::Address(_, Protocol::Tcp | Protocol::Http(_)) | Asked::Command(_) => None,
        }
    }
}

impl Prepared {
    /// The address as it may be shown; of a command the program's name.
    pub(crate) fn target(&self) -> String {
        match &self.asked {
            Asked::Command(command) => command.to_string(),
            Asked::Address(address, _) => address.to_string(),
        }
    }
}

/// Makes a service ready.
///
/// # Errors
/// [`Problem`]: what is wrong with its configuration.
pub(crate) fn prepare(service: &Service, roots: &SystemRoots) -> Result<Prepared, Problem> {
    let mut secrets = Secrets::default();
    let asked = match &service.command {
        Some(command) => Asked::Command(command::prepare(command, &mut secrets).map_err(Problem::new)?),
        None => address(service, roots, &mut secrets)?,
    };
    let checks = Checks::new(&service.expect).map_err(Problem::new)?;
    if service.timeout.is_zero() || service.timeout > LONGEST {
        return Err(Problem::new("the timeout is out of range; expected more than 0 and at most an hour"));
    }
    let (timeout, degraded_after) = (service.timeout, service.degraded_after);
    Ok(Prepared { name: service.name.clone(), asked, checks, timeout, degraded_after, secrets })
}

fn address(service: &Service, roots: &SystemRoots, secrets: &mut Secrets) -> Result<Asked, Problem> {
    let address = Address::parse(&service.url).map_err(Problem::new)?;
    let wanted = Wanted { method: &service.method, headers: &service.headers, body: None, keep_alive: false };
    let tls = || Tls::new(&address.host, service.ca_file.as_deref(), roots).map(Box::new);
    let protocol = match address.scheme {
        Scheme::Tcp => Protocol::Tcp,
        Scheme::Tls => Protocol::Tls(tls()?),
        Scheme::Http => Protocol::Http(request(&wanted, &address, secrets)?),
        Scheme::Https => Protocol::Https(request(&wanted, &address, secrets)?, tls()?),
    };
    Ok(Asked::Address(address, protocol))
}
