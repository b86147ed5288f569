//! The short code on a sealed invitation: 31 letters and digits that cannot be mistaken for each other, the last
//! character a check (§3.8).

use sha2::{Digest, Sha256};

use crate::refusal::{Refusal, RefusalCode};

/// Random bytes behind a code.
pub const RANDOM_BYTES: usize = 15;
/// Characters of a code: fifteen drawn ones and the check.
pub const LENGTH: usize = RANDOM_BYTES + 1;

/// Crockford's base 32 without the Z: with a prime number of letters every slip shows in the check.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRSTVWXY";

/// The code of these random bytes, without dashes; 74 bits of them count.
pub fn of_bytes(bytes: &[u8; RANDOM_BYTES]) -> String {
    let values: Vec<u8> = bytes.iter().map(|byte| byte % 31).collect();
    let check = check_value(&values);
    values
        .into_iter()
        .chain([check])
        .filter_map(|value| ALPHABET.get(usize::from(value)))
        .map(|letter| char::from(*letter))
        .collect()
}

/// The code in groups of four, as it is printed.
pub fn printed(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Reads what a person typed: dashes, spaces and case do not matter, `O I L` are read as `0 1 1`. A slip of the
/// finger is `E_INPUT`.
pub fn normalise(typed: &str) -> Result<String, Refusal> {
    let values: Option<Vec<u8>> = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(value_of)
        .collect();
    let values = values
        .filter(|values| values.len() == LENGTH)
        .ok_or_else(mistyped)?;
    let (check, drawn) = values.split_last().ok_or_else(mistyped)?;
    if *check != check_value(drawn) {
        return Err(mistyped());
    }
    Ok(values
        .iter()
        .filter_map(|value| ALPHABET.get(usize::from(*value)))
        .map(|letter| char::from(*letter))
        .collect())
}

/// What storage keeps of a code while the campaign is open.
pub fn hash(code: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"remit-invitation-1");
    hash.update(code.as_bytes());
    hex::encode(hash.finalize())
}

/// A weighted sum, so that one wrong character and two swapped neighbours are noticed.
fn check_value(values: &[u8]) -> u8 {
    let sum = (1_u32..)
        .zip(values)
        .fold(0_u32, |sum, (weight, value)| sum + weight * u32::from(*value));
    u8::try_from(sum % 31).unwrap_or(0)
}

fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

fn mistyped() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "邀请码有误，请对照信封内的16位邀请码重新输入。",
        "The invitation code is not right; compare it with the 16 characters in your envelope.",
    )
    .on("code")
}
