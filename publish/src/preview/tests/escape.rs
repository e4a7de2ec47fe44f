//! Nothing outside the folder, nothing hidden, nothing that blocks.

use super::super::address::{Target, target};
use super::serve;

#[test]
fn no_path_leads_out() {
    let served = serve("/");
    let outside = served.folder.path().parent().unwrap().join(format!("outside-{}.txt", std::process::id()));
    std::fs::write(&outside, "secret").unwrap();
    let name = outside.file_name().unwrap().to_str().unwrap().to_owned();
    served.write("a/b.txt", b"b");
    let absolute = outside.display().to_string();
    let paths = [
        format!("/../{name}"),
        format!("/a/../../{name}"),
        format!("/%2e%2e/{name}"),
        format!("/%2E%2E%2F{name}"),
        format!("/a/%2e%2e/%2e%2e/{name}"),
        format!("/..%2f{name}"),
        format!("/..\\{name}"),
        format!("/..%5c{name}"),
        format!("/.%00./{name}"),
        format!("/%252e%252e/{name}"),
        format!("/{absolute}"),
        format!("/%2f{absolute}"),
        absolute,
    ];
    for path in paths {
        let reply = served.get(&path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("secret"), "{path}");
    }
    std::fs::remove_file(outside).unwrap();
}

#[test]
fn addresses_that_name_no_file_are_malformed() {
    for path in [
        "",
        "x",
        "*",
        "http://x/",
        "/%",
        "/%4",
        "/%zz",
        "/%ff",
        "/a%00b",
        "/a//b",
        "//x",
        "/./x",
        "/.git/config",
        "/.quarterdeck-files",
    ] {
        assert_eq!(target(path, "/"), Target::Malformed, "{path}");
    }
    let well_known = Target::Inside(vec![".well-known".into(), "x".into()]);
    assert_eq!(target("/.well-known/x", "/"), well_known);
    assert_eq!(target("/a/x", "/b/"), Target::Outside);
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_the_folder_only() {
    use std::os::unix::fs::symlink;
    let served = serve("/");
    let root = served.folder.path();
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("secret.txt"), "secret").unwrap();
    symlink(other.path(), root.join("out")).unwrap();
    symlink(other.path().join("secret.txt"), root.join("out.txt")).unwrap();
    symlink(root.join("loop"), root.join("loop")).unwrap();
    std::fs::create_dir(root.join("dir")).unwrap();
    symlink(other.path().join("secret.txt"), root.join("dir/index.html")).unwrap();
    symlink(root.join("index.html"), root.join("start.html")).unwrap();
    for path in ["/out/secret.txt", "/out.txt", "/loop", "/dir/"] {
        let reply = served.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("secret"), "{path}");
    }
    assert!(served.get("/start.html").text().contains("Start"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let served = serve("/");
    let pipe = served.folder.path().join("pipe.txt");
    match std::process::Command::new("mkfifo").arg(&pipe).status() {
        Ok(status) if status.success() => {}
        other => return println!("skipped: mkfifo is not there ({other:?})"),
    }
    assert_eq!(served.get("/pipe.txt").status, 404);
}
