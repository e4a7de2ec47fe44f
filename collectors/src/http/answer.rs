//! What a service answered.

/// One answer of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Header fields in order, names in lower case.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether the body went on beyond what was read of it.
    pub(crate) cut: bool,
    /// Whether the connection may carry another request (RFC 9112, section 9.3): by version, `Connection` and framing.
    pub(crate) keeps: bool,
}

impl Answer {
    /// The values of a field, in order. `name` is in lower case.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the body is said to be JSON of any kind.
    pub(crate) fn is_json(&self) -> bool {
        self.values("content-type").next().is_some_and(|value| {
            let media = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            media == "application/json" || media == "text/json" || media.ends_with("+json")
        })
    }
}
