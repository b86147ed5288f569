//! Signing in, renewing and signing out with cookies.

use reqwest::StatusCode;
use serde_json::json;

use crate::running::{Browser, Running, SIGN_IN};

#[tokio::test]
async fn a_sign_in_sets_cookies_and_a_sign_out_removes_them() {
    let running = Running::start().await;
    let browser = Browser::new(&running.url);
    let me = "{ me { login } }";
    assert_eq!(browser.graphql(me, json!({})).await["data"]["me"], json!(null));

    let signed_in = browser
        .post(
            SIGN_IN,
            json!({ "login": "ov01", "password": remit_demo::DEMO_PASSWORD }),
        )
        .await;
    let cookies: Vec<_> = signed_in
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().unwrap().to_owned())
        .collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in &cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Secure"),
            "{cookie}"
        );
    }
    assert_eq!(
        browser.graphql(me, json!({})).await["data"]["me"]["login"],
        "ov01"
    );

    let renewed = browser
        .post(
            "mutation { refreshSession(input: {}) { viewer { login } problems { code } } }",
            json!({}),
        )
        .await;
    assert_eq!(renewed.headers().get_all("set-cookie").iter().count(), 2);
    assert_eq!(
        browser.graphql(me, json!({})).await["data"]["me"]["login"],
        "ov01"
    );

    let gone = browser
        .post("mutation { signOut { done problems { code } } }", json!({}))
        .await;
    assert!(
        gone.headers()
            .get_all("set-cookie")
            .iter()
            .all(|c| c.to_str().unwrap().contains("Max-Age=0"))
    );
    assert_eq!(browser.graphql(me, json!({})).await["data"]["me"], json!(null));
}

#[tokio::test]
async fn a_failed_sign_in_sets_nothing() {
    let running = Running::start().await;
    let browser = Browser::new(&running.url);
    let response = browser
        .post(SIGN_IN, json!({ "login": "ov01", "password": "wrong" }))
        .await;
    assert_eq!(
        (response.status(), response.headers().get("set-cookie")),
        (StatusCode::OK, None)
    );
}

#[tokio::test]
async fn with_tls_the_cookies_have_the_strict_names() {
    let running = Running::start_with(|config| config.secure_cookies = true).await;
    let browser = Browser::new(&running.url);
    let response = browser
        .post(
            SIGN_IN,
            json!({ "login": "ov01", "password": remit_demo::DEMO_PASSWORD }),
        )
        .await;
    let cookies: Vec<_> = response
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().unwrap().to_owned())
        .collect();
    assert!(
        cookies[0].starts_with("__Host-remit_access=") && cookies[0].ends_with("; Secure"),
        "{cookies:?}"
    );
    assert!(
        cookies[1].starts_with("__Secure-remit_refresh=") && cookies[1].contains("Path=/graphql"),
        "{cookies:?}"
    );
}
