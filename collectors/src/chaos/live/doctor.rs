//! What this machine can do: each action with its ability, or why not.

use super::fault::packets;
use super::program::{done, words};
use std::path::Path;

/// Whether an action can be done here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ability {
    /// The action, as the configuration names it.
    pub action: &'static str,
    /// Why not; none when it can.
    pub lacks: Option<String>,
    /// What it can be done to.
    pub on: &'static str,
}

/// Looks; nothing is changed.
pub fn doctor() -> Vec<Ability> {
    let processes = super::process::Identity::of(i32::try_from(std::process::id()).unwrap_or_default()).err();
    let own = if rustix::process::geteuid().is_root() { "every process" } else { "processes of this user" };
    let filter = packets::stands(None).err().map(|e| format!("{e} (needs the program nft, and root)"));
    let asks = |line: &[&str]| done(&words(line), Path::new("/"), "").err();
    let docker = asks(&["docker", "version", "--format", "{{.Server.Version}}"]);
    let kubectl = asks(&["kubectl", "version", "--request-timeout=3s"]);
    let ability = |action, lacks, on| Ability { action, lacks, on };
    vec![
        ability("kill", processes.clone(), own),
        ability("stop", processes, own),
        ability("partition", filter.clone(), "TCP ports of this machine and its network namespaces"),
        ability("loss", filter, "TCP ports of this machine and its network namespaces"),
        ability("proxy", None, "services that are asked through it"),
        ability("cpu", None, "this machine"),
        ability("memory", None, "this machine"),
        ability("disk", None, "this machine"),
        ability("fds", None, "a process of our own"),
        ability("docker", docker, "containers of this machine's engine"),
        ability("kubectl", kubectl, "clusters that `allow` names"),
        ability("command", None, "what its program can do"),
    ]
}
