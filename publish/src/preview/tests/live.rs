//! Live reload: what pages carry, what it asks for.

use super::serve;

#[test]
fn pages_carry_the_script_by_a_relative_address() {
    let served = serve("/acme/");
    served.write("a/b/page.html", b"<BODY>one</BODY><!-- </body> --></html>");
    served.write("bare.html", b"<p>no body tag");
    let cases = [
        ("/acme/", "\"__quarterdeck/reload.js\""),
        ("/acme/index.html", "\"__quarterdeck/reload.js\""),
        ("/acme/a/b/page.html", "\"../../__quarterdeck/reload.js\""),
        ("/acme/bare.html?x=a/b", "\"__quarterdeck/reload.js\""),
    ];
    for (path, address) in cases {
        let text = served.get(path).text();
        assert!(text.contains(&format!("<script defer src={address} data-version=")), "{path}: {text}");
        assert_eq!(text.matches("<script").count(), 1, "{path}: {text}");
    }
    let index = served.get("/acme/").text();
    assert!(index.find("<script").unwrap() < index.find("</body>").unwrap());
    let on_disk = std::fs::read_to_string(served.folder.path().join("index.html")).unwrap();
    assert!(!on_disk.contains("script"));
}

#[test]
fn only_pages_carry_it() {
    let served = serve("/");
    for name in ["a.svg", "a.js", "a.md", "a.txt"] {
        served.write(name, b"<body></body>");
        assert_eq!(served.get(&format!("/{name}")).text(), "<body></body>", "{name}");
    }
}

#[test]
fn the_number_grows_with_each_change_and_pages_know_theirs() {
    let served = serve("/acme/");
    let number = || served.get("/acme/__quarterdeck/version").text().parse::<u64>().unwrap();
    let first = number();
    assert_eq!(number(), first);
    assert!(served.get("/acme/").text().contains(&format!("data-version=\"{first}\"")));
    served.preview.changed();
    assert_eq!(number(), first + 1);
    served.preview.changed();
    assert_eq!(number(), first + 2);
    assert!(served.get("/acme/").text().contains(&format!("data-version=\"{}\"", first + 2)));
    let reply = served.get("/acme/__quarterdeck/version");
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

#[test]
fn the_script_comes_from_memory() {
    let served = serve("/acme/");
    let reply = served.get("/acme/__quarterdeck/reload.js");
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert!(reply.text().contains("location.reload()"));
    assert_eq!(served.get("/__quarterdeck/reload.js").status, 404);
    assert!(!served.folder.path().join("__quarterdeck").exists());
}

#[test]
fn a_page_written_anew_is_served_anew() {
    let served = serve("/");
    served.write("index.html", b"<body>second</body>");
    assert!(served.get("/").text().contains("second"));
}
