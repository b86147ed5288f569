//! What `serve` needs before it starts, each lack with the sentence that says how to make it up.

use remit_service::identity::token::TokenKey;

use super::{Config, ConfigError, demo, parse_data_key, parse_jwt_keys};

/// The secrets in the form that the service takes.
pub struct Keys {
    /// Signing keys; the first signs.
    pub jwt: Vec<TokenKey>,
    /// The key of encrypted fields.
    pub data: [u8; 32],
}

/// Checks a configuration for `serve`; returns the keys, or everything that is wrong.
pub fn check(config: &Config) -> Result<Keys, Vec<ConfigError>> {
    let mut wrong = Vec::new();
    let jwt = jwt_keys(config)
        .map_err(|error| wrong.push(error))
        .unwrap_or_default();
    let data = data_key(config)
        .map_err(|error| wrong.push(error))
        .unwrap_or_default();
    wrong.extend(addresses(config));
    wrong.extend(ranges(config));
    if wrong.is_empty() {
        Ok(Keys { jwt, data })
    } else {
        Err(wrong)
    }
}

fn jwt_keys(config: &Config) -> Result<Vec<TokenKey>, ConfigError> {
    let keys = parse_jwt_keys(config.jwt_keys.expose())?;
    if keys.is_empty() {
        return Err(ConfigError(
            "jwt_keys is not set: make a key with `echo \"$(date +%Y%m%d):$(openssl rand -hex 32)\" > jwt.keys` \
             and name the file in REMIT_JWT_KEYS_FILE"
                .to_owned(),
        ));
    }
    if !config.demo
        && parse_jwt_keys(demo::JWT_KEYS)?
            .iter()
            .any(|known| keys.iter().any(|key| key.secret == known.secret))
    {
        return Err(ConfigError(
            "jwt_keys holds the demo's key, which everybody knows: make your own with `openssl rand -hex 32`"
                .to_owned(),
        ));
    }
    Ok(keys)
}

fn data_key(config: &Config) -> Result<[u8; 32], ConfigError> {
    if config.data_key.is_empty() {
        return Err(ConfigError(
            "data_key is not set: make one with `openssl rand -hex 32 > data.key`, keep a copy in a safe place and \
             name the file in REMIT_DATA_KEY_FILE"
                .to_owned(),
        ));
    }
    let key = parse_data_key(config.data_key.expose())?;
    if !config.demo && key == parse_data_key(demo::DATA_KEY)? {
        return Err(ConfigError(
            "data_key is the demo's, which everybody knows: make your own with `openssl rand -hex 32`"
                .to_owned(),
        ));
    }
    Ok(key)
}

fn addresses(config: &Config) -> Vec<ConfigError> {
    let mut wrong = Vec::new();
    let url = &config.public_url;
    let is_origin = ["https://", "http://"].iter().any(|scheme| {
        url.strip_prefix(scheme)
            .is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']))
    });
    if !url.is_empty() && !is_origin {
        wrong.push(ConfigError(
            "public_url: scheme and host are expected, such as https://remit.example.gov.cn".to_owned(),
        ));
    }
    if config.secure_cookies && url.starts_with("http://") {
        wrong.push(ConfigError(
            "public_url begins with http:// but secure_cookies is on: browsers would not send the cookies"
                .to_owned(),
        ));
    }
    let code = &config.jurisdiction;
    let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    if !code.is_empty() && !is_code {
        wrong.push(ConfigError(
            "jurisdiction: six digits are expected, such as 370782".to_owned(),
        ));
    }
    wrong
}

fn ranges(config: &Config) -> Vec<ConfigError> {
    let at_least_one = [
        (
            "database.read_connections",
            u64::from(config.database.read_connections),
        ),
        (
            "database.write_connections",
            u64::from(config.database.write_connections),
        ),
        ("database.wait_ms", config.database.wait_ms),
        ("http.timeout_s", config.http.timeout_s),
        ("http.body_bytes", config.http.body_bytes as u64),
        ("files.max_bytes", config.files.max_bytes as u64),
        ("jobs.clock_s", config.jobs.clock_s),
        ("graphql.errors", config.graphql.errors as u64),
        ("sign_in.argon2_passes", u64::from(config.sign_in.argon2_passes)),
    ];
    let mut wrong: Vec<_> = at_least_one
        .into_iter()
        .filter(|(_, value)| *value == 0)
        .map(|(key, _)| ConfigError(format!("{key}: at least 1 is expected")))
        .collect();
    // OWASP's floor for argon2id with two passes is 19 MiB; 8 KiB is argon2's own for one lane.
    let weak =
        config.sign_in.argon2_memory_kib < 8 || (!config.demo && config.sign_in.argon2_memory_kib < 7 * 1024);
    if weak {
        wrong.push(ConfigError(
            "sign_in.argon2_memory_kib: at least 7168 is expected".to_owned(),
        ));
    }
    wrong
}
