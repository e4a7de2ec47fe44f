//! CronJobs of Kubernetes: one for each task, on a volume that holds a checkout of the project.

use super::ci::text;
use super::plan::Task;
use super::{Made, Plan, head};

/// One file with a CronJob for each task.
pub(super) fn cron_jobs(plan: &Plan<'_>) -> Vec<Made> {
    let mut out = head("CronJobs of Kubernetes 1.27 or later: `kubectl apply -f` this file.", plan.tasks);
    out.push_str(&format!(
        "# The volume claim {} holds a checkout of the project, which must be there; results stay on it.\n",
        plan.schedule.claim
    ));
    out.push_str(&plan.tasks.iter().map(|task| cron_job(plan, task)).collect::<String>());
    vec![Made { folder: "schedule", name: "quarterdeck-cronjobs.yaml".to_owned(), text: out }]
}

fn cron_job(plan: &Plan<'_>, task: &Task) -> String {
    let words = std::iter::once(plan.program()).chain(plan.words(task));
    let command: Vec<String> = words.map(text).collect();
    format!(
        "---\napiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: quarterdeck-{name}\n  labels:\n    app.kubernetes.io/name: quarterdeck\n\
         spec:\n  schedule: {cron}\n  timeZone: Etc/UTC\n  # The later one waits for its next time.\n  concurrencyPolicy: Forbid\n\
         \x20 # A start that could not be made in time is made up for within an hour.\n  startingDeadlineSeconds: 3600\n\
         \x20 jobTemplate:\n    spec:\n      # What failed shows as stale data or by its exit code; it is not repeated.\n      backoffLimit: 0\n      activeDeadlineSeconds: 3600\n\
         \x20     template:\n        spec:\n          restartPolicy: Never\n          automountServiceAccountToken: false\n\
         \x20         containers:\n            - name: quarterdeck\n              image: {image}\n              workingDir: /project\n\
         \x20             command: [{command}]\n\
         \x20             resources:\n                requests:\n                  cpu: 100m\n                  memory: 128Mi\n\
         \x20             securityContext:\n                allowPrivilegeEscalation: false\n                capabilities:\n                  drop: [\"ALL\"]\n\
         \x20             volumeMounts:\n                - name: project\n                  mountPath: /project\n\
         \x20         volumes:\n            - name: project\n              persistentVolumeClaim:\n                claimName: {claim}\n",
        name = task.name,
        cron = text(&task.when.cron()),
        image = text(&plan.schedule.image),
        command = command.join(", "),
        claim = text(&plan.schedule.claim),
    )
}
