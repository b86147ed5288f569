//! The secrets' own formats.

use remit_service::identity::token::TokenKey;

use super::ConfigError;

/// Shortest signing key, bytes.
const KEY_BYTES_MIN: usize = 32;

/// Reads `ID:HEX` pairs, separated by commas or white space. Messages name the key's id, never the key.
pub fn parse_jwt_keys(text: &str) -> Result<Vec<TokenKey>, ConfigError> {
    let mut keys: Vec<TokenKey> = Vec::new();
    for (position, pair) in text
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|pair| !pair.is_empty())
        .enumerate()
    {
        let number = position + 1;
        let Some((kid, secret)) = pair.split_once(':') else {
            return Err(ConfigError(format!(
                "jwt_keys: key {number} is not of the form ID:HEX"
            )));
        };
        let is_name = !kid.is_empty()
            && kid
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if !is_name {
            return Err(ConfigError(format!(
                "jwt_keys: the id of key {number} may hold letters, digits, - _ . only"
            )));
        }
        if keys.iter().any(|key| key.kid == kid) {
            return Err(ConfigError(format!("jwt_keys: two keys have the id {kid}")));
        }
        let secret = hex::decode(secret).map_err(|_| {
            ConfigError(format!(
                "jwt_keys: key {kid} is not hexadecimal; make one with `openssl rand -hex 32`"
            ))
        })?;
        if secret.len() < KEY_BYTES_MIN {
            return Err(ConfigError(format!(
                "jwt_keys: key {kid} is shorter than {KEY_BYTES_MIN} bytes; make one with `openssl rand -hex 32`"
            )));
        }
        keys.push(TokenKey {
            kid: kid.to_owned(),
            secret,
        });
    }
    Ok(keys)
}

/// Reads the data key: 64 hexadecimal digits.
pub fn parse_data_key(text: &str) -> Result<[u8; 32], ConfigError> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).map_err(|_| {
        ConfigError(
            "data_key: 64 hexadecimal digits are expected; make one with `openssl rand -hex 32`".to_owned(),
        )
    })?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order() {
        let (a, b) = ("aa".repeat(32), "bb".repeat(40));
        for separator in [",", "\n", " , \r\n"] {
            let keys = parse_jwt_keys(&format!("new:{a}{separator}old:{b}\n")).unwrap();
            assert_eq!(
                keys.iter()
                    .map(|key| (key.kid.as_str(), key.secret.len()))
                    .collect::<Vec<_>>(),
                [("new", 32), ("old", 40)]
            );
        }
        assert!(parse_jwt_keys(" \n").unwrap().is_empty());
    }

    #[test]
    fn what_is_wrong_with_a_key_is_said_without_it() {
        let good = "aa".repeat(32);
        for (text, part) in [
            (good.clone(), "ID:HEX"),
            (format!(":{good}"), "id of key 1"),
            (format!("a b:{good}"), "ID:HEX"),
            (format!("a:{good},a:{good}"), "two keys"),
            ("a:zz".to_owned(), "hexadecimal"),
            ("a:aaaa".to_owned(), "shorter than 32"),
        ] {
            let Err(error) = parse_jwt_keys(&text) else {
                panic!("{text} is taken")
            };
            assert!(error.0.contains(part) && !error.0.contains(&good), "{error}");
        }
    }

    #[test]
    fn a_data_key_is_32_bytes() {
        assert_eq!(
            parse_data_key(&format!("{}\n", "0f".repeat(32))).unwrap(),
            [15; 32]
        );
        for text in ["", "00", &"0f".repeat(33), &"zz".repeat(32)] {
            assert!(parse_data_key(text).is_err());
        }
    }
}
