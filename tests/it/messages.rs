//! Every message on bad input names the file, the place, what was expected and what to do.

use crate::harness::{Project, samples};

/// A mistake, the exit code it must have, and what its message must name.
struct Mistake {
    files: &'static [(&'static str, &'static str)],
    args: &'static [&'static str],
    code: i32,
    says: &'static [&'static str],
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        files: &[("quarterdeck.toml", "[project]\nname = \"x\"\nbrunch = \"main\"\n")],
        args: &["check"],
        code: 2,
        says: &["quarterdeck.toml:3:1", "brunch", "did you mean `branch`?", "expected"],
    },
    Mistake {
        files: &[("quarterdeck.toml", "[[collect]]\nkind = \"covrage\"\nfrom = [\"x\"]\n")],
        args: &["collect", "all"],
        code: 2,
        says: &[
            "quarterdeck.toml:2:8",
            "covrage",
            "did you mean `coverage`?",
            "expected health, tests, coverage",
        ],
    },
    Mistake { files: &[], args: &["build"], code: 3, says: &["reports/history", "collect"] },
    Mistake {
        files: &[],
        args: &["collect", "coverage", "--from", "nothing.info"],
        code: 2,
        says: &["nothing.info"],
    },
    Mistake {
        files: &[("x.info", "hello\n")],
        args: &["collect", "coverage", "--from", "x.info"],
        code: 3,
        says: &["x.info", "lcov"],
    },
    Mistake {
        files: &[("lcov.info", samples::LCOV)],
        args: &["collect", "coverage", "--from", "lcov.info", "--format", "jakoko"],
        code: 2,
        says: &["jakoko", "lcov", "cobertura"],
    },
    Mistake {
        files: &[("junit.xml", "<testsuites><testsuite name=\"a\">\n<testcase name=\"b\"")],
        args: &["collect", "tests", "--from", "junit.xml"],
        code: 3,
        says: &["junit.xml", "line 2"],
    },
    Mistake {
        files: &[],
        args: &["build", "--now", "yesterday"],
        code: 2,
        says: &["--now", "yesterday", "RFC 3339"],
    },
    Mistake { files: &[], args: &["collect", "health"], code: 2, says: &["[[service]]", "--url"] },
    Mistake {
        files: &[],
        args: &["collect", "benchmark"],
        code: 2,
        says: &["--http", "--command", "--from"],
    },
    Mistake {
        files: &[],
        args: &["collect", "benchmark", "--http", "http://127.0.0.1:1/", "--command", "true"],
        code: 2,
        says: &["--http", "--command", "cannot be used with"],
    },
    Mistake {
        files: &[],
        args: &["collect", "benchmark", "--http", "http://127.0.0.1:1/"],
        code: 2,
        says: &["no rate is given", "--rate", "--capacity"],
    },
    Mistake {
        files: &[],
        args: &["collect", "benchmark", "--http", "http://127.0.0.1:1/", "--rate", "5", "--duration", "soon"],
        code: 2,
        says: &["--duration", "soon", "such as 30s"],
    },
    Mistake {
        files: &[],
        args: &["collect", "benchmark", "--http", "127.0.0.1:1", "--rate", "5"],
        code: 2,
        says: &["no scheme", "http://"],
    },
    Mistake {
        files: &[],
        args: &["collect", "benchmark", "--command", "no-such-program-here"],
        code: 2,
        says: &["no-such-program-here", "cannot be started"],
    },
    Mistake {
        files: &[(
            "quarterdeck.toml",
            "[[collect]]\nkind = \"benchmark\"\nhttp = \"http://x/\"\nfrom = [\"y\"]\n",
        )],
        args: &["collect", "all"],
        code: 2,
        says: &["quarterdeck.toml:4:8", "more than one of"],
    },
    Mistake {
        files: &[(
            "quarterdeck.toml",
            "[[collect]]\nkind = \"benchmark\"\nhttp = \"http://x/\"\nload = { rats = 5 }\n",
        )],
        args: &["collect", "all"],
        code: 2,
        says: &["quarterdeck.toml:4:10", "rats", "did you mean `rate`?"],
    },
    Mistake { files: &[], args: &["chekc"], code: 2, says: &["chekc", "check"] },
];

#[test]
fn messages_name_the_place_and_the_way_out() {
    for mistake in MISTAKES {
        let project = Project::new();
        for (path, content) in mistake.files {
            project.write(path, content);
        }
        let ran = project.run(mistake.args);
        let what = format!("quarterdeck {}: {ran:?}", mistake.args.join(" "));
        assert_eq!(ran.code, mistake.code, "{what}");
        for word in mistake.says {
            assert!(ran.err.contains(word), "`{word}` is missing in {what}");
        }
        assert!(!ran.err.contains("panicked"), "{what}");
    }
}

#[test]
fn a_broken_archive_file_is_named_and_the_rest_is_shown() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T10:00:00Z"]);
    let bad = [
        ("truncated.json", "{\"schema\":\"quarterdeck.snapshot\",\"version\":{\"major\":1,"),
        ("conflict.json", "{\n<<<<<<< ours\n\"a\":1\n=======\n\"a\":2\n>>>>>>> theirs\n}"),
        ("foreign.json", "{\"hello\":\"world\"}"),
        (
            "newer.json",
            "{\"schema\":\"quarterdeck.snapshot\",\"version\":{\"major\":9,\"minor\":0},\"kind\":\"tests\"}",
        ),
        ("empty.json", ""),
    ];
    for (name, text) in bad {
        project.write(&format!("reports/history/coverage/2026/11/{name}"), text);
    }
    project.write("reports/history/coverage/2026/11/latin.json", b"{\"a\":\"\xe9\"}");
    let verified = project.run(&["verify"]);
    assert_eq!(verified.code, 3, "{verified:?}");
    for (name, _) in bad {
        assert!(verified.err.contains(name), "{name}: {verified:?}");
    }
    assert!(verified.err.contains("latin.json"), "{verified:?}");
    let built = project.run(&["build"]);
    assert_eq!(built.code, 3, "{built:?}");
    let about = project.read("reports/dashboard/about.html");
    for (name, _) in bad {
        assert!(about.contains(name), "{name} is not on the page about the data");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let project = Project::new();
    let mut child =
        project.command(&["reference"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = crate::harness::Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}
