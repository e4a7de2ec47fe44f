//! Files for machines that begin with a fresh clone: workflows of GitHub, jobs of GitLab.

use super::plan::Task;
use super::{Made, Plan, head};

/// Brings the archive from its branch; before anything was collected there is none.
const ARCHIVE: [&str; 3] = [
    "if [ ! -e reports/history ] && git fetch --depth=1 origin quarterdeck-data:refs/remotes/origin/quarterdeck-data; then",
    "  git worktree add reports/history origin/quarterdeck-data",
    "fi",
];

/// What was told is kept from run to run, or every run would tell all of it again.
const GITHUB_TOLD: &str =
    "      # What was told before; when the cache has lost it, everything that is open is told once more.
      - uses: actions/cache@v4
        with:
          path: reports/monitoring/notify.json
          key: quarterdeck-told-${{ github.run_id }}-${{ github.run_attempt }}
          restore-keys: quarterdeck-told-
";
const GITLAB_TOLD: &str =
    "  # What was told before; when the cache has lost it, everything that is open is told once more.
  cache:
    key: quarterdeck-told
    when: always
    paths:
      - reports/monitoring/notify.json
";

/// A text of YAML: what is a string of JSON is one of YAML too.
pub(super) fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A workflow for each task.
pub(super) fn github(plan: &Plan<'_>) -> Vec<Made> {
    let made = |task: &Task| Made {
        folder: ".github/workflows",
        name: format!("quarterdeck-{}.yml", task.name),
        text: workflow(plan, task),
    };
    plan.tasks.iter().map(made).collect()
}

fn workflow(plan: &Plan<'_>, task: &Task) -> String {
    let head = head(
        "A workflow of GitHub Actions; times are UTC, and GitHub may be late.",
        std::slice::from_ref(task),
    );
    let archive = ARCHIVE.map(|line| format!("          {line}\n")).concat();
    format!(
        "{head}name: {title}\n\n\
         on:\n  schedule:\n    - cron: {cron}\n  # Also by hand.\n  workflow_dispatch:\n\n\
         # Results are added to the branch quarterdeck-data.\npermissions:\n  contents: write\n\n\
         # Never two tasks at once; the later one waits.\nconcurrency:\n  group: quarterdeck\n  cancel-in-progress: false\n\n\
         jobs:\n  {name}:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    steps:\n\
         \x20     - uses: actions/checkout@v4\n        with:\n          # The whole history: what changed since when is told from it.\n          fetch-depth: 0\n\
         \x20     - name: Install\n        run: {install}\n\
         \x20     - name: The archive\n        run: |\n{archive}\
         {told}\x20     - name: Run\n        run: {run}\n\
         \x20     - name: Summary\n        if: always()\n        run: {summary}\n",
        title = text(&format!("Quarterdeck: {}", task.name)),
        name = task.name,
        told = if plan.notifies { GITHUB_TOLD } else { "" },
        cron = text(&task.when.cron()),
        install = text(&plan.schedule.install),
        run = text(&plan.pushing(task)),
        summary =
            text(&format!("{} check --format markdown >> \"$GITHUB_STEP_SUMMARY\" || true", plan.program())),
    )
}

/// One file to include, with a job for each task.
pub(super) fn gitlab(plan: &Plan<'_>) -> Vec<Made> {
    let mut out = head(
        "Jobs of GitLab CI; in .gitlab-ci.yml: include: [{ local: quarterdeck.gitlab-ci.yml }]",
        plan.tasks,
    );
    out.push_str(
        "# GitLab keeps times in the project, not in files: for each task add a schedule (Build, Pipeline schedules)\n\
         # with the variable QUARTERDECK_TASK and this pattern, time zone UTC:\n",
    );
    for task in plan.tasks {
        out.push_str(&format!("#   QUARTERDECK_TASK={}   {}\n", task.name, task.when.cron()));
    }
    out.push_str(
        "# Results are pushed to the branch quarterdeck-data: CI_JOB_TOKEN needs the right to push (Settings, CI/CD,\n\
         # Job token permissions), or let the variable QUARTERDECK_REMOTE be an address with a token of its own.\n",
    );
    out.push_str(&plan.tasks.iter().map(|task| job(plan, task)).collect::<String>());
    vec![Made { folder: "", name: "quarterdeck.gitlab-ci.yml".to_owned(), text: out }]
}

fn job(plan: &Plan<'_>, task: &Task) -> String {
    let remote = "git remote set-url origin \"${QUARTERDECK_REMOTE:-https://gitlab-ci-token:${CI_JOB_TOKEN}@${CI_SERVER_HOST}/${CI_PROJECT_PATH}.git}\"";
    let archive = ARCHIVE.map(|line| format!("      {line}\n")).concat();
    let rule = format!("$CI_PIPELINE_SOURCE == \"schedule\" && $QUARTERDECK_TASK == \"{}\"", task.name);
    format!(
        "\nquarterdeck-{name}:\n  image: {image}\n  rules:\n    - if: {rule}\n  variables:\n    # The whole history: what changed since when is told from it.\n    GIT_DEPTH: \"0\"\n\
         \x20 # Never two of them at once.\n  resource_group: quarterdeck-{name}\n  timeout: 1h\n  before_script:\n    - {install}\n  script:\n    - {remote}\n    - |\n{archive}    - {run}\n\
         \x20 artifacts:\n    when: always\n    expire_in: 1 week\n    paths:\n      - reports/dashboard\n{told}",
        name = task.name,
        image = text(&plan.schedule.image),
        rule = text(&rule),
        told = if plan.notifies { GITLAB_TOLD } else { "" },
        install = text(&format!(
            "command -v {program} || {install}",
            program = plan.program(),
            install = plan.schedule.install
        )),
        remote = text(remote),
        run = text(&plan.pushing(task)),
    )
}
