//! Containers and pods, with scripts that stand in for `docker` and `kubectl`: they keep a log of what they were asked
//! and a state, and do to the server what the real ones would. What is proved is the sequence of commands, not that a
//! real engine obeys it.

use super::harness::{ASKED, Stage, number, state_of};
use crate::harness::Ran;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt as _;

/// `NAME` is a file that is there while it is so.
const DOCKER: &str = r#"#!/bin/sh
echo "docker $*" >> tools.log
is() { if [ -e "$1" ]; then echo true; else echo false; fi; }
case "$*" in
*State.Running*) is running ;;
*State.Paused*) is paused ;;
*Networks*) if [ -e apart ]; then echo '{"bridge":{}}'; else echo '{"bridge":{},"back":{}}'; fi ;;
"kill web") rm running; kill -9 "$(cat api.pid)" ;;
"start web") touch running ;;
"pause web") touch paused; kill -STOP "$(cat api.pid)" ;;
"unpause web") rm paused; kill -CONT "$(cat api.pid)" ;;
"network disconnect back web") touch apart; kill -STOP "$(cat api.pid)" ;;
"network connect back web") rm apart; kill -CONT "$(cat api.pid)" ;;
*) echo "no such command: $*" >&2; exit 1 ;;
esac
"#;

const KUBECTL: &str = r#"#!/bin/sh
echo "kubectl $*" >> tools.log
[ "$1 $2 $3 $4 $5" = "--context test --namespace shop --request-timeout=15s" ] || exit 1
shift 5
case "$*" in
"get pod web --output jsonpath={.metadata.uid}") cat uid ;;
"delete pod web --wait=false") echo second > uid; kill -9 "$(cat api.pid)" ;;
"apply --dry-run=server --filename "*) [ -e loss.yaml ] ;;
"apply --filename "*) touch applied; kill -STOP "$(cat api.pid)" ;;
"get --filename "*) [ -e applied ] ;;
"get --ignore-not-found --output name --filename "*) if [ -e applied ]; then echo networkchaos/loss; fi ;;
"delete --ignore-not-found --filename "*) rm -f applied; kill -CONT "$(cat api.pid)" ;;
*) echo "no such command: $*" >&2; exit 1 ;;
esac
"#;

