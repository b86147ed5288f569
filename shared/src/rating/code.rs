//! Receipt codes: ten characters of Crockford's base 32, the last a check character (§7).
//!
//! The check is a sum over the field of 32 elements, each place with its own weight: every single wrong character
//! and every two swapped ones are found.

use crate::refusal::{Refusal, RefusalCode};

/// Length of a code with its check character.
pub const CODE_LEN: usize = 10;
/// Random bits of a code.
pub const CODE_BITS: u32 = 45;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of 45 random bits; higher bits are ignored.
pub fn encode(bits: u64) -> String {
    let mut code = String::with_capacity(CODE_LEN);
    let mut sum = 0;
    for place in (0..9).rev() {
        let value = u8::try_from(bits >> (place * 5) & 31).unwrap_or_default();
        sum = times_x(sum ^ value);
        code.push(letter(value));
    }
    code.push(letter(sum));
    code
}

/// Reads a code as people write it: either case, I and L as 1, O as 0, spaces and hyphens left out. The answer to
/// a wrong one never says whether such a code exists.
pub fn parse(text: &str) -> Result<String, Refusal> {
    let mut code = String::with_capacity(CODE_LEN);
    let mut sum = 0;
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let value = value_of(c).filter(|_| code.len() < CODE_LEN).ok_or_else(wrong)?;
        sum = if code.len() + 1 == CODE_LEN {
            sum ^ value
        } else {
            times_x(sum ^ value)
        };
        code.push(letter(value));
    }
    if code.len() == CODE_LEN && sum == 0 {
        Ok(code)
    } else {
        Err(wrong())
    }
}

/// The code in two groups, as it is shown.
pub fn grouped(code: &str) -> String {
    match code.split_at_checked(CODE_LEN / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.to_owned(),
    }
}

fn wrong() -> Refusal {
    Refusal::new(
        RefusalCode::Input,
        "回执码有误，请核对10位回执码后再查询。",
        "The receipt code is not right; compare its ten characters and try again.",
    )
    .on("code")
}

fn letter(value: u8) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

fn value_of(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let place = ALPHABET.iter().position(|letter| char::from(*letter) == c)?;
    u8::try_from(place).ok()
}

/// Multiplication by x modulo x⁵ + x² + 1.
fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 {
        doubled
    } else {
        (doubled ^ 0b10_0101) & 31
    }
}
