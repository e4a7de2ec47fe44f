//! A service made ready for probing: everything that can be wrong with its configuration is found here, before the
//! first probe is planned.

use super::address::{Address, Scheme};
use super::checks::Checks;
use super::secrets::Secrets;
use super::service::Service;
use super::tls::{SystemRoots, Tls};
use std::path::Path;
use std::time::Duration;

/// Longest deadline.
const LONGEST: Duration = Duration::from_secs(3600);

/// Why a service cannot be probed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// The file that is wrong.
    pub(super) path: Option<String>,
}

impl Problem {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, path: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn path(mut self, path: &Path) -> Self {
        self.path = Some(path.display().to_string());
        self
    }
}

/// A request ready to be sent.
pub(super) struct Request {
    pub(super) bytes: Vec<u8>,
    /// The answer to HEAD has no body, whatever its head says.
    pub(super) head_only: bool,
}

/// How to speak once connected.
pub(super) enum Protocol {
    /// A connection is all that is asked for.
    Tcp,
    Http(Request),
    Https(Request, Box<Tls>),
}

/// A service ready to be probed.
pub(super) struct Prepared {
    pub(super) name: String,
    pub(super) address: Address,
    pub(super) protocol: Protocol,
    pub(super) checks: Checks,
    pub(super) timeout: Duration,
    pub(super) degraded_after: Option<Duration>,
    pub(super) secrets: Secrets,
}

impl Prepared {
    /// The address as it may be shown.
    pub(super) fn target(&self) -> String {
        self.address.to_string()
    }
}

/// Makes a service ready.
///
/// # Errors
/// [`Problem`]: what is wrong with its configuration.
pub(super) fn prepare(service: &Service, roots: &SystemRoots) -> Result<Prepared, Problem> {
    let address = Address::parse(&service.url).map_err(Problem::new)?;
    let checks = Checks::new(&service.expect).map_err(Problem::new)?;
    if service.timeout.is_zero() || service.timeout > LONGEST {
        return Err(Problem::new("the timeout is out of range; expected more than 0 and at most an hour"));
    }
    let mut secrets = Secrets::default();
    let protocol = match address.scheme {
        Scheme::Tcp => Protocol::Tcp,
        Scheme::Http => Protocol::Http(request(service, &address, &mut secrets)?),
        Scheme::Https => {
            let request = request(service, &address, &mut secrets)?;
            let tls = Tls::new(&address.host, service.ca_file.as_deref(), roots)?;
            Protocol::Https(request, Box::new(tls))
        }
    };
    let (timeout, degraded_after) = (service.timeout, service.degraded_after);
    Ok(Prepared { name: service.name.clone(), address, protocol, checks, timeout, degraded_after, secrets })
}

fn request(service: &Service, address: &Address, secrets: &mut Secrets) -> Result<Request, Problem> {
    let method = service.method.to_ascii_uppercase();
    if !is_token(&method) || method == "CONNECT" {
        return Err(Problem::new(format!(
            "method {:?} cannot be sent; expected such as GET or HEAD",
            service.method
        )));
    }
    let mut fields = own_fields(service, secrets)?;
    let mut lacking = |name: &str, value: String| {
        if !fields.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            fields.push((name.to_owned(), value));
        }
    };
    lacking("Host", address.host_field());
    lacking("User-Agent", format!("quarterdeck/{}", env!("CARGO_PKG_VERSION")));
    lacking("Accept", "*/*".to_owned());
    lacking("Accept-Encoding", "identity".to_owned());
    lacking("Connection", "close".to_owned());
    if matches!(method.as_str(), "POST" | "PUT" | "PATCH") {
        lacking("Content-Length", "0".to_owned());
    }
    if let Some(authorization) = address.authorization() {
        secrets.add(&authorization);
        lacking("Authorization", authorization);
    }
    if let Some(credentials) = &address.credentials {
        secrets.add(credentials.split_once(':').map_or(credentials, |(_, password)| password));
    }
    let mut text = format!("{method} {} HTTP/1.1\r\n", address.path_and_query());
    for (name, value) in &fields {
        text.extend([name.as_str(), ": ", value.as_str(), "\r\n"]);
    }
    text.push_str("\r\n");
    Ok(Request { bytes: text.into_bytes(), head_only: method == "HEAD" })
}

/// The configured header fields with their variables put in.
fn own_fields(service: &Service, secrets: &mut Secrets) -> Result<Vec<(String, String)>, Problem> {
    let hint = "set the variable where the collection runs, or remove the header";
    let mut fields = Vec::new();
    for (name, value) in &service.headers {
        if !is_token(name) {
            return Err(Problem::new(format!("{name:?} is no name of a header field")));
        }
        if ["content-length", "transfer-encoding"].contains(&name.to_ascii_lowercase().as_str()) {
            return Err(Problem::new(format!(
                "header {name} is not for the configuration: a probe sends no body"
            )));
        }
        let expanded =
            secrets.expand(value).map_err(|e| Problem::new(format!("header {name}: {e}")).hint(hint))?;
        // A line break would smuggle in a header of its own.
        if expanded.chars().any(|c| c.is_control() && c != '\t') {
            return Err(Problem::new(format!(
                "header {name}: its value holds a line break or control character"
            )));
        }
        secrets.add_plain(&expanded);
        fields.push((name.clone(), expanded));
    }
    Ok(fields)
}

/// A token by RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(plain)
}
