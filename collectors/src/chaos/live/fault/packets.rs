//! Dropping packets with a table of our own in the kernel's packet filter (nftables). No other table is touched.

use super::Fault;
use crate::chaos::live::program::{done, line, run, words};
use crate::chaos::live::undo::Undo;
use std::path::Path;

/// The one table of ours.
const TABLE: &str = "quarterdeck_chaos";

struct Packets {
    namespace: Option<String>,
    rules: String,
    says: String,
}

/// Drops every packet to and from the ports.
pub(super) fn drop_all(ports: &[u16], namespace: Option<&str>) -> Result<Box<dyn Fault>, String> {
    let set = set(ports);
    let rules = format!(
        "add rule inet {TABLE} incoming tcp dport {set} counter drop\n\
         add rule inet {TABLE} outgoing tcp sport {set} counter drop\n"
    );
    packets(namespace, rules, format!("drop every packet to and from TCP ports {set}"))
}

/// Drops a share of the packets to the ports.
pub(super) fn drop_some(
    ports: &[u16],
    percent: u8,
    namespace: Option<&str>,
) -> Result<Box<dyn Fault>, String> {
    let set = set(ports);
    let rules = format!(
        "add rule inet {TABLE} incoming tcp dport {set} numgen random mod 100 < {percent} counter drop\n"
    );
    packets(namespace, rules, format!("drop {percent} % of the packets to TCP ports {set}"))
}

fn set(ports: &[u16]) -> String {
    let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
    format!("{{ {} }}", ports.join(", "))
}

fn packets(namespace: Option<&str>, rules: String, says: String) -> Result<Box<dyn Fault>, String> {
    if stands(namespace)? {
        return Err(format!(
            "a table named {TABLE} stands already; `quarterdeck chaos recover`, or nft delete table inet {TABLE}"
        ));
    }
    Ok(Box::new(Packets { namespace: namespace.map(str::to_owned), rules, says }))
}

/// `nft` with arguments, in the namespace.
fn nft(namespace: Option<&str>, args: &[&str]) -> Vec<String> {
    let inside = namespace.map(|name| words(&["ip", "netns", "exec", name])).unwrap_or_default();
    inside.into_iter().chain(words(&["nft"])).chain(words(args)).collect()
}

/// The command that removes the table.
pub(in crate::chaos::live) fn delete(namespace: Option<&str>) -> Vec<String> {
    nft(namespace, &["delete", "table", "inet", TABLE])
}

/// Whether the table stands.
pub(in crate::chaos::live) fn stands(namespace: Option<&str>) -> Result<bool, String> {
    let tables = done(&nft(namespace, &["list", "tables"]), Path::new("/"), "")?;
    Ok(tables.lines().any(|table| table.trim() == format!("table inet {TABLE}")))
}

/// Removes the table and sees that it is gone. A namespace that is gone took its table along.
pub(in crate::chaos::live) fn remove(namespace: Option<&str>) -> Result<(), String> {
    if let Some(name) = namespace
        && !Path::new("/run/netns").join(name).exists()
    {
        return Ok(());
    }
    if !stands(namespace)? {
        return Ok(());
    }
    done(&delete(namespace), Path::new("/"), "")?;
    if stands(namespace)? { Err(format!("the table {TABLE} still stands")) } else { Ok(()) }
}

impl Fault for Packets {
    fn plan(&self) -> Vec<String> {
        let place = self.namespace.as_ref().map_or_else(String::new, |n| format!(" in namespace {n}"));
        let namespace = self.namespace.as_deref();
        vec![
            format!("{}{place}, by table inet {TABLE}", self.says),
            format!("then {}", line(&delete(namespace))),
        ]
    }

    fn undo(&self) -> Vec<Undo> {
        vec![Undo::Table { namespace: self.namespace.clone() }]
    }

    fn inject(&mut self) -> Result<(), String> {
        // One transaction: all of it stands or nothing. `create` fails where a table of that name stands.
        let script = format!(
            "create table inet {TABLE}\n\
             add chain inet {TABLE} incoming {{ type filter hook input priority -300; policy accept; }}\n\
             add chain inet {TABLE} outgoing {{ type filter hook output priority -300; policy accept; }}\n{}",
            self.rules
        );
        done(&nft(self.namespace.as_deref(), &["-f", "-"]), Path::new("/"), &script).map(|_| ())
    }

    fn effect(&mut self) -> Result<Option<String>, String> {
        let list = nft(self.namespace.as_deref(), &["list", "table", "inet", TABLE]);
        let ran = run(&list, Path::new("/"), "")?;
        let dropped = counted(&ran.out);
        Ok((dropped > 0).then(|| format!("{dropped} packets dropped so far")))
    }
}

/// The sum of all counters of a listing: `counter packets 12 bytes 720 drop`.
fn counted(listing: &str) -> u64 {
    let numbers = listing.split("counter packets ").skip(1);
    numbers.filter_map(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counters_add_up() {
        let listing =
            "tcp dport { 1 } counter packets 12 bytes 720 drop\ntcp sport 1 counter packets 3 bytes 1 drop";
        assert_eq!(counted(listing), 15);
        assert_eq!(counted("counter packets x"), 0);
        assert_eq!(counted(""), 0);
    }
}
