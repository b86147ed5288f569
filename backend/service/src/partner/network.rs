//! Address ranges a client may call from.

use std::net::IpAddr;

use remit_shared::refusal::{Refusal, RefusalCode};

/// A range in CIDR notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    base: u128,
    mask: u128,
    v4: bool,
}

fn bits(address: IpAddr) -> (u128, bool) {
    match address.to_canonical() {
        IpAddr::V4(v4) => (u128::from(u32::from(v4)) << 96, true),
        IpAddr::V6(v6) => (u128::from(v6), false),
    }
}

fn parse(text: &str) -> Option<Network> {
    let (address, length) = text.split_once('/').unwrap_or((text, ""));
    let (base, v4) = bits(address.parse().ok()?);
    let longest = if v4 { 32 } else { 128 };
    let length: u32 = if length.is_empty() {
        longest
    } else {
        length.parse().ok()?
    };
    if length > longest {
        return None;
    }
    let mask = u128::MAX.checked_shl(128 - length).unwrap_or(0);
    (base & !mask == 0 || length == longest).then_some(Network { base, mask, v4 })
}

/// Checks ranges as the administrator typed them and returns them as they are stored.
pub(super) fn checked(ranges: &[String]) -> Result<String, Refusal> {
    let mut kept = Vec::new();
    for range in ranges {
        for word in range.split_whitespace() {
            parse(word).ok_or_else(|| {
                Refusal::new(
                    RefusalCode::Input,
                    format!("地址范围“{word}”格式不正确，应如 10.1.2.0/24 或 10.1.2.3。"),
                    format!("\"{word}\" is no address range; write it like 10.1.2.0/24 or 10.1.2.3."),
                )
                .on("networks")
            })?;
            kept.push(word.to_owned());
        }
    }
    Ok(kept.join(" "))
}

/// Whether an address lies in any of the stored ranges; without ranges every address does.
pub(super) fn allows(ranges: &str, address: Option<&str>) -> bool {
    if ranges.trim().is_empty() {
        return true;
    }
    let Some((bits, v4)) = address.and_then(|text| text.parse().ok()).map(bits) else {
        return false;
    };
    ranges
        .split_whitespace()
        .filter_map(parse)
        .any(|network| network.v4 == v4 && bits & network.mask == network.base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_inside_or_outside() {
        for (ranges, address, inside) in [
            ("", Some("203.0.113.9"), true),
            ("", None, true),
            ("10.1.2.0/24", Some("10.1.2.77"), true),
            ("10.1.2.0/24", Some("::ffff:10.1.2.77"), true),
            ("10.1.2.0/24", Some("10.1.3.1"), false),
            ("10.1.2.0/24", None, false),
            ("10.1.2.3", Some("10.1.2.3"), true),
            ("10.1.2.3", Some("10.1.2.4"), false),
            ("10.0.0.0/8 2001:db8::/32", Some("2001:db8:1::7"), true),
            ("10.0.0.0/8 2001:db8::/32", Some("2001:db9::7"), false),
            ("0.0.0.0/0", Some("203.0.113.9"), true),
            ("0.0.0.0/0", Some("2001:db8::1"), false),
            ("10.0.0.0/8", Some("rubbish"), false),
        ] {
            assert_eq!(allows(ranges, address), inside, "{ranges} {address:?}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for wrong in ["10.1.2", "10.1.2.0/33", "10.1.2.5/24", "x/8", "10.0.0.0/-1"] {
            assert!(checked(&[wrong.to_owned()]).is_err(), "{wrong}");
        }
        let kept = checked(&["10.0.0.0/8  10.1.2.3".to_owned(), "2001:db8::/32".to_owned()]);
        assert_eq!(kept.as_deref(), Ok("10.0.0.0/8 10.1.2.3 2001:db8::/32"));
    }
}
