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
