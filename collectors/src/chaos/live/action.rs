//! What an experiment does, as the configuration says it.

use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::PathBuf;

/// What an experiment does. Paths are relative to the project's folder.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Kills a process (SIGKILL). Whoever supervises it starts it again, else `restart` does, at the clear.
    Kill {
        /// Which process.
        who: Who,
        /// Program and arguments that start it again.
        #[serde(default)]
        restart: Vec<String>,
    },
    /// Stops a process (SIGSTOP) and continues it.
    Stop {
        /// Which process.
        who: Who,
    },
    /// Drops every packet from and to TCP ports of this machine or of a network namespace.
    Partition {
        /// The ports.
        ports: Vec<u16>,
        /// Name of the network namespace.
        namespace: Option<String>,
    },
    /// Drops a share of the packets to TCP ports.
    Loss {
        /// The ports.
        ports: Vec<u16>,
        /// Share of the packets, 1 to 99.
        percent: u8,
        /// Name of the network namespace.
        namespace: Option<String>,
    },
    /// Forwards connections to the service, and disturbs them; needs no privilege.
    Proxy {
        /// Where clients (and the service's table) connect to.
        listen: SocketAddr,
        /// Where the service listens.
        upstream: SocketAddr,
        /// What is done to connections.
        fault: ProxyFault,
        /// Share of the connections, 1 to 100.
        #[serde(default = "all")]
        percent: u8,
    },
    /// Keeps processors busy.
    Cpu {
        /// Busy processes; one for each processor when left out.
        workers: Option<u32>,
    },
    /// Holds memory.
    Memory {
        /// Mebibytes.
        megabytes: u64,
    },
    /// Fills a disk with one file, which is removed at the end.
    Disk {
        /// Folder on that disk.
        folder: PathBuf,
        /// Mebibytes.
        megabytes: u64,
    },
    /// Holds file descriptors.
    Fds {
        /// How many.
        count: u64,
    },
    /// Kills, pauses or disconnects a container.
    Docker {
        /// Name or identifier.
        container: String,
        /// `kill`, `pause` or `disconnect`.
        how: String,
        /// The network to be disconnected from.
        network: Option<String>,
    },
    /// Deletes a pod, or applies a manifest and deletes it again.
    Kubectl {
        /// The cluster's context; it must be in `allow`.
        context: String,
        /// Namespace.
        #[serde(default = "usual")]
        namespace: String,
        /// Pod to delete.
        delete_pod: Option<String>,
        /// Manifest to apply, such as one of Chaos Mesh.
        apply: Option<PathBuf>,
    },
    /// Runs a program, and another that undoes it.
    Command {
        /// Program and arguments; no shell is between.
        run: Vec<String>,
        /// Program and arguments that undo it.
        inverse: Vec<String>,
        /// Program and arguments that end with 0 only while the fault is there.
        #[serde(default)]
        verify: Vec<String>,
    },
}

/// A process.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Who {
    /// File that holds its number.
    pub pid_file: Option<PathBuf>,
    /// Name of the one process that runs under it.
    pub process: Option<String>,
    /// The program that it must run.
    pub exe: Option<PathBuf>,
}

/// What the proxy does to connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProxyFault {
    /// Accepts them and says nothing.
    Blackhole,
    /// Resets them.
    Reset,
    /// Waits this many milliseconds before it forwards.
    DelayMs(u64),
    /// Forwards no more than this many bytes a second.
    BytesPerSecond(u64),
}

fn all() -> u8 {
    100
}

fn usual() -> String {
    "default".to_owned()
}

impl Action {
    /// Whether recovery counts from the injection: a crash is over at once, every other fault is held.
    pub fn crashes(&self) -> bool {
        matches!(self, Action::Kill { .. } | Action::Kubectl { delete_pod: Some(_), .. })
    }

    /// What it uses that all projects of this machine share; none for what is a process, a port or a container alone.
    pub fn shared(&self) -> Option<&'static str> {
        match self {
            Action::Partition { .. } | Action::Loss { .. } => Some("packet rules"),
            Action::Cpu { .. } => Some("processors"),
            Action::Memory { .. } => Some("memory"),
            Action::Disk { .. } => Some("a disk"),
            Action::Kill { .. }
            | Action::Stop { .. }
            | Action::Proxy { .. }
            | Action::Fds { .. }
            | Action::Docker { .. }
            | Action::Kubectl { .. }
            | Action::Command { .. } => None,
        }
    }

    /// What is wrong with it, apart from this machine.
    pub(super) fn problem(&self) -> Option<String> {
        let wrong = |bad: bool, text: &str| bad.then(|| format!("action: {text}"));
        match self {
            Action::Kill { who, .. } | Action::Stop { who } => wrong(
                who.pid_file.is_some() == who.process.is_some(),
                "`who` needs either pid_file or process, and not both",
            ),
            Action::Partition { ports, .. } => wrong(ports.is_empty(), "`ports` is empty"),
            Action::Loss { ports, percent, .. } => wrong(
                ports.is_empty() || !(1..=99).contains(percent),
                "expected at least one of `ports`, and a `percent` of 1 to 99",
            ),
            Action::Proxy { percent, .. } => {
                wrong(!(1..=100).contains(percent), "expected a `percent` of 1 to 100")
            }
            Action::Docker { how, network, .. } => wrong(
                !["kill", "pause", "disconnect"].contains(&how.as_str())
                    || (how == "disconnect") != network.is_some(),
                "`how` is kill, pause or disconnect; `network` goes with disconnect",
            ),
            Action::Kubectl { delete_pod, apply, .. } => wrong(
                delete_pod.is_some() == apply.is_some(),
                "expected either delete_pod or apply, and not both",
            ),
            Action::Command { run, inverse, .. } => wrong(
                run.is_empty() || inverse.is_empty(),
                "`run` and `inverse` each need a program; what cannot be undone is not begun",
            ),
            Action::Cpu { workers } => {
                wrong(workers.is_some_and(|n| !(1..=256).contains(&n)), "expected 1 to 256 `workers`")
            }
            Action::Memory { megabytes } | Action::Disk { megabytes, .. } => {
                wrong(*megabytes == 0, "expected at least 1 of `megabytes`")
            }
            Action::Fds { count } => wrong(*count == 0, "expected a `count` of at least 1"),
        }
    }
}
