//! A service made ready: everything that can be wrong with the request is found here, before the first one is planned.

use super::expect::Expect;
use super::plan::Target;
use crate::http::{Address, Problem, Request, Scheme, Secrets, SystemRoots, Tls, Wanted, request, resolve};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A service ready to be asked.
pub(super) struct Ready {
    /// Method and address, without credentials and query.
    pub(super) shown: String,
    pub(super) addresses: Vec<SocketAddr>,
    pub(super) request: Request,
    pub(super) tls: Option<Tls>,
    pub(super) expect: Expect,
}

/// Makes the service ready; its name is looked up once, so that no request waits for it.
///
/// # Errors
/// [`Problem`]: what is wrong with the request, or that the name is not known.
pub(super) fn ready(target: &Target, timeout: Duration) -> Result<Ready, Problem> {
    let address = Address::parse(&target.url).map_err(Problem::new)?;
    if matches!(address.scheme, Scheme::Tcp | Scheme::Tls) {
        let message = "a mere connection cannot be asked for anything; expected http:// or https://";
        return Err(Problem::new(message));
    }
    let expect = Expect::new(&target.expect_status, target.body_regex.as_deref())?;
    let mut secrets = Secrets::default();
    let wanted = Wanted {
        method: &target.method,
        headers: &target.headers,
        body: target.body.as_deref(),
        keep_alive: true,
    };
    let request = request(&wanted, &address, &mut secrets)?;
    let tls = match address.scheme {
        Scheme::Https => Some(Tls::new(&address.host, target.ca_file.as_deref(), &SystemRoots::default())?),
        Scheme::Http | Scheme::Tcp | Scheme::Tls => None,
    };
    let found = match resolve::literal(&address.host, address.port) {
        Some(addresses) => Ok(addresses),
        None => resolve::look_up(&address.host, address.port, Instant::now() + timeout),
    };
    let addresses = found.map_err(|failure| {
        Problem::new(format!("{address}: {}", failure.detail))
            .hint("check the name, and that it resolves here")
    })?;
    let shown = format!("{} {address}", target.method.to_ascii_uppercase());
    Ok(Ready { shown, addresses, request, tls, expect })
}
