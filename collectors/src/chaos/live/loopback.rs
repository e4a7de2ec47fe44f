//! Whether an address is this machine's own.

use crate::http::Address;
use std::net::IpAddr;

/// Refuses an address that is neither on the loopback interface nor in `allow`.
pub(super) fn url(url: &str, allow: &[String]) -> Result<(), String> {
    host(&Address::parse(url)?.host, allow)
}

/// Refuses a host that is neither the loopback interface nor in `allow`.
pub(super) fn host(host: &str, allow: &[String]) -> Result<(), String> {
    let own = match host.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    };
    if own || allow.iter().any(|allowed| allowed == host) {
        return Ok(());
    }
    Err(format!(
        "{host} is not this machine's loopback interface; an experiment on it needs `allow = [{host:?}]`"
    ))
}