/// A stage on which both programs stand in.
fn stage(action: &str, more: &str) -> Stage {
    let stage = Stage::with(action, &format!("{ASKED}\n{more}"));
    for (name, text) in [("docker", DOCKER), ("kubectl", KUBECTL)] {
        stage.project.write(&format!("bin/{name}"), text);
        let path = stage.project.path().join("bin").join(name);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    for (file, text) in
        [("running", ""), ("uid", "first"), ("loss.yaml", "kind: NetworkChaos"), ("tools.log", "")]
    {
        stage.project.write(file, text);
    }
    stage
}

fn quarterdeck(stage: &Stage, args: &[&str]) -> Ran {
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", stage.project.path().join("bin").display());
    Ran::from(stage.project.command(args).env("PATH", path).env_remove("DOCKER_HOST").output().unwrap())
}

/// What the programs were asked, what follows itself only once.
fn asked(stage: &Stage) -> Vec<String> {
    let folder = format!("{}/", stage.project.path().canonicalize().unwrap().display());
    let text = stage.project.read("tools.log").replace(&folder, "");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.dedup();
    lines
}

/// Runs it; gives the experiment and what was asked.
fn run(stage: &Stage) -> (Value, Vec<String>) {
    let ran = quarterdeck(stage, &["chaos", "run", "it", "--yes"]);
    let experiment = stage.experiment();
    // How much of it is felt is a matter of a busy machine; that it was done, seen and undone is not.
    assert!(ran.code <= 1, "{ran:?} {experiment}");
    assert_eq!(experiment["faults_injected"], 1, "{experiment}");
    stage.clean();
    (experiment, asked(stage))
}

#[test]
fn a_container_is_killed_paused_and_disconnected() {
    let inspect = |field: &str| format!("docker inspect --format {field} web");
    let nets = "{{json .NetworkSettings.Networks}}";
    for (how, network, field, there, back) in [
        ("kill", "", "{{.State.Running}}", "docker kill web", "docker start web"),
        ("pause", "", "{{.State.Paused}}", "docker pause web", "docker unpause web"),
        (
            "disconnect",
            ", network = \"back\"",
            nets,
            "docker network disconnect back web",
            "docker network connect back web",
        ),
    ] {
        let stage =
            stage(&format!("{{ kind = \"docker\", container = \"web\", how = \"{how}\"{network} }}"), "");
        let plan = quarterdeck(&stage, &["chaos", "plan", "it"]);
        assert!(plan.out.contains(there) && plan.out.contains(&format!("then {back}")), "{plan:?}");
        let (experiment, asked) = run(&stage);
        let look = inspect(field);
        assert_eq!(asked, [look.as_str(), there, look.as_str(), back, look.as_str()], "{how}");
        assert!(number(&experiment["availability_percent"]) < 95.0, "{how}: {experiment}");
        assert!(state_of(&stage.pid("api")).is_some_and(|state| state != 'T'), "{how}");
    }
}

#[test]
fn a_container_that_is_not_as_it_must_be_is_left_alone() {
    let stage = stage("{ kind = \"docker\", container = \"web\", how = \"kill\" }", "");
    std::fs::remove_file(stage.project.path().join("running")).unwrap();
    let ran = quarterdeck(&stage, &["chaos", "run", "it", "--yes"]);
    assert!(ran.code == 2 && ran.err.contains("not there, or done already"), "{ran:?}");
    assert_eq!(asked(&stage), ["docker inspect --format {{.State.Running}} web"]);
}

#[test]
fn a_pod_is_deleted_and_a_manifest_applied_and_removed() {
    let kubectl =
        |args: &str| format!("kubectl --context test --namespace shop --request-timeout=15s {args}");
    let pod = "{ kind = \"kubectl\", context = \"test\", namespace = \"shop\", delete_pod = \"web\" }";
    let deleted = stage(pod, "allow = [\"test\"]");
    let (_, asked) = run(&deleted);
    let uid = kubectl("get pod web --output jsonpath={.metadata.uid}");
    assert_eq!(asked, [uid.clone(), kubectl("delete pod web --wait=false"), uid]);

    let manifest = pod.replace("delete_pod = \"web\"", "apply = \"loss.yaml\"");
    let (experiment, asked) = run(&stage(&manifest, "allow = [\"test\"]"));
    let expected = [
        "apply --dry-run=server --filename loss.yaml",
        "apply --filename loss.yaml",
        "get --filename loss.yaml",
        "delete --ignore-not-found --filename loss.yaml",
        "get --ignore-not-found --output name --filename loss.yaml",
    ];
    assert_eq!(asked, expected.map(kubectl));
    assert!(number(&experiment["availability_percent"]) < 95.0, "{experiment}");

    let refused = stage(pod, "");
    let ran = quarterdeck(&refused, &["chaos", "run", "it", "--yes"]);
    assert!(ran.code == 2 && ran.err.contains("needs `allow = [\"test\"]`"), "{ran:?}");
}

#[test]
fn what_this_machine_cannot_do_is_told() {
    let stage = Stage::with("{ kind = \"cpu\" }", ASKED);
    // No program is there: neither nft nor docker nor kubectl.
    let ran = stage.project.command(&["chaos", "doctor"]).env("PATH", stage.project.path()).output().unwrap();
    let out = Ran::from(ran).out;
    for action in ["partition", "loss", "docker", "kubectl"] {
        let line = out.lines().find(|line| line.starts_with(action)).unwrap_or_else(|| panic!("{out}"));
        assert!(line.contains("No such file"), "{line}");
    }
}
