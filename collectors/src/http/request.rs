//! A request made ready to be sent.

use super::address::Address;
use super::problem::Problem;
use super::secrets::Secrets;

/// The header field with the number of a probe within its experiment, from 0 on.
const PROBE_FIELD: &str = "Quarterdeck-Probe";

/// A request ready to be sent.
pub(crate) struct Request {
    pub(crate) bytes: Vec<u8>,
    /// The answer to HEAD has no body, whatever its head says.
    pub(crate) head_only: bool,
}

impl Request {
    /// The same with the number of a probe, so that the log of a server can tell which one it answered.
    pub(crate) fn numbered(&self, number: u32) -> Self {
        let line_end = self.bytes.windows(2).position(|pair| pair == b"\r\n").map_or(0, |at| at + 2);
        let (line, rest) = self.bytes.split_at(line_end);
        let field = format!("{PROBE_FIELD}: {number}\r\n");
        Self { bytes: [line, field.as_bytes(), rest].concat(), head_only: self.head_only }
    }
}

/// What is to be asked of a service.
pub(crate) struct Wanted<'a> {
    /// Method, in any letter case.
    pub(crate) method: &'a str,
    /// Header fields; values may name environment variables.
    pub(crate) headers: &'a [(String, String)],
    /// Body, if one is to be sent.
    pub(crate) body: Option<&'a [u8]>,
    /// Whether the connection is used again.
    pub(crate) keep_alive: bool,
}

/// The bytes of the request; what must not be shown of them is added to `secrets`.
///
/// # Errors
/// [`Problem`]: a method or header that cannot be sent, or a variable that is not set.
pub(crate) fn request(
    wanted: &Wanted<'_>,
    address: &Address,
    secrets: &mut Secrets,
) -> Result<Request, Problem> {
    let method = wanted.method.to_ascii_uppercase();
    if !is_token(&method) || method == "CONNECT" {
        return Err(Problem::new(format!(
            "method {:?} cannot be sent; expected such as GET or HEAD",
            wanted.method
        )));
    }
    let mut fields = own_fields(wanted.headers, secrets)?;
    let mut lacking = |name: &str, value: String| {
        if !fields.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            fields.push((name.to_owned(), value));
        }
    };
    lacking("Host", address.host_field());
    lacking("User-Agent", format!("quarterdeck/{}", env!("CARGO_PKG_VERSION")));
    lacking("Accept", "*/*".to_owned());
    lacking("Accept-Encoding", "identity".to_owned());
    lacking("Connection", if wanted.keep_alive { "keep-alive" } else { "close" }.to_owned());
    if wanted.body.is_some() || matches!(method.as_str(), "POST" | "PUT" | "PATCH") {
        lacking("Content-Length", wanted.body.map_or(0, <[u8]>::len).to_string());
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
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(wanted.body.unwrap_or_default());
    Ok(Request { bytes, head_only: method == "HEAD" })
}

/// The configured header fields with their variables put in.
fn own_fields(headers: &[(String, String)], secrets: &mut Secrets) -> Result<Vec<(String, String)>, Problem> {
    let hint = "set the variable where the collection runs, or remove the header";
    let mut fields = Vec::new();
    for (name, value) in headers {
        if !is_token(name) {
            return Err(Problem::new(format!("{name:?} is no name of a header field")));
        }
        if ["content-length", "transfer-encoding"].contains(&name.to_ascii_lowercase().as_str()) {
            return Err(Problem::new(format!(
                "header {name} is not for the configuration: it follows from the body"
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

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn a_number_comes_first_among_the_fields_and_changes_nothing_else() {
        let request = |bytes: &[u8]| Request { bytes: bytes.to_vec(), head_only: true };
        let plain = request(b"POST /x HTTP/1.1\r\nHost: h\r\n\r\na\r\nb");
        let numbered = plain.numbered(7);
        assert_eq!(
            String::from_utf8(numbered.bytes).unwrap(),
            "POST /x HTTP/1.1\r\nQuarterdeck-Probe: 7\r\nHost: h\r\n\r\na\r\nb"
        );
        assert!(numbered.head_only);
    }
}
