//! The browser application's files.

use std::fs;

use reqwest::{Client, Method, Response, StatusCode};

use crate::running::{Running, header};

async fn get(running: &Running, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Client::new().get(running.at(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

/// What `cargo xtask web` leaves, in small.
async fn built() -> Running {
    let running = Running::start().await;
    let site = running.site();
    fs::create_dir_all(site.join("assets")).unwrap();
    for (path, content) in [
        ("index.html", "page"),
        ("index.html.br", "page as br"),
        ("index.html.gz", "page as gzip"),
        ("favicon.svg", "icon"),
        ("assets/app-0123456789ab.wasm", "wasm"),
        ("assets/app-0123456789ab.wasm.br", "wasm as br"),
        ("assets/app-0123456789ab.js", "script"),
    ] {
        fs::write(site.join(path), content).unwrap();
    }
    running
}

#[tokio::test]
async fn compressed_copies_are_negotiated() {
    let running = built().await;
    let wasm = "/assets/app-0123456789ab.wasm";
    for (path, accepted, encoding, body) in [
        ("/", "gzip, deflate, br", "br", "page as br"),
        ("/", "gzip", "gzip", "page as gzip"),
        ("/", "identity", "", "page"),
        ("/", "br;q=0, gzip", "gzip", "page as gzip"),
        (wasm, "gzip, br", "br", "wasm as br"),
        (wasm, "gzip", "", "wasm"),
        ("/favicon.svg", "br", "", "icon"),
    ] {
        let response = get(&running, path, &[("accept-encoding", accepted)]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path} {accepted}");
        assert_eq!(
            header(&response, "content-encoding"),
            encoding,
            "{path} {accepted}"
        );
        assert_eq!(header(&response, "vary"), "accept-encoding");
        assert_eq!(response.text().await.unwrap(), body, "{path} {accepted}");
    }
}

#[tokio::test]
async fn hashed_names_are_kept_and_the_page_is_asked_for_again() {
    let running = built().await;
    let script = get(&running, "/assets/app-0123456789ab.js", &[]).await;
    assert_eq!(
        header(&script, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(header(&script, "content-type"), "text/javascript; charset=utf-8");
    let wasm = get(&running, "/assets/app-0123456789ab.wasm", &[]).await;
    assert_eq!(header(&wasm, "content-type"), "application/wasm");

    let page = get(&running, "/", &[]).await;
    assert_eq!(header(&page, "cache-control"), "no-cache");
    let tag = header(&page, "etag");
    let again = get(&running, "/problems", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    fs::write(running.site().join("index.html"), "new page").unwrap();
    assert_eq!(
        get(&running, "/", &[("if-none-match", &tag)]).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn addresses_of_pages_get_the_page_and_others_do_not() {
    let running = built().await;
    for path in ["/", "/problems", "/problems/prb_00?tab=1", "/sign-in", "/a/b/c"] {
        let response = get(&running, path, &[]).await;
        assert_eq!(
            (response.status(), header(&response, "content-type")),
            (StatusCode::OK, "text/html; charset=utf-8".to_owned()),
            "{path}"
        );
    }
    for path in [
        "/missing.js",
        "/assets/gone-0123456789ab.wasm",
        "/assets/none",
        "/index.html.br",
        "/a/../../d.db",
        "/%2e%2e/d.db",
        "/..%2fd.db",
    ] {
        assert_eq!(
            get(&running, path, &[]).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let client = Client::new();
    let posted = client.post(running.at("/problems")).send().await.unwrap();
    assert_eq!(
        (posted.status(), header(&posted, "allow")),
        (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD".to_owned())
    );
    let head = client
        .request(Method::HEAD, running.at("/"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (head.status(), head.text().await.unwrap()),
        (StatusCode::OK, String::new())
    );
}

#[tokio::test]
async fn without_an_application_the_server_says_how_to_build_it() {
    let running = Running::start().await;
    let response = get(&running, "/", &[]).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(response.text().await.unwrap().contains("cargo xtask web"));
}
