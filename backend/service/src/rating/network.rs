//! Keyed hashes of devices and networks (F5): the rules compare them, nobody reads an address from them.

use std::net::IpAddr;

use crate::app::App;
use crate::context::OpCtx;

/// Bytes of a digest kept; enough to tell networks apart, too few to be anything else.
const KEPT: usize = 12;

/// What counts as one network: 24 bits of IPv4, 48 of IPv6.
fn prefix(address: &str) -> Option<Vec<u8>> {
    Some(match address.parse::<IpAddr>().ok()?.to_canonical() {
        IpAddr::V4(v4) => v4.octets().get(..3)?.to_vec(),
        IpAddr::V6(v6) => v6.octets().get(..6)?.to_vec(),
    })
}

/// The network a request comes from.
pub fn net_hash(app: &App, ctx: &OpCtx) -> Option<String> {
    let prefix = prefix(ctx.address.as_deref()?)?;
    Some(short(&app.sealer.tag("rating network", &prefix)))
}

/// Networks that a range of addresses covers, as digests: at most 256 of them, so a range wider than 16 bits of IPv4
/// or 40 of IPv6 covers none.
pub(super) fn of_range(app: &App, range: &str) -> Vec<String> {
    prefixes(range)
        .iter()
        .map(|prefix| short(&app.sealer.tag("rating network", prefix)))
        .collect()
}

/// Whether a range names any network.
pub fn covers(range: &str) -> bool {
    !prefixes(range).is_empty()
}

fn prefixes(range: &str) -> Vec<Vec<u8>> {
    let (address, length) = range.trim().split_once('/').unwrap_or((range.trim(), ""));
    let Some(first) = prefix(address) else {
        return Vec::new();
    };
    let kept = u32::try_from(first.len() * 8).unwrap_or(0);
    let length: u32 = if length.is_empty() {
        kept
    } else {
        length.parse().unwrap_or(0)
    };
    let Some(wider @ 0..=8) = kept.checked_sub(length.min(kept)) else {
        return Vec::new();
    };
    (0..1_u32 << wider)
        .filter_map(|step| {
            let mut prefix = first.clone();
            let last = prefix.last_mut()?;
            let base = u32::from(*last) >> wider << wider;
            *last = u8::try_from(base + step).ok()?;
            Some(prefix)
        })
        .collect()
}

/// The device: by the number its browser keeps, where the script runs; otherwise by address and program.
pub fn device_hash(app: &App, ctx: &OpCtx, device: Option<&str>) -> Option<String> {
    let text = match device
        .map(str::trim)
        .filter(|device| (8..=64).contains(&device.len()))
    {
        Some(device) => format!("d {device}"),
        None => format!(
            "a {} {}",
            ctx.address.as_deref()?,
            ctx.user_agent.as_deref().unwrap_or_default()
        ),
    };
    Some(short(&app.sealer.tag("rating device", text.as_bytes())))
}

fn short(digest: &[u8; 32]) -> String {
    hex::encode(digest.get(..KEPT).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_the_networks_in_it() {
        assert_eq!(prefixes("10.1.2.0/24"), [[10, 1, 2]]);
        assert_eq!(prefixes("10.1.2.77"), [[10, 1, 2]]);
        assert_eq!(prefixes("10.1.2.64/26"), [[10, 1, 2]]);
        assert_eq!(prefixes("10.1.2.0/23"), [[10, 1, 2], [10, 1, 3]]);
        assert_eq!(prefixes("10.1.0.0/16").len(), 256);
        assert_eq!(prefixes("10.0.0.0/8").len(), 0);
        assert_eq!(prefixes("2001:db8:1::/48"), [[0x20, 1, 0xd, 0xb8, 0, 1]]);
        assert_eq!(prefixes("nonsense").len(), 0);
    }
}
