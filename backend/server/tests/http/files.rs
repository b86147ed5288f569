//! Evidence in and out, and workbooks.

use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::running::{Browser, Running, header};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

fn form(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file
            .map(|file| format!("; filename=\"{file}\""))
            .unwrap_or_default();
        body.extend(
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes(),
        );
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    body
}

async fn upload(browser: &Browser, running: &Running, body: Vec<u8>) -> Response {
    let request = browser
        .client()
        .post(running.at("/files"))
        .header("x-remit-csrf", "1");
    request
        .header("content-type", "multipart/form-data; boundary=x")
        .body(body)
        .send()
        .await
        .unwrap()
}

async fn problem(response: Response) -> (StatusCode, String) {
    let status = response.status();
    let body: Value = response.json().await.unwrap();
    (
        status,
        body["problems"][0]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

#[tokio::test]
async fn a_file_goes_in_and_comes_out_again() {
    let running = Running::start().await;
    let contact = running.signed_in("dc.minzheng").await;
    let response = upload(
        &contact,
        &running,
        form(&[("notSecret", None, b"true"), ("file", Some("整改.png"), PNG)]),
    )
    .await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let stored: Value = response.json().await.unwrap();
    assert_eq!(
        (&stored["mime"], &stored["size"]),
        (&"image/png".into(), &PNG.len().into())
    );

    let path = format!("/files/{}", stored["id"].as_str().unwrap());
    let out = contact.get(&path).await;
    assert_eq!(
        (out.status(), header(&out, "content-type")),
        (StatusCode::OK, "image/png".to_owned())
    );
    assert!(header(&out, "content-disposition").starts_with("inline; filename*=UTF-8''%E6"));
    assert_eq!(header(&out, "cache-control"), "private, no-store");
    assert_eq!(out.bytes().await.unwrap(), PNG);

    // Somebody else's loose file does not exist; to a stranger nothing does.
    assert_eq!(
        problem(running.signed_in("dc.zhujian").await.get(&path).await)
            .await
            .0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        problem(Browser::new(&running.url).get(&path).await).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        problem(contact.get("/files/prb_1").await).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn bad_uploads_are_refused_by_name() {
    let running = Running::start_with(|config| config.files.max_bytes = 50_000).await;
    let contact = running.signed_in("dc.minzheng").await;
    let yes: (&str, Option<&str>, &[u8]) = ("notSecret", None, b"true");
    let huge = vec![b'a'; 60_000];
    let beyond = vec![b'a'; 400_000];
    for (body, status, code) in [
        (form(&[("file", Some("a.png"), PNG)]), 422, "E_SECRECY"),
        (form(&[yes, ("file", Some("a.png"), b"")]), 422, "E_INPUT"),
        (
            form(&[yes, ("file", Some("a.png"), b"<html><script>")]),
            422,
            "E_INPUT",
        ),
        (form(&[yes, ("file", Some("a.txt"), &huge)]), 413, "E_INPUT"),
        (form(&[yes, ("file", Some("a.txt"), &beyond)]), 413, "E_INPUT"),
        (form(&[yes, ("other", None, b"x")]), 415, "MEDIA_TYPE"),
        (b"--x\r\nnonsense".to_vec(), 400, "BODY"),
    ] {
        let got = problem(upload(&contact, &running, body).await).await;
        assert_eq!((got.0.as_u16(), got.1.as_str()), (status, code));
    }
    let stranger = upload(
        &Browser::new(&running.url),
        &running,
        form(&[yes, ("file", Some("a.png"), PNG)]),
    )
    .await;
    assert_eq!(
        problem(stranger).await,
        (StatusCode::UNAUTHORIZED, "E_UNAUTHENTICATED".to_owned())
    );
    let json = contact
        .client()
        .post(running.at("/files"))
        .header("x-remit-csrf", "1")
        .json(&1)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(json).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let no_header = contact
        .client()
        .post(running.at("/files"))
        .header("content-type", "multipart/form-data; boundary=x");
    let tricked = no_header
        .body(form(&[yes, ("file", Some("a.png"), PNG)]))
        .send()
        .await
        .unwrap();
    assert_eq!(problem(tricked).await, (StatusCode::FORBIDDEN, "CSRF".to_owned()));
}

#[tokio::test]
async fn lists_come_as_workbooks() {
    let running = Running::start().await;
    let officer = running.signed_in("ov01").await;
    for path in [
        "/exports/problems.xlsx?states=CLOSED&q=&sort=NEWEST",
        "/exports/ledger.xlsx",
    ] {
        let response = officer.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert!(
            header(&response, "content-type").contains("spreadsheetml"),
            "{path}"
        );
        assert!(
            header(&response, "content-disposition").starts_with("attachment; "),
            "{path}"
        );
        assert_eq!(&response.bytes().await.unwrap()[..2], b"PK", "{path}");
    }
    assert_eq!(
        problem(officer.get("/exports/problems.xlsx?states=NONE").await)
            .await
            .1,
        "E_INPUT"
    );
    assert_eq!(
        problem(officer.get("/exports/problems.xlsx?color=red").await)
            .await
            .1,
        "E_INPUT"
    );
    assert_eq!(
        problem(Browser::new(&running.url).get("/exports/ledger.xlsx").await)
            .await
            .0,
        StatusCode::UNAUTHORIZED
    );
    let administrator = running.signed_in("sa01").await;
    assert_eq!(
        problem(administrator.get("/exports/problems.xlsx").await).await,
        (StatusCode::FORBIDDEN, "E_ROLE".to_owned())
    );
}
