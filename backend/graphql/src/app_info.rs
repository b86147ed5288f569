//! What the sign-in page and the shell have to know before anybody is signed in.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use remit_service::file;
use remit_service::identity::settings;
use remit_shared::identity::Role;

use crate::code::Code;
use crate::context::RequestContext;

/// The product and the settings that everybody may know.
#[derive(SimpleObject)]
pub struct AppInfo {
    /// Name of the product.
    name: &'static str,
    /// Its version.
    version: &'static str,
    /// Whether this is the demo, with its fixed passwords.
    demo: bool,
    /// The demo's accounts; empty anywhere else.
    demo_accounts: Vec<DemoAccount>,
    /// Today in Asia/Shanghai, by which deadlines are judged.
    today: NaiveDate,
    /// The server's clock.
    now: DateTime<Utc>,
    /// Whether every account needs a second factor.
    totp_required: bool,
    /// Largest evidence file, bytes.
    max_upload_bytes: usize,
    /// Types taken as evidence, as MIME types; content decides, not the name.
    upload_types: Vec<&'static str>,
}

/// An account of the demo.
#[derive(SimpleObject)]
pub struct DemoAccount {
    /// Login.
    login: String,
    /// Fixed password.
    password: String,
    /// Role it acts under.
    role: Code<Role>,
    /// Who it is, in Chinese.
    label: String,
}

impl From<&settings::DemoAccount> for DemoAccount {
    fn from(account: &settings::DemoAccount) -> Self {
        Self {
            login: account.login.clone(),
            password: account.password.clone(),
            role: account.role.into(),
            label: account.label.clone(),
        }
    }
}

/// Reads that need no sign-in.
#[derive(Debug, Default)]
pub struct AppQuery;

#[Object]
impl AppQuery {
    /// The product and the settings that everybody may know; open to strangers.
    async fn app_info(&self, ctx: &Context<'_>) -> Result<AppInfo> {
        let request = RequestContext::of(ctx)?;
        let settings = &request.app.settings;
        let demo_accounts = if settings.demo {
            settings.identity.demo_accounts.as_slice()
        } else {
            &[]
        };
        Ok(AppInfo {
            name: "职鉴 Remit",
            version: env!("CARGO_PKG_VERSION"),
            demo: settings.demo,
            demo_accounts: demo_accounts.iter().map(DemoAccount::from).collect(),
            today: request.op.today(),
            now: request.op.now(),
            totp_required: settings.identity.totp_required,
            max_upload_bytes: settings.max_upload_bytes,
            upload_types: file::TYPES.iter().map(|(_, mime)| *mime).collect(),
        })
    }
}
