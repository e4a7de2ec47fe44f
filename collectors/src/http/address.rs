//! Addresses of services: `http://`, `https://` and `tcp://`, read by RFC 3986 as far as a probe needs it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// How a service is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
    Tcp,
    /// A handshake is all that is asked for.
    Tls,
}

impl Scheme {
    /// The name of a scheme whose address is a host and a port and nothing else.
    fn connects_only(self) -> Option<&'static str> {
        match self {
            Scheme::Tcp => Some("tcp"),
            Scheme::Tls => Some("tls"),
            Scheme::Http | Scheme::Https => None,
        }
    }
}

/// An address taken apart. It holds credentials: it is never printed whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) scheme: Scheme,
    /// Without the brackets of an IPv6 address.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Path without query; begins with `/`.
    path: String,
    query: Option<String>,
    /// Decoded `user:password`.
    pub(crate) credentials: Option<String>,
}

/// The address without credentials, query and fragment, even if it cannot be read.
pub(crate) fn displayed(url: &str) -> String {
    if let Ok(address) = Address::parse(url) {
        return address.to_string();
    }
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    // Whatever stands before an `@` may be a password, slashes in it included.
    let rest = rest.rsplit('@').next().unwrap_or_default();
    let colon = if scheme.is_empty() { "" } else { "://" };
    format!("{scheme}{colon}{rest}")
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// One sentence that says what was found and what was expected, without credentials.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        let url = url.trim();
        let (scheme, rest) = url
            .split_once("://")
            .ok_or("the address has no scheme; expected http://, https://, tcp:// or tls://")?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            "tcp" => Scheme::Tcp,
            "tls" => Scheme::Tls,
            _ => return Err(format!("scheme {scheme:?} cannot be probed; expected http, https, tcp or tls")),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        if !rest.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(
                "the address holds a space, a control or a non-ASCII character; expected percent-encoding \
                        (and the xn-- form of host names)"
                    .to_owned(),
            );
        }
        let (authority, tail) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (credentials, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(percent_decoded(user)?), host),
            None => (None, authority),
        };
        // What looks like a host may be the first half of a password with a slash in it.
        let (host, port) = host_and_port(host, scheme).map_err(|message| match tail.contains('@') {
            true => {
                "the address cannot be read; expected / and ? in its credentials as %2F and %3F".to_owned()
            }
            false => message,
        })?;
        let (path, query) = match tail.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (tail, None),
        };
        let bare = matches!(path, "" | "/") && query.is_none() && credentials.is_none();
        if let Some(name) = scheme.connects_only().filter(|_| !bare) {
            return Err(format!(
                "a {name}:// address has more than host and port; expected {name}://host:port"
            ));
        }
        let path = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
        Ok(Self { scheme, host, port, path, query, credentials })
    }

    /// Host and port as the `Host` field and the address show them.
    pub(crate) fn host_field(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let usual = matches!((self.scheme, self.port), (Scheme::Http, 80) | (Scheme::Https, 443));
        if usual { host } else { format!("{host}:{}", self.port) }
    }

    /// What the request line asks for.
    pub(crate) fn path_and_query(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// The value of the `Authorization` field that the credentials make.
    pub(crate) fn authorization(&self) -> Option<String> {
        self.credentials.as_ref().map(|c| format!("Basic {}", STANDARD.encode(c)))
    }
}

impl std::fmt::Display for Address {
    /// Without credentials and query.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = self.host_field();
        match self.scheme {
            Scheme::Http => write!(f, "http://{host}{}", self.path),
            Scheme::Https => write!(f, "https://{host}{}", self.path),
            Scheme::Tcp => write!(f, "tcp://{host}"),
            Scheme::Tls => write!(f, "tls://{host}"),
        }
    }
}

fn host_and_port(text: &str, scheme: Scheme) -> Result<(String, u16), String> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or("the IPv6 address has no closing bracket")?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| format!("[{host}] is not an IPv6 address"))?;
            let port = match after.strip_prefix(':') {
                Some(port) => Some(port),
                None if after.is_empty() => None,
                None => {
                    return Err(format!(
                        "{after:?} stands after the IPv6 address; expected a colon and a port"
                    ));
                }
            };
            (host, port)
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':');
    if host.is_empty() || !host.chars().all(plain) {
        return Err(format!("host {host:?} is not a name or an IP address"));
    }
    let port = match (port, scheme) {
        (Some(text), _) => {
            let number = text.parse::<u16>().ok().filter(|p| *p > 0);
            number.ok_or_else(|| format!("port {text:?} is not a number from 1 to 65535"))?
        }
        (None, Scheme::Http) => 80,
        (None, Scheme::Https) => 443,
        (None, Scheme::Tcp | Scheme::Tls) => {
            let name = scheme.connects_only().unwrap_or_default();
            return Err(format!("the {name}:// address has no port; expected {name}://host:port"));
        }
    };
    Ok((host.to_owned(), port))
}

fn percent_decoded(text: &str) -> Result<String, String> {
    let wrong = || "the credentials in the address are not percent-encoded UTF-8".to_owned();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
        let (high, low) = digit().zip(digit()).ok_or_else(wrong)?;
        bytes.push(u8::try_from(high * 16 + low).map_err(|_| wrong())?);
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}
