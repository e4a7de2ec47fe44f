//! A service made ready for probing: everything that can be wrong with its configuration is found here, before the
//! first probe is planned.

use super::checks::Checks;
use super::service::Service;
use crate::http::{Address, Problem, Request, Scheme, Secrets, SystemRoots, Tls, Wanted, request};
use std::time::Duration;

/// Longest deadline.
const LONGEST: Duration = Duration::from_secs(3600);

/// How to speak once connected.
pub(crate) enum Protocol {
    /// A connection is all that is asked for.
    Tcp,
    Http(Request),
    Https(Request, Box<Tls>),
}

/// A service ready to be probed.
pub(crate) struct Prepared {
    pub(crate) name: String,
    pub(crate) address: Address,
    pub(crate) protocol: Protocol,
    pub(super) checks: Checks,
    pub(crate) timeout: Duration,
    pub(crate) degraded_after: Option<Duration>,
    pub(crate) secrets: Secrets,
}

impl Prepared {
    /// The address as it may be shown.
    pub(crate) fn target(&self) -> String {
        self.address.to_string()
    }
}

/// Makes a service ready.
///
/// # Errors
/// [`Problem`]: what is wrong with its configuration.
pub(crate) fn prepare(service: &Service, roots: &SystemRoots) -> Result<Prepared, Problem> {
    let address = Address::parse(&service.url).map_err(Problem::new)?;
    let checks = Checks::new(&service.expect).map_err(Problem::new)?;
    if service.timeout.is_zero() || service.timeout > LONGEST {
        return Err(Problem::new("the timeout is out of range; expected more than 0 and at most an hour"));
    }
    let mut secrets = Secrets::default();
    let wanted = Wanted { method: &service.method, headers: &service.headers, body: None, keep_alive: false };
    let protocol = match address.scheme {
        Scheme::Tcp => Protocol::Tcp,
        Scheme::Http => Protocol::Http(request(&wanted, &address, &mut secrets)?),
        Scheme::Https => {
            let request = request(&wanted, &address, &mut secrets)?;
            let tls = Tls::new(&address.host, service.ca_file.as_deref(), roots)?;
            Protocol::Https(request, Box::new(tls))
        }
    };
    let (timeout, degraded_after) = (service.timeout, service.degraded_after);
    Ok(Prepared { name: service.name.clone(), address, protocol, checks, timeout, degraded_after, secrets })
}
