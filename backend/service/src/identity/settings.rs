//! Sign-in settings.

/// What a configuration decides about sign-in; everything else is a rule of `remit_shared::identity`.
#[derive(Debug, Clone)]
pub struct IdentitySettings {
    /// Whether every named account needs a second factor (on in production, off in the demo).
    pub totp_required: bool,
    /// Issuer and audience of access tokens.
    pub issuer: String,
    /// See `issuer`.
    pub audience: String,
    /// argon2id memory, KiB.
    pub argon2_memory_kib: u32,
    /// argon2id passes.
    pub argon2_passes: u32,
    /// Logins and passwords shown on the sign-in page; only ever filled by the demo.
    pub demo_accounts: Vec<DemoAccount>,
}

/// One account of the demo, shown on its sign-in page.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// Login.
    pub login: String,
    /// Fixed password.
    pub password: String,
    /// Role it acts under.
    pub role: remit_shared::identity::Role,
    /// Who it is, in Chinese.
    pub label: String,
}
