//! Containers of a real engine, which is started for the test and of its own: what the commands that `tools.rs` looks at
//! do. A host that has no `dockerd` and `busybox`, or where this user may not start it, skips it.

use super::harness::{Stage, calmly, free_port, number, within};
use crate::harness::Ran;
use serde_json::Value;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

/// Half of the probes of a short scenario must fail, and what is undone must be felt to be.
const ASKED: &str = "duration_s = 2\nwatch_s = 3.5\ntimeout_ms = 500\n\
     criteria = { recovery_s = 2.5, availability_percent = 0, others_percent = 60 }\nabort_below = 0";

/// A docker daemon in a folder of its own, with an image that has one program.
struct Engine {
    daemon: Child,
    folder: tempfile::TempDir,
}

impl Engine {
    /// None, with a word on why, where there cannot be one.
    fn start() -> Option<Self> {
        Self::begun().map_err(|why| println!("skipped: no container engine here: {why}")).ok()
    }

    fn begun() -> Result<Self, String> {
        let lacking = "(Debian packages docker.io and busybox-static, as root)";
        let busybox =
            ["/bin/busybox", "/usr/bin/busybox"].map(PathBuf::from).into_iter().find(|p| p.exists());
        let busybox = busybox.ok_or_else(|| format!("no busybox {lacking}"))?;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let log = File::create(at("log")).unwrap();
        let daemon = Command::new("dockerd")
            .args(["--storage-driver", "vfs", "--iptables=false", "--bridge=none", "--host"])
            .arg(format!("unix://{}", at("docker.sock").display()))
            .arg("--data-root")
            .arg(at("data"))
            .arg("--exec-root")
            .arg(at("exec"))
            .arg("--pidfile")
            .arg(at("pid"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|e| format!("dockerd: {e} {lacking}"))?;
        let mut engine = Self { daemon, folder };
        let up = within(20.0, || engine.docker(&["info"]).is_ok_and(|out| out.status.success()));
        if !up || engine.daemon.try_wait().unwrap().is_some() {
            let said = std::fs::read_to_string(engine.folder.path().join("log")).unwrap();
            return Err(format!("dockerd: {}", said.lines().last().unwrap_or("it does not answer")));
        }
        engine.image(&busybox)?;
        Ok(engine)
    }

    fn image(&self, busybox: &std::path::Path) -> Result<(), String> {
        let bin = self.folder.path().join("root/bin");
        std::fs::create_dir_all(&bin).unwrap();
        std::fs::copy(busybox, bin.join("busybox")).unwrap();
        std::fs::write(self.folder.path().join("root/index.html"), "ok").unwrap();
        let root = self.folder.path().join("root");
        let tar = self.folder.path().join("root.tar");
        let packed = Command::new("tar").arg("cf").arg(&tar).arg("-C").arg(root).arg(".").status();
        packed.map_err(|e| format!("tar: {e}"))?;
        self.done(&["import", tar.to_str().unwrap(), "quarterdeck-it"])
    }

    fn host(&self) -> String {
        format!("unix://{}", self.folder.path().join("docker.sock").display())
    }

    fn docker(&self, args: &[&str]) -> std::io::Result<Output> {
        Command::new("docker").env("DOCKER_HOST", self.host()).args(args).output()
    }

    fn done(&self, args: &[&str]) -> Result<(), String> {
        let out = self.docker(args).map_err(|e| format!("docker: {e}"))?;
        let said = String::from_utf8_lossy(&out.stderr).trim().to_owned();
        if out.status.success() { Ok(()) } else { Err(format!("docker {}: {said}", args[0])) }
    }

    /// Starts the container, in which a server listens.
    fn serve(&self, network: &str, listen: &str) {
        let run = ["run", "--detach", "--name", "web", "--network", network, "quarterdeck-it"];
        self.done(&[&run[..], &["/bin/busybox", "httpd", "-f", "-h", "/", "-p", listen]].concat()).unwrap();
    }

    /// A field of the container.
    fn field(&self, format: &str) -> String {
        let out = self.docker(&["inspect", "--format", format, "web"]).unwrap();
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.docker(&["rm", "--force", "web"]);
        let _ = self.docker(&["network", "rm", "back"]);
        // It ends its containers and unmounts what it mounted.
        let _ = Command::new("kill").arg(self.daemon.id().to_string()).status();
        let _ = self.daemon.wait();
        // The one mount that it leaves, of the host's network, would keep the folder from going.
        let _ = Command::new("umount").arg(self.folder.path().join("exec/netns/default")).output();
    }
}

/// Runs the scenario against the engine.
fn run(stage: &Stage, engine: &Engine) -> (Ran, Value) {
    let mut command = stage.project.command(&["chaos", "run", "it", "--yes"]);
    let ran = Ran::from(command.env("DOCKER_HOST", engine.host()).output().unwrap());
    (ran, stage.experiment())
}

#[test]
fn a_container_is_killed_and_paused_and_runs_again() {
    let Some(engine) = Engine::start() else { return };
    let port = free_port();
    engine.serve("host", &format!("127.0.0.1:{port}"));
    for how in ["kill", "pause"] {
        let action = format!("{{ kind = \"docker\", container = \"web\", how = \"{how}\" }}");
        let one = || {
            let stage = Stage::asked_at(&action, ASKED, |_| port);
            let (ran, experiment) = run(&stage, &engine);
            (stage, ran, experiment)
        };
        let Some((stage, ran, experiment)) = calmly(one) else { return };
        assert_eq!(ran.code, 0, "{how}: {ran:?} {experiment}");
        assert_eq!(experiment["verdict"], "pass", "{how}: {experiment}");
        // Nobody answered while it was held, but for those sent in the last half second of a pause.
        assert!(number(&experiment["availability_percent"]) < 40.0, "{how}: {experiment}");
        assert_eq!(engine.field("{{.State.Running}} {{.State.Paused}}"), "true false", "{how}");
        stage.clean();
    }
}

#[test]
fn a_container_is_cut_off_its_network_and_comes_back() {
    let Some(engine) = Engine::start() else { return };
    engine.done(&["network", "create", "--subnet", "10.213.77.0/24", "back"]).unwrap();
    engine.serve("back", "80");
    let address = engine.field("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
    let action = "{ kind = \"docker\", container = \"web\", how = \"disconnect\", network = \"back\" }";
    let one = || {
        let stage = Stage::with(action, ASKED);
        let text = stage.text(action, &format!("{ASKED}\nallow = [\"{address}\"]"), stage.api);
        stage.configure(&text.replace(&format!("127.0.0.1:{}", stage.api), &address));
        let (ran, experiment) = run(&stage, &engine);
        (stage, ran, experiment)
    };
    let Some((stage, ran, experiment)) = calmly(one) else { return };
    assert!(ran.code <= 1, "{ran:?} {experiment}");
    assert!(number(&experiment["availability_percent"]) < 40.0, "{experiment}");
    assert_ne!(experiment["recovery"]["censored"], true, "{experiment}");
    assert!(engine.field("{{json .NetworkSettings.Networks}}").contains("\"back\""));
    stage.clean();
}
