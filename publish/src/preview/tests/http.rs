//! Files, types, folders, what is missing, methods.

use super::serve;

#[test]
fn files_come_with_their_type_length_and_no_caching() {
    let served = serve("/");
    let files = [
        ("a.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.json", "application/json"),
        ("a_bg.wasm", "application/wasm"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.md", "text/markdown; charset=utf-8"),
        ("A.PNG", "image/png"),
        ("a.unheard-of", "application/octet-stream"),
    ];
    for (name, content_type) in files {
        served.write(name, b"hello");
        let reply = served.get(&format!("/{name}"));
        assert_eq!(reply.status, 200, "{name}");
        assert_eq!(reply.header("content-type"), Some(content_type), "{name}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{name}");
        assert_eq!(reply.header("content-length"), Some(reply.body.len().to_string().as_str()), "{name}");
        assert!(reply.body.starts_with(b"hello"), "{name}");
    }
}

#[test]
fn other_sites_may_not_load_the_data() {
    let served = serve("/");
    served.write("data/series.js", b"x");
    let reply = served.get("/data/series.js");
    assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    let rebound = served.ask_with("GET /data/series.js", "Host: attacker.example\r\n");
    assert_eq!(rebound.status, 403);
    assert_eq!(served.ask_with("GET /data/series.js", "Host: localhost:1234\r\n").status, 200);
    assert_eq!(served.ask_with("GET /data/series.js", "").status, 200);
}

#[test]
fn folders_show_their_index_behind_a_slash() {
    let served = serve("/acme/");
    served.write("metrics/index.html", b"<body>metrics</body>");
    served.write("empty/x.txt", b"x");
    assert!(served.get("/acme/").text().contains("Start"));
    assert!(served.get("/acme/metrics/").text().contains("metrics"));
    let moved = served.get("/acme/metrics");
    assert_eq!((moved.status, moved.header("location")), (302, Some("/acme/metrics/")));
    let moved = served.get("/acme");
    assert_eq!((moved.status, moved.header("location")), (302, Some("/acme/")));
    for missing in
        ["/acme/empty/", "/acme/empty", "/acme/index.html/", "/acme/none", "/", "/index.html", "/acmex/"]
    {
        assert_eq!(served.get(missing).status, 404, "{missing}");
    }
    assert!(served.get("/").text().contains("/acme/"), "says where the site is");
}

#[test]
fn names_are_percent_decoded_and_queries_dropped() {
    let served = serve("/");
    served.write("größe & mehr.txt", b"found");
    served.write("100%.txt", b"found");
    for path in
        ["/gr%C3%B6%C3%9Fe%20%26%20mehr.txt", "/gr%c3%b6%c3%9fe%20&%20mehr.txt?v=1&b=/../x", "/100%25.txt"]
    {
        assert_eq!(served.get(path).text(), "found", "{path}");
    }
}

#[test]
fn what_is_missing_gets_the_sites_own_page() {
    let served = serve("/acme/");
    let plain = served.get("/acme/none.html");
    assert_eq!((plain.status, plain.header("content-type")), (404, Some("text/plain; charset=utf-8")));
    served.write("404.html", b"<body>lost at sea</body>");
    let own = served.get("/acme/deep/er/none.html");
    assert_eq!((own.status, own.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(own.text().contains("lost at sea"));
    assert!(own.text().contains("src=\"../../__quarterdeck/reload.js\""), "{}", own.text());
}

#[test]
fn head_is_the_head_of_get() {
    let served = serve("/");
    served.write("big.js", &vec![b'x'; 100_000]);
    for path in ["/", "/big.js", "/none"] {
        let (get, head) = (served.get(path), served.ask(&format!("HEAD {path}")));
        assert_eq!(head.body, b"", "{path}");
        for name in ["content-type", "content-length", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        assert_eq!(head.status, get.status);
    }
    assert_eq!(served.get("/big.js").header("content-length"), Some("100000"));
}

#[test]
fn other_methods_are_refused() {
    let served = serve("/");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "QUARTER"] {
        let reply = served.ask(&format!("{method} /"));
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    assert_eq!(served.get("/").status, 200);
}
